import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { serveAgentByOwnModels } from '../../api/agents.ts';
import type { ModelConfig } from '../../api/model-configs.ts';
import { modeQuery, putMode } from '../../api/routing.ts';
import { useArea, useChange, useMay, usePlace } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Icon } from '../../icons/icon.tsx';
import { connect } from '../../strings/connect.ts';
import styles from './complete-step.module.css';

const texts = connect.use;

interface UsePanelProps {
  agentId: string | null;
  model: ModelConfig | undefined;
  isChecking: boolean;
}

/** The switch itself, and what to do with a model that answers. */
export function UsePanel({ agentId, model, isChecking }: UsePanelProps) {
  const mode = useQuery(modeQuery(useArea().api));
  const place = usePlace();
  return (
    <Panel title={texts.title}>
      <div className={styles.use}>
        {agentId === null ? (
          <Async query={mode} what={texts.title} skeleton={<Skeleton height={72} />}>
            {(found) => <EnvironmentSwitch mode={found.mode} isChecking={isChecking} />}
          </Async>
        ) : (
          <AgentSwitch agentId={agentId} />
        )}
        {model && !model.is_embedding && <Snippet model={model.name} />}
        <div>
          <Link to="/t/$tenant/$environment/models" params={place}>
            {texts.models}
          </Link>
        </div>
      </div>
    </Panel>
  );
}

function EnvironmentSwitch({ mode, isChecking }: { mode: 'bundled' | 'byo'; isChecking: boolean }) {
  const { platform } = useArea();
  const mayUse = useMay('mode.manage');
  const change = useChange(putMode);
  if (mode === 'byo') {
    return (
      <div role="status">
        <p className={styles.done}>
          <Icon name="check" />
          {texts.inUse}
        </p>
        <p>{texts.byo}</p>
      </div>
    );
  }
  return (
    <>
      <p>{texts.bundled(platform.name)}</p>
      {change.error && <ProblemNotice problem={change.error} />}
      <div className={styles.actions}>
        <Button
          disabled={!mayUse || isChecking}
          loading={change.isPending}
          onClick={() => change.mutate({ mode: 'byo' })}
        >
          {texts.now}
        </Button>
        {change.error?.code === 'model_not_ready' && (
          <>
            <Button variant="default" onClick={() => change.mutate({ mode: 'byo', force: true })}>
              {texts.anyway}
            </Button>
            <span className={styles.soft}>{texts.anywayMeaning}</span>
          </>
        )}
        {!change.error && (
          <span className={styles.soft}>{isChecking ? texts.waiting : texts.switchLater}</span>
        )}
      </div>
    </>
  );
}

function AgentSwitch({ agentId }: { agentId: string }) {
  const change = useChange(() => serveAgentByOwnModels(agentId));
  if (change.isSuccess) {
    return (
      <p className={styles.done} role="status">
        <Icon name="check" />
        {texts.agentInUse(agentId)}
      </p>
    );
  }
  return (
    <>
      <p>{texts.agent(agentId)}</p>
      {change.error && <ProblemNotice problem={change.error} />}
      <div>
        <Button loading={change.isPending} onClick={() => change.mutate()}>
          {texts.agentNow(agentId)}
        </Button>
      </div>
    </>
  );
}

/** As it is typed, with whatever token the caller has. */
function Snippet({ model }: { model: string }) {
  const { platform } = useArea();
  const body = JSON.stringify({ model, messages: [{ role: 'user', content: texts.hello }] });
  const lines = [
    `curl ${platform.public_url}/v1/chat/completions`,
    `-H "Authorization: Bearer $TOKEN"`,
    `-H 'Content-Type: application/json'`,
    `-d '${body.replaceAll("'", "'\\''")}'`,
  ];
  const call = lines.join(' \\\n  ');
  return (
    <div>
      <p>{texts.snippet}</p>
      <div className={styles.snippet}>
        <pre>{call}</pre>
        <CopyButton value={call} label={texts.copySnippet} />
      </div>
    </div>
  );
}
