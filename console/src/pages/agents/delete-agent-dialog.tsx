import { useQuery } from '@tanstack/react-query';
import { type Agent, deleteAgent } from '../../api/agents.ts';
import { credentialsQuery } from '../../api/credentials.ts';
import { modelConfigsQuery } from '../../api/model-configs.ts';
import { tokensQuery } from '../../api/tokens.ts';
import { useApi, useChange, usePlace } from '../../areas/area.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { agents } from '../../strings/agents.ts';

const texts = agents.removal;

interface DeleteAgentDialogProps {
  agent: Agent;
  opened: boolean;
  onClose: () => void;
}

/** Names what goes with the agent before it goes. */
export function DeleteAgentDialog({ agent, opened, onClose }: DeleteAgentDialogProps) {
  const api = useApi();
  const accounts = useQuery({ ...credentialsQuery(api), enabled: opened }).data?.items ?? [];
  const models = useQuery({ ...modelConfigsQuery(api), enabled: opened }).data?.items ?? [];
  const tokens = useQuery({ ...tokensQuery(api, usePlace()), enabled: opened }).data?.items ?? [];
  const removal = useChange(() => deleteAgent(agent.id));
  const own = <T extends { agent_id: string | null }>(items: T[]) =>
    items.filter(({ agent_id: owner }) => owner === agent.id);
  return (
    <ConfirmDialog
      opened={opened}
      title={texts.title(agent.name)}
      confirm={texts.confirm}
      isDangerous
      isBusy={removal.isPending}
      problem={removal.error}
      dependents={[
        ...own(accounts).map(({ name }) => texts.account(name)),
        ...own(models).map(({ name }) => texts.model(name)),
        ...own(tokens).map(({ name }) => texts.token(name)),
      ]}
      onConfirm={() => removal.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      {texts.meaning}
    </ConfirmDialog>
  );
}
