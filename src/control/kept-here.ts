import type { KeptKind, SentKind } from '../kernel/data-kinds.ts';
import { limits } from '../kernel/limits.ts';
import { everyEvent } from '../kernel/notifications.ts';
import type { EnvironmentScope } from './credentials/credentials.ts';
import type { Store, TenantRepositories } from './ports.ts';

/** One kind of thing that is stored here of a tenant’s calls, or about them. */
export interface Kept {
  what: KeptKind;
  /** Whether it holds words of calls or answers. */
  hasContent: boolean;
  /** Whether it lies encrypted under the tenant’s own data key. */
  isSealed: boolean;
  /** Null: as long as the environment is there. Zero: it is not kept at all. */
  keptMs: number | null;
  /** The path under which it can be changed; null where it cannot. */
  setting: string | null;
  detail: string;
}

/** What leaves beside calls: messages about what happens, never a word of a call. */
export interface SentBeside {
  what: SentKind;
  hosts: string[];
  detail: string;
}

const dayMs = 24 * 60 * 60_000;

export async function listKept(
  store: Store,
  scope: EnvironmentScope,
): Promise<{ kept: Kept[]; sent: SentBeside[] }> {
  return store.readInTenant(scope, async (tenant) => ({
    kept: await listKeptKinds(tenant),
    sent: await listSent(tenant),
  }));
}

async function listKeptKinds(tenant: TenantRepositories): Promise<Kept[]> {
  const conversations =
    (await tenant.conversationSettings.find())?.retentionDays ?? limits.conversations.retentionDaysDefault;
  const ledger = (await tenant.ledger.findSettings())?.retentionDays ?? limits.ledger.retentionDaysDefault;
  const queueing = (await tenant.failurePolicies.list()).filter(({ policy }) => policy === 'queue_and_retry');
  const waitsAtMostMs = Math.max(0, ...queueing.map(({ deadlineSeconds }) => deadlineSeconds * 1000));
  return [...listTexts(conversations, waitsAtMostMs), ...listOthers(ledger)];
}

/** What holds words of calls or answers. */
function listTexts(conversationDays: number, waitsAtMostMs: number): Kept[] {
  const isQueued = waitsAtMostMs > 0;
  const texts = { hasContent: true, isSealed: true };
  return [
    {
      ...texts,
      what: 'conversations',
      keptMs: conversationDays * dayMs,
      setting: '/conversation_settings',
      detail:
        conversationDays === 0
          ? 'No text of a conversation is stored: callers send the history along.'
          : 'What users and models say in conversations, until so long after the last message, or until its user deletes it.',
    },
    {
      ...texts,
      what: 'queued_calls',
      keptMs: waitsAtMostMs,
      setting: '/fallback',
      detail: isQueued
        ? 'Calls that wait for their model, until they are answered, at the longest until their deadline.'
        : 'No policy lets calls wait.',
    },
    {
      ...texts,
      what: 'queued_answers',
      keptMs: isQueued ? limits.queue.answerKeptMs : 0,
      setting: '/fallback',
      detail: 'Answers to calls that waited, for whoever fetches them.',
    },
    {
      ...texts,
      what: 'repeatable_answers',
      keptMs: limits.idempotency.keptMs,
      setting: null,
      detail: 'Answers to calls with an Idempotency-Key, and to those alone. Of the calls themselves a hash.',
    },
  ];
}

function listOthers(ledgerDays: number): Kept[] {
  const facts = { hasContent: false, isSealed: false, setting: null };
  return [
    {
      ...facts,
      what: 'ledger',
      keptMs: ledgerDays * dayMs,
      setting: '/ledger/settings',
      detail:
        'Who called what when, where it went, how much and how it ended; never a prompt, never an answer.',
    },
    { ...facts, what: 'usage', keptMs: null, detail: 'Daily sums of the ledger.' },
    { ...facts, what: 'audit', keptMs: null, detail: 'Administrative acts, without secrets.' },
    {
      ...facts,
      what: 'notifications',
      keptMs: limits.notifications.keptMs,
      detail: 'What administrators were told: ids, names, hosts and times.',
    },
    {
      ...facts,
      what: 'credentials',
      isSealed: true,
      keptMs: null,
      setting: '/llm_credentials',
      detail: `Keys of connected accounts, until they are replaced or deleted, or ${limits.plans.keysKeptMs / dayMs} days after the plan went down to standard; no role can read them.`,
    },
    {
      ...facts,
      what: 'service_requests',
      keptMs: null,
      detail:
        'What was asked of the operators, and what both sides wrote about it. A text with a credential in it is refused.',
    },
  ];
}

async function listSent({
  webhooks,
  notificationSettings,
  exports,
}: TenantRepositories): Promise<SentBeside[]> {
  const { items } = await webhooks.list({ limit: limits.webhooks.countMax });
  const hooks = items.filter(({ enabled, events }) => enabled && events.length > 0);
  const sending = (await exports.list({ limit: limits.exports.countMax })).items.filter(
    ({ enabled }) => enabled,
  );
  const mail = await notificationSettings.find();
  const isMailed = mail !== undefined && mail.events.length > 0;
  return [
    {
      what: 'webhooks',
      hosts: distinct(hooks.map(({ url }) => new URL(url).host)),
      detail: hooks.some(({ events }) => events.includes(everyEvent))
        ? 'Everything that administrators can be told, signed: ids, names, hosts and times.'
        : 'The kinds of notification that were asked for, signed: ids, names, hosts and times.',
    },
    {
      what: 'mail',
      hosts: isMailed
        ? distinct(mail.emails.map((address) => address.slice(address.lastIndexOf('@') + 1)))
        : [],
      detail: 'The kinds of notification that were asked for, to mailboxes of these domains.',
    },
    {
      what: 'exports',
      hosts: distinct(sending.map(({ origin }) => new URL(origin).host)),
      detail: 'Rows of the ledger and of the audit log, and checkpoints, as they were asked for.',
    },
  ];
}

const distinct = (names: readonly string[]): string[] => [...new Set(names)].toSorted();
