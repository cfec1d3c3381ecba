import { serviceRequestKinds } from './service-request-kinds.ts';

/**
 * The one registry of what people and their programs are told. A kind is a promise to integrators: it is never
 * renamed, and docs/notifications.md is tested to list the same. `{name}` stands for a fact of the notification.
 */
interface NotificationKindWords {
  /** Whose it is: a tenant’s administrators, or the platform’s operators. */
  audience: 'tenant' | 'platform';
  /** Whose move it is. */
  acts: 'tenant_administrator' | 'operator' | 'provider' | 'nobody';
  severity: 'info' | 'warning' | 'critical';
  title: string;
  /** For administrators: what happened, and what to do about it. */
  text: string;
  /** What the users of the AI features may be told; absent where it does not concern them. */
  userText?: string;
  /** False: sent where it was asked for, and in no list: there may be thousands. */
  listed: boolean;
}

const away = 'This AI feature’s model cannot answer at the moment. Your administrator has been told.';

const registry = {
  'credential.auth_failed': {
    audience: 'tenant',
    acts: 'tenant_administrator',
    severity: 'critical',
    title: 'The key of {name} does not work any more',
    text: 'The provider refuses the key of the credential {name} ({host}). Calls on its models are refused at once until a valid key is connected. Enter a new key; it takes effect within a second.',
    userText:
      'AI features that use this model are unavailable. Ask your administrator to connect a valid key.',
    listed: true,
  },
  'credential.quota': {
    audience: 'tenant',
    acts: 'tenant_administrator',
    severity: 'critical',
    title: 'The account behind {name} has no quota left',
    text: 'The provider answers that the account of the credential {name} ({host}) has used up its quota or its credit. Raise the limit or pay the bill at the provider; calls work again with the next answer.',
    userText: away,
    listed: true,
  },
  'credential.unreachable': {
    audience: 'tenant',
    acts: 'provider',
    severity: 'warning',
    title: '{name} cannot be reached',
    text: 'The server of the credential {name} ({host}) does not answer. It is asked again every minute and comes back by itself. If it is your own server, look at it and at the network before it.',
    userText: away,
    listed: true,
  },
  'credential.recovered': {
    audience: 'tenant',
    acts: 'nobody',
    severity: 'info',
    title: '{name} works again',
    text: 'The credential {name} ({host}) answers again. There is nothing to do.',
    userText: 'The model answers again.',
    listed: true,
  },
  'credential.expiring': {
    audience: 'tenant',
    acts: 'tenant_administrator',
    severity: 'warning',
    title: 'The key of {name} expires within {days} day(s)',
    text: 'By its expires_at, the key of the credential {name} ends at {expires_at}. Make a new one at the provider and rotate the credential before that; calls go on meanwhile.',
    listed: true,
  },
  'credential.expired': {
    audience: 'tenant',
    acts: 'tenant_administrator',
    severity: 'critical',
    title: 'The key of {name} has expired',
    text: 'By its expires_at, the key of the credential {name} ended at {expires_at}. Calls go on for as long as the provider takes it. Make a new key at the provider and rotate the credential.',
    listed: true,
  },
  'credential.keys_ending': {
    audience: 'tenant',
    acts: 'operator',
    severity: 'warning',
    title: 'The stored keys are destroyed within two days',
    text: 'Since the plan no longer includes own models, the keys of {credentials} credential(s) are kept sealed until {kept_until} and destroyed then. On the enterprise plan before that they serve again; after it each must be entered again. Accounts and models stay.',
    listed: true,
  },
  'deposit.received': {
    audience: 'tenant',
    acts: 'nobody',
    severity: 'info',
    title: 'A key for {name} was deposited',
    text: 'Somebody has entered a key for {name} by a deposit link. It was sealed on arrival and goes to {hosts} alone; its test {test}. The link is used up.',
    listed: true,
  },
  'model.retiring': {
    audience: 'tenant',
    acts: 'tenant_administrator',
    severity: 'warning',
    title: 'The model {model_name} is about to be retired',
    text: 'The provider retires {model_name} on {retires_on}; the model config {name} stops answering then. Choose a successor and make a config for it in time.',
    listed: true,
  },
  'model.gone': {
    audience: 'tenant',
    acts: 'tenant_administrator',
    severity: 'critical',
    title: 'The model {model_name} is not listed any more',
    text: 'Twice in a row the provider has not listed {model_name}, which it did before: it was retired, is about to be, or was taken from your account. The model config {name} may stop answering. Choose another model.',
    userText: 'A model that you use may not be available for much longer. Your administrator has been told.',
    listed: true,
  },
  'fallback.changed': {
    audience: 'tenant',
    acts: 'nobody',
    severity: 'info',
    title: 'The failure policy is now {policy}',
    text: 'What happens when an own model cannot answer was changed from {policy_before} to {policy}. The audit log says who changed it. If that was not meant, change it back.',
    listed: true,
  },
  'lock.loosening_asked': {
    audience: 'tenant',
    acts: 'tenant_administrator',
    severity: 'warning',
    title: 'An administrator asks to loosen the lock',
    text: 'The lock of this environment stays as it is until another administrator asks for the same before {expires_at}. If it is not meant, put the lock as it stands: that withdraws the request.',
    listed: true,
  },
  'lock.loosened': {
    audience: 'tenant',
    acts: 'nobody',
    severity: 'warning',
    title: 'The lock was loosened',
    text: 'Two administrators have loosened the lock of this environment. The audit log says who they were and what changed.',
    listed: true,
  },
  'webhook.disabled': {
    audience: 'tenant',
    acts: 'tenant_administrator',
    severity: 'warning',
    title: 'A webhook was switched off',
    text: 'The webhook to {host} has failed for days, or its server said that it is gone. Nothing is sent to it any more. Mend the receiver, then enable the webhook again.',
    listed: true,
  },
  'queue.call_finished': {
    audience: 'tenant',
    acts: 'nobody',
    severity: 'info',
    title: 'A queued call is {status}',
    text: 'The queued call {queue_id} is {status}. GET /v1/queue/{queue_id} has its answer.',
    listed: false,
  },
  'ledger.checkpoint': {
    audience: 'tenant',
    acts: 'nobody',
    severity: 'info',
    title: 'The ledger was signed up to row {seq}',
    text: 'The chain of the ledger was signed where it ends now. Whoever keeps this has a witness that the audited party cannot change: docs/ledger.md says how it is checked.',
    listed: false,
  },
  'budget.threshold': {
    audience: 'tenant',
    acts: 'tenant_administrator',
    severity: 'warning',
    title: 'A budget is used to {percent} %',
    text: 'Of the budget for {budget}, {percent} % of {amount} are used. It begins anew at {resets_at}. Raise it, or use less until then.',
    listed: true,
  },
  'budget.spent': {
    audience: 'tenant',
    acts: 'tenant_administrator',
    severity: 'critical',
    title: 'A budget is spent',
    text: 'The budget of {amount} for {budget} is spent. Calls that it counts are {calls} until {resets_at}. Raise it if they are still wanted.',
    userText: 'What may be spent on this AI feature is used up for now. Your administrator has been told.',
    listed: true,
  },
  ...serviceRequestKinds,
  'incident.opened': {
    audience: 'platform',
    acts: 'provider',
    severity: 'critical',
    title: 'Many credentials of {provider} fail alike: {class}',
    text: 'Within a minute {credentials} credentials of {tenants} tenant(s) at {host} became {class}. Each tenant was told of its own; this is the one message for operators. Look at the provider’s status page.',
    listed: true,
  },
  'incident.closed': {
    audience: 'platform',
    acts: 'nobody',
    severity: 'info',
    title: 'The incident of {provider} is over',
    text: 'Of {credentials} credentials at {host} that were {class}, nearly all have recovered. There is nothing to do.',
    listed: true,
  },
} as const satisfies Record<string, NotificationKindWords>;

