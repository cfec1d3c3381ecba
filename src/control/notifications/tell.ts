import { uuidV7 } from '../../kernel/ids.ts';
import type { NotificationFacts, NotificationKind } from '../../kernel/notification-kinds.ts';
import type { EnvironmentScope } from '../credentials/credentials.ts';
import type { NotificationRepositories } from '../notification-ports.ts';

/** In the transaction of the change that it tells of. */
export async function tell(
  { notifications }: Pick<NotificationRepositories, 'notifications'>,
  { tenantId, environment }: EnvironmentScope,
  kind: NotificationKind,
  at: number,
  facts: NotificationFacts,
  once: string | null = null,
): Promise<void> {
  await notifications.tell({ tenantId, environment, id: uuidV7(at), kind, at, facts, subject: null, once });
}

/** For the queue: a call has come to its end, with or without an answer. Only webhooks that ask for it hear of it. */
export async function tellCallFinished(
  tenant: Pick<NotificationRepositories, 'notifications'>,
  scope: EnvironmentScope,
  call: { queueId: string; status: 'done' | 'failed' | 'cancelled' | 'expired' },
  at: number,
): Promise<void> {
  await tell(tenant, scope, 'queue.call_finished', at, { queue_id: call.queueId, status: call.status });
}
