import type { EventWish, Notification, Severity } from '../api/notifications.ts';

export const notifications = {
  description: 'What administrators here ought to know. What one of them has read is read for all.',
  descriptionOfPlatform: 'What operators ought to know: incidents, and the platform’s own accounts.',
  loading: 'notifications',
  show: 'Show',
  all: 'All',
  unread: (count: number) => `Unread (${count})`,
  severity: 'How grave',
  anySeverity: 'Of any kind',
  severities: { critical: 'Critical', warning: 'Warnings', info: 'For information' } satisfies Record<
    Severity,
    string
  >,
  severityOfOne: { critical: 'Critical', warning: 'Warning', info: 'Information' } satisfies Record<
    Severity,
    string
  >,
  readAll: 'Mark all as read',
  read: 'Mark as read',
  readOne: (title: string) => `Mark as read: ${title}`,
  isUnread: 'Unread',
  yours: 'Your move',
  whoActs: {
    tenant_administrator: () => 'The tenant’s move',
    operator: (platform: string) => `${platform}’s move`,
    provider: () => 'The provider’s move',
    nobody: () => 'Nothing to do',
  } satisfies Record<Notification['who_acts'], (platform: string) => string>,
  users: 'Users are told:',
  goThere: 'Go there',
  goThereFor: (title: string) => `Go there: ${title}`,
  more: 'Show older ones',
  end: 'That is all. They are kept for 90 days.',
  empty: {
    title: 'Nothing has happened yet',
    body: 'Keys that stop working or expire, models that go away and changes of what happens on failure appear here.',
    unread: 'Everything is read',
    none: 'There is none of this kind',
  },
  settings: 'Webhooks & mail',
} as const;

/** What each kind of notification is about, where one says who is told of it. */
export const eventNames: Readonly<Record<EventWish, string>> = {
  '*': 'Everything, also kinds that are yet to come',
  'credential.auth_failed': 'A key is refused',
  'credential.quota': 'An account has no quota left',
  'credential.unreachable': 'A server does not answer',
  'credential.recovered': 'An account works again',
  'credential.expiring': 'A key is about to expire',
  'credential.expired': 'A key has expired',
  'deposit.received': 'A key was deposited by a link',
  'model.retiring': 'A model is about to be retired',
  'model.gone': 'A model is not listed any more',
  'fallback.changed': 'The failure policy was changed',
  'lock.loosening_asked': 'Somebody asks to loosen the lock',
  'lock.loosened': 'The lock was loosened',
  'webhook.disabled': 'A webhook was switched off',
  'queue.call_finished': 'A queued call is over',
  'budget.threshold': 'A budget is nearly spent',
  'budget.spent': 'A budget is spent',
  'ledger.checkpoint': 'The ledger was signed',
  'incident.opened': 'Many accounts of one provider fail alike',
  'incident.closed': 'An incident is over',
};
