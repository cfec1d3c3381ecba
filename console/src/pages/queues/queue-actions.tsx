import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { cancelTenantQueue, putQueueState, type QueueState, type TenantQueue } from '../../api/queue.ts';
import { useChange } from '../../areas/area.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Icon } from '../../icons/icon.tsx';
import { queues } from '../../strings/queue.ts';

const ways: readonly { to: QueueState; label: string }[] = [
  { to: 'running', label: queues.resume },
  { to: 'paused', label: queues.pause },
  { to: 'draining', label: queues.drain },
];

interface QueueActionsProps {
  queue: TenantQueue;
  onProblem: (error: unknown) => void;
}

export function QueueActions({ queue: { tenant_id: tenant, state, depth }, onProblem }: QueueActionsProps) {
  const [asking, question] = useDisclosure(false);
  const change = useChange((to: QueueState) => putQueueState(tenant, to));
  const cancelling = useChange(() => cancelTenantQueue(tenant));
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon aria-label={queues.actions(tenant)} loading={change.isPending}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {ways
            .filter(({ to }) => to !== state)
            .map(({ to, label }) => (
              <Menu.Item
                key={to}
                onClick={() =>
                  change.mutate(to, { onError: onProblem, onSuccess: () => onProblem(undefined) })
                }
              >
                {label}
              </Menu.Item>
            ))}
          <Menu.Divider />
          <Menu.Item color="red" disabled={depth === 0} onClick={question.open}>
            {queues.cancel}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asking}
        title={queues.cancelTitle(tenant)}
        confirm={queues.cancel}
        isDangerous
        isBusy={cancelling.isPending}
        problem={cancelling.error}
        onConfirm={() => cancelling.mutate(undefined, { onSuccess: question.close })}
        onClose={question.close}
      >
        {queues.cancelMeaning}
      </ConfirmDialog>
    </>
  );
}
