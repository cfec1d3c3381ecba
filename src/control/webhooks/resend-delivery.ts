import type { Clock } from '../../kernel/clock.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { DeliveryRecord } from '../../kernel/notifications.ts';
import type { EnvironmentScope } from '../credentials/credentials.ts';
import { invalid } from '../credentials/prepare.ts';
import type { Act, Store } from '../ports.ts';

/**
 * The very message once more, under its own id, so that receivers know it again. If this try fails, what follows is
 * what follows any: one that happened too long ago to be tried further is given up again.
 */
export async function resendDelivery(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  scope: EnvironmentScope,
  webhookId: string,
  id: string,
): Promise<DeliveryRecord> {
  const now = clock();
  return store.changeInTenant(scope, act, async ({ webhooks, deliveries }, audit) => {
    const webhook = await webhooks.find(webhookId);
    if (!webhook) throw new PlugboardError('webhook_not_found');
    const delivery = await deliveries.find(id);
    if (!delivery || !('webhookId' in delivery.to) || delivery.to.webhookId !== webhookId) {
      throw new PlugboardError('delivery_not_found');
    }
    if (!webhook.enabled) throw invalid([{ field: 'id', detail: 'is switched off: enable it first' }]);
    if (isDueOrUnderWay(delivery, now)) return delivery;
    const due: DeliveryRecord = { ...delivery, state: 'waiting', nextAttemptAt: now, finishedAt: null };
    await deliveries.update(due);
    audit({
      action: 'webhook.resent',
      target: { kind: 'webhook', id: webhookId },
      environment: scope.environment,
      detail: { url: webhook.url, message_id: id, event: delivery.event, was: delivery.state },
    });
    return due;
  });
}

/** A lease looks like a pause of its length: bringing it forward would send the message twice at a time. */
const isDueOrUnderWay = ({ state, nextAttemptAt }: DeliveryRecord, now: number): boolean =>
  state === 'waiting' && nextAttemptAt <= now + limits.webhooks.leaseMs;
