import type { Clock } from '../../kernel/clock.ts';
import { limits } from '../../kernel/limits.ts';
import type { DeliveryRecord } from '../../kernel/notifications.ts';
import type { DeliveryOutcome } from '../notification-ports.ts';
import { tell } from '../notifications/tell.ts';
import type { Store, TenantRepositories } from '../ports.ts';

interface SettleParts {
  store: Store;
  clock: Clock;
  /** Between 0 and 1: two replicas that failed together do not try again together. */
  random: () => number;
}

/** Writes down what became of one try, and what follows from it for the receiver. */
export async function settleDelivery(
  { store, clock, random }: SettleParts,
  delivery: DeliveryRecord,
  outcome: DeliveryOutcome,
): Promise<void> {
  const { tenantId, environment, id } = delivery;
  const now = clock();
  await store.noteInTenant({ tenantId, environment }, async (tenant) => {
    const stored = await tenant.deliveries.find(id);
    // Deleted with its webhook, given up when that was switched off, or settled by whoever had it after a lost lease.
    if (stored?.state !== 'waiting') return;
    await tenant.deliveries.update(settled(stored, outcome, now, random));
    if ('webhookId' in stored.to) await noteReceiver(tenant, stored, stored.to.webhookId, outcome, now);
  });
}

function settled(
  delivery: DeliveryRecord,
  outcome: DeliveryOutcome,
  now: number,
  random: () => number,
): DeliveryRecord {
  if (outcome.kind === 'arrived') {
    return { ...delivery, state: 'delivered', lastStatus: outcome.status, lastError: null, finishedAt: now };
  }
  const tried = { ...delivery, lastStatus: outcome.status, lastError: outcome.detail };
  const next = now + pauseAfter(delivery.attempts, random);
  if (outcome.permanent || next > delivery.at + limits.webhooks.giveUpAfterMs) {
    return { ...tried, state: 'given_up', finishedAt: now };
  }
  return { ...tried, nextAttemptAt: next };
}

export function pauseAfter(attempts: number, random: () => number): number {
  const { backoffMs } = limits.webhooks;
  const pause = backoffMs[Math.min(attempts, backoffMs.length) - 1] ?? backoffMs[0];
  return Math.round(pause * (0.8 + 0.4 * random()));
}

const gone = 410;

async function noteReceiver(
  tenant: TenantRepositories,
  delivery: DeliveryRecord,
  webhookId: string,
  outcome: DeliveryOutcome,
  now: number,
): Promise<void> {
  const arrived = outcome.kind === 'arrived';
  const webhook = await tenant.webhooks.noteResult(webhookId, { at: now, arrived });
  if (arrived || !webhook) return;
  const isGone = outcome.status === gone;
  const isDead = (webhook.failingSince ?? now) + limits.webhooks.disableAfterMs <= now;
  if (!isGone && !isDead) return;
  if (!(await tenant.webhooks.disable(webhookId, isGone ? 'gone' : 'failing', now))) return;
  await tenant.deliveries.giveUpOfWebhook(webhookId, 'The webhook was switched off.', now);
  const { host } = new URL(webhook.url);
  await tell(tenant, delivery, 'webhook.disabled', now, { webhook_id: webhookId, host });
}
