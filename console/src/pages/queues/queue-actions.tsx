import { Menu } from '@mantine/core';
import { cancelTenantQueue, putQueueState, type QueueState, type TenantQueue } from '../../api/queue.ts';
import { useChange } from '../../areas/area.tsx';
import { RowMenu } from '../../components/row-menu.tsx';
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
  const change = useChange((to: QueueState) => putQueueState(tenant, to));
  const cancelling = useChange(() => cancelTenantQueue(tenant));
  return (
    <RowMenu
      label={queues.actions(tenant)}
      isBusy={change.isPending}
      canRemove={depth > 0}
      removal={{
        label: queues.cancel,
        title: queues.cancelTitle(tenant),
        meaning: queues.cancelMeaning,
        change: cancelling,
      }}
    >
      {ways
        .filter(({ to }) => to !== state)
        .map(({ to, label }) => (
          <Menu.Item
            key={to}
            onClick={() => change.mutate(to, { onError: onProblem, onSuccess: () => onProblem(undefined) })}
          >
            {label}
          </Menu.Item>
        ))}
    </RowMenu>
  );
}
