import type { EventWish } from '../../api/notifications.ts';
import { webhooks } from '../../strings/webhooks.ts';

type Kind = Exclude<EventWish, '*'>;
type Group = keyof typeof webhooks.events.groups;

/** The kinds as people look for them. Incidents are told to operators alone. */
export const eventGroups: readonly { group: Group; kinds: readonly Kind[]; ofPlatform?: boolean }[] = [
  {
    group: 'credential',
    kinds: [
      'credential.auth_failed',
      'credential.quota',
      'credential.unreachable',
      'credential.recovered',
      'credential.expiring',
      'credential.expired',
      'credential.keys_ending',
      'deposit.received',
    ],
  },
  { group: 'model', kinds: ['model.retiring', 'model.gone'] },
  { group: 'policy', kinds: ['fallback.changed', 'lock.loosening_asked', 'lock.loosened'] },
  { group: 'budget', kinds: ['budget.threshold', 'budget.spent'] },
  {
    group: 'requests',
    kinds: [
      'service_request.moved',
      'service_request.credentials_awaited',
      'service_request.message',
      'service_request.red',
      'service_request.activated',
      'service_request.rejected',
      'support_window.used',
    ],
  },
  { group: 'calls', kinds: ['queue.call_finished', 'webhook.disabled'] },
  { group: 'record', kinds: ['ledger.checkpoint'] },
  { group: 'incident', kinds: ['incident.opened', 'incident.closed'], ofPlatform: true },
  {
    group: 'queue',
    kinds: [
      'service_request.submitted',
      'service_request.answered',
      'service_request.key_came',
      'service_request.changed_by_tenant',
    ],
    ofPlatform: true,
  },
];

export function describeEvents(events: readonly EventWish[]): string {
  const { everything, nothing, chosen } = webhooks.events;
  if (events.includes('*')) return everything;
  return events.length === 0 ? nothing : chosen(events.length);
}