export type NotificationKind = keyof typeof registry;
export const notificationKinds: Readonly<Record<NotificationKind, NotificationKindWords>> = registry;
export const notificationKindNames = Object.keys(registry) as NotificationKind[];

/** Of one notification: ids, names, hosts, times. Never a secret, never a word of a prompt or of a provider. */
export type NotificationFacts = Readonly<Record<string, string | number>>;

export interface NotificationWords {
  title: string;
  text: string;
  userText: string | null;
}

export function toWords(kind: NotificationKind, facts: NotificationFacts): NotificationWords {
  const { title, text, userText } = notificationKinds[kind];
  return {
    title: fill(title, facts),
    text: fill(text, facts),
    userText: userText === undefined ? null : fill(userText, facts),
  };
}

/** On one line, whatever a fact holds: a title becomes the subject of a mail. */
function fill(template: string, facts: NotificationFacts): string {
  return template.replace(/\{([a-z_]+)\}/g, (_, name: string) =>
    say(facts[name] ?? '?').replace(/\p{C}+/gu, ' '),
  );
}

const count = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });
const utc = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'medium', timeStyle: 'short' });

/** Numbers and times as people read them; programs have the facts themselves. */
function say(fact: string | number): string {
  if (typeof fact === 'number') return count.format(fact);
  const isInstant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(fact) && !Number.isNaN(Date.parse(fact));
  return isInstant ? `${utc.format(Date.parse(fact))} UTC` : fact;
}
