import { Loader, NativeSelect, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { Agent } from '../../api/agents.ts';
import {
  createModelConfig,
  type ModelConfig,
  modelConfigsQuery,
  patchModelConfig,
} from '../../api/model-configs.ts';
import { useApi, useChange, useMay } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { agents } from '../../strings/agents.ts';
import styles from './agents.module.css';

const texts = agents.llm;
const none = '';

/** Which model an agent runs on, by its display name. */
export function AgentModel({ agent }: { agent: Agent }) {
  const query = useQuery(modelConfigsQuery(useApi()));
  return (
    <Async query={query} what={texts.of(agent.name)} skeleton={<Skeleton height={36} />}>
      {({ items }) => <ModelChoice agent={agent} configs={items} />}
    </Async>
  );
}

function ModelChoice({ agent, configs }: { agent: Agent; configs: readonly ModelConfig[] }) {
  const manages = useMay('models.manage');
  const [asking, question] = useDisclosure(false);
  const chat = configs.filter(({ is_embedding, enabled }) => enabled && !is_embedding);
  const own = configs.filter(({ agent_id, is_embedding }) => agent_id === agent.id && !is_embedding);
  const shared = agent.inherit ? chat.filter(({ agent_id: owner }) => owner === null) : [];
  const serving = own.filter(({ enabled }) => enabled);
  const chosen = serving.find(({ is_default: isDefault }) => isDefault) ?? serving[0];
  const change = useChange((config: ModelConfig) => choose(agent, config, own));
  return (
    <div className={styles.model}>
      <NativeSelect
        aria-label={texts.of(agent.name)}
        disabled={!manages || change.isPending}
        rightSection={change.isPending ? <Loader size={14} /> : undefined}
        value={chosen?.id ?? none}
        onChange={({ currentTarget: { value } }) => {
          const config = configs.find(({ id }) => id === value);
          if (config) change.mutate(config);
          else question.open();
        }}
      >
        <option value={none}>{agent.inherit ? texts.environment : texts.nothing}</option>
        <Options label={texts.own} configs={own} />
        <Options label={texts.shared} configs={shared} />
      </NativeSelect>
      {change.error && <ProblemNotice problem={change.error} />}
      <ResetDialog agent={agent} serving={serving} opened={asking} onClose={question.close} />
    </div>
  );
}

function Options({ label, configs }: { label: string; configs: readonly ModelConfig[] }) {
  if (configs.length === 0) return null;
  return (
    <optgroup label={label}>
      {configs.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </optgroup>
  );
}

/**
 * An agent runs on what is its own: a model of the environment becomes one by a config of the same model on the same
 * account, made once and found again.
 */
function choose(agent: Agent, config: ModelConfig, own: readonly ModelConfig[]) {
  const same = own.find(
    (one) => one.id === config.id || (config.agent_id === null && isSameModel(one, config)),
  );
  if (same) return patchModelConfig(same.id, { enabled: true, is_default: true });
  const { provider, llm_credentials_id, model_name, deployment_name, capabilities } = config;
  return createModelConfig({
    name: texts.copyName(config.name, agent.id),
    provider,
    llm_credentials_id,
    model_name,
    ...(deployment_name !== null && { deployment_name }),
    capabilities,
    agent_id: agent.id,
    is_default: true,
  });
}

function isSameModel(one: ModelConfig, other: ModelConfig): boolean {
  return (
    one.llm_credentials_id === other.llm_credentials_id &&
    one.model_name === other.model_name &&
    one.deployment_name === other.deployment_name
  );
}

interface ResetDialogProps {
  agent: Agent;
  serving: readonly ModelConfig[];
  opened: boolean;
  onClose: () => void;
}

function ResetDialog({ agent, serving, opened, onClose }: ResetDialogProps) {
  const [next] = serving;
  const change = useChange((id: string) => patchModelConfig(id, { enabled: false }));
  const confirm = async () => {
    try {
      for (const { id } of serving) await change.mutateAsync(id);
      onClose();
    } catch {
      // It stands in the dialog.
    }
  };
  return (
    <ConfirmDialog
      opened={opened && next !== undefined}
      title={texts.resetTitle(agent.name)}
      confirm={texts.reset}
      dependents={serving.map(({ name }) => name)}
      isBusy={change.isPending}
      problem={change.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      {texts.resetMeaning}
    </ConfirmDialog>
  );
}
