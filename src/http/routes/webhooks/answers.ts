import type { DeliveryAnswer, NewWebhookAnswer, WebhookAnswer } from '../../../contract/webhooks.ts';
import type { NewWebhook } from '../../../control/webhooks/webhooks.ts';
import type { DeliveryRecord, WebhookRecord } from '../../../kernel/notifications.ts';
import { maybeInstant, toInstant } from '../answers.ts';

export function toWebhookAnswer(webhook: WebhookRecord): WebhookAnswer {
  const { id, environment, url, events, description, enabled } = webhook;
  return {
    id,
    environment,
    url,
    events,
    description,
    enabled,
    disabled_reason: webhook.disabledReason,
    failing_since: maybeInstant(webhook.failingSince),
    created_at: toInstant(webhook.createdAt),
    updated_at: toInstant(webhook.updatedAt),
  };
}

export function toNewWebhookAnswer({ webhook, secret }: NewWebhook): NewWebhookAnswer {
  return { ...toWebhookAnswer(webhook), signing_secret: secret.reveal() };
}

const messageIdPrefix = 'msg_';

/** Of an id that the contract has let through. */
export const parseMessageId = (messageId: string): string => messageId.slice(messageIdPrefix.length);

export function toDeliveryAnswer(delivery: DeliveryRecord): DeliveryAnswer {
  const { id, event, state, attempts, at, nextAttemptAt, lastStatus, lastError, finishedAt } = delivery;
  return {
    id: `${messageIdPrefix}${id}`,
    event,
    state,
    attempts,
    at: toInstant(at),
    next_attempt_at: state === 'waiting' ? toInstant(nextAttemptAt) : null,
    last_status: lastStatus,
    last_error: lastError,
    finished_at: maybeInstant(finishedAt),
  };
}
