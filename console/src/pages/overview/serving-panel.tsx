import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { toProblem } from '../../api/problem.ts';
import {
  type Explanation,
  explanationQuery,
  type Fallback,
  fallbackQuery,
  type Mode,
  modeQuery,
} from '../../api/routing.ts';
import { useApi, useArea } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { ConnectButton } from '../../components/connect-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { type Fact, Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';
import { overview } from '../../strings/overview.ts';
import { pages } from '../../strings/pages.ts';

const texts = overview.serving;

/** What a call would meet that names no model: asked of the very rules that calls go by. */
export function ServingPanel() {
  const api = useApi();
  const explanation = useQuery({
    ...explanationQuery(api, { operation: 'chat' }),
    // That no model serves is an answer here, and no failure.
    throwOnError: false,
  });
  const mode = useQuery(modeQuery(api));
  const fallback = useQuery(fallbackQuery(api));
  const serves = toProblem(explanation.error).code !== 'model_not_found';
  const loading = { what: texts.title, skeleton: <ServingSkeleton /> };
  return (
    <Panel title={texts.title}>
      {serves ? (
        <Async query={explanation} {...loading}>
          {(found) => (
            <Async query={mode} {...loading}>
              {(current) => (
                <Async query={fallback} {...loading}>
                  {(policy) => <Serving explanation={found} mode={current} fallback={policy} />}
                </Async>
              )}
            </Async>
          )}
        </Async>
      ) : (
        <EmptyState icon="plug" title={texts.none} action={<ConnectButton label={pages.connect} isMain />}>
          {texts.noneMeaning}
        </EmptyState>
      )}
    </Panel>
  );
}

interface ServingProps {
  explanation: Explanation;
  mode: Mode;
  fallback: Fallback;
}

function Serving({ explanation, mode: { mode }, fallback: { effective_policy: policy } }: ServingProps) {
  const { platform } = useArea();
  const [target] = explanation.targets;
  const facts: Fact[] = [];
  if (target) {
    const { owner, payer } = target;
    facts.push(
      {
        label: texts.defaultModel,
        value: target.name ?? target.model,
        note: owner === 'own' ? texts.owner.own : texts.owner.managed(platform.name),
      },
      {
        label: texts.host,
        value: target.host,
        note: target.leaves_network ? texts.leaves : texts.stays,
      },
      { label: texts.payer.label, value: texts.payer[payer] },
    );
  }
  facts.push(
    {
      label: texts.mode,
      value: texts.modes[mode],
      note: mode === 'byo' ? texts.modeMeaning.byo : texts.modeMeaning.bundled(platform.name),
    },
    {
      label: texts.failure,
      value: policy === 'managed' ? texts.policies.managed(platform.name) : texts.policies[policy],
    },
  );
  return <Facts facts={facts} />;
}

function ServingSkeleton() {
  const line = (width: string) => <Skeleton height={14} my={4} width={width} />;
  const labels = [texts.defaultModel, texts.host, texts.payer.label, texts.mode, texts.failure];
  return <Facts facts={labels.map((label) => ({ label, value: line('60%'), note: line('40%') }))} />;
}
