import type { CreateWebhookBody, PatchWebhookBody } from '../../contract/webhooks.ts';
import type { Clock } from '../../kernel/clock.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { platformTenantId, uuidV7 } from '../../kernel/ids.ts';
import { limits } from '../../kernel/limits.ts';
import { type DeliveryRecord, testEvent, type WebhookRecord } from '../../kernel/notifications.ts';
import type { EgressRule } from '../../kernel/outbound-target.ts';
import { readOutboundUrl } from '../../kernel/outbound-url.ts';
import type { Secret } from '../../kernel/secret.ts';
import type { EnvironmentScope } from '../credentials/credentials.ts';
import { invalid } from '../credentials/prepare.ts';
import { refuseOthersEvents } from '../notifications/settings.ts';
import type { Act, AuditEntry, Sealer, Store, TenantRepositories } from '../ports.ts';
import { differences } from '../tenants.ts';
import { newSigningSecret, openSigningSecrets, sealSigningSecret } from './webhook-secret.ts';

export interface WebhookParts {
  store: Store;
  sealer: Sealer;
  clock: Clock;
  rulesForAll: readonly EgressRule[];
}

/** The secret is told this one time. */
export interface NewWebhook {
  webhook: WebhookRecord;
  secret: Secret;
}

export async function createWebhook(
  parts: WebhookParts,
  act: Act,
  scope: EnvironmentScope,
  body: CreateWebhookBody,
): Promise<NewWebhook> {
  refuseOthersEvents(scope, body.events);
  await refuseUnreachable(parts, scope, body.url);
  const now = parts.clock();
  const owner = { ...scope, id: uuidV7(now), url: body.url };
  const secret = newSigningSecret();
  const webhook: WebhookRecord = {
    ...owner,
    events: [...new Set(body.events)],
    description: body.description ?? '',
    enabled: true,
    disabledReason: null,
    secret: { version: 1, sealed: await sealSigningSecret(parts.sealer, owner, 1, secret) },
    previousSecret: null,
    failingSince: null,
    createdAt: now,
    updatedAt: now,
  };
  await parts.store.changeInTenant(scope, act, async (tenant, audit) => {
    if ((await tenant.webhooks.count()) >= limits.webhooks.countMax) {
      throw invalid([
        { field: 'url', detail: `would be one more than ${limits.webhooks.countMax} webhooks` },
      ]);
    }
    await tenant.webhooks.insert(webhook);
    audit(entryOf(webhook, 'webhook.created', describe(webhook)));
  });
  return { webhook, secret };
}

export async function getWebhook(store: Store, scope: EnvironmentScope, id: string): Promise<WebhookRecord> {
  return store.readInTenant(scope, (tenant) => find(tenant, id));
}

export async function patchWebhook(
  parts: WebhookParts,
  act: Act,
  scope: EnvironmentScope,
  id: string,
  body: PatchWebhookBody,
): Promise<WebhookRecord> {
  refuseOthersEvents(scope, body.events ?? []);
  const before = await getWebhook(parts.store, scope, id);
  await refuseUnreachable(parts, scope, body.url ?? before.url);
  const now = parts.clock();
  const enabled = body.enabled ?? before.enabled;
  const wished: WebhookRecord = {
    ...before,
    url: body.url ?? before.url,
    events: body.events ? [...new Set(body.events)] : before.events,
    description: body.description ?? before.description,
    enabled,
    disabledReason: enabled ? null : before.disabledReason,
    // Whoever mends a receiver gets the next message at once, and days to mend it again.
    failingSince: enabled && !before.enabled ? null : before.failingSince,
    updatedAt: now,
  };
  const after = await sealedAnew(parts, before, wished);
  await parts.store.changeInTenant(scope, act, async (tenant, audit) => {
    refuseMeanwhile(await find(tenant, id), before);
    await tenant.webhooks.update(after);
    if (!after.enabled) await tenant.deliveries.giveUpOfWebhook(id, 'The webhook was switched off.', now);
    audit(entryOf(after, 'webhook.changed', differences(describe(before), describe(after))));
  });
  return after;
}

/** The old secret signs beside the new one for a day. */
export async function rotateWebhook(
  parts: WebhookParts,
  act: Act,
  scope: EnvironmentScope,
  id: string,
): Promise<NewWebhook> {
  const before = await getWebhook(parts.store, scope, id);
  const now = parts.clock();
  const version = before.secret.version + 1;
  const secret = newSigningSecret();
  const webhook: WebhookRecord = {
    ...before,
    secret: { version, sealed: await sealSigningSecret(parts.sealer, before, version, secret) },
    previousSecret: { ...before.secret, until: now + limits.webhooks.overlapMs },
    updatedAt: now,
  };
  await parts.store.changeInTenant(scope, act, async (tenant, audit) => {
    refuseMeanwhile(await find(tenant, id), before);
    await tenant.webhooks.update(webhook);
    audit(entryOf(webhook, 'webhook.rotated', { url: webhook.url }));
  });
  return { webhook, secret };
}

export async function deleteWebhook(
  { store }: Pick<WebhookParts, 'store'>,
  act: Act,
  scope: EnvironmentScope,
  id: string,
): Promise<void> {
  await store.changeInTenant(scope, act, async (tenant, audit) => {
    const webhook = await find(tenant, id);
    await tenant.webhooks.delete(id);
    audit(entryOf(webhook, 'webhook.deleted', { url: webhook.url }));
  });
}

/** By the same outbox as everything else, so that what arrives shows what will arrive. */
export async function testWebhook(
  { store, clock }: Pick<WebhookParts, 'store' | 'clock'>,
  scope: EnvironmentScope,
  id: string,
): Promise<DeliveryRecord> {
  const now = clock();
  const delivery: DeliveryRecord = {
    ...scope,
    id: uuidV7(now),
    to: { webhookId: id },
    event: testEvent,
    facts: { webhook_id: id },
    at: now,
    state: 'waiting',
    attempts: 0,
    nextAttemptAt: now,
    lastStatus: null,
    lastError: null,
    finishedAt: null,
  };
  await store.noteInTenant(scope, async (tenant) => {
    if (!(await find(tenant, id)).enabled) {
      throw invalid([{ field: 'id', detail: 'is switched off: enable it first' }]);
    }
    await tenant.deliveries.insert(delivery);
  });
  return delivery;
}

async function find({ webhooks }: TenantRepositories, id: string): Promise<WebhookRecord> {
  const webhook = await webhooks.find(id);
  if (!webhook) throw new PlugboardError('webhook_not_found');
  return webhook;
}

function refuseMeanwhile(stored: WebhookRecord, before: WebhookRecord): void {
  const same = stored.updatedAt === before.updatedAt && stored.secret.version === before.secret.version;
  if (!same) throw new PlugboardError('changed_meanwhile');
}

/** The platform’s receivers may be anywhere that operators name: a network of theirs is usual. */
export const everywhere: EgressRule[] = ['0.0.0.0/0', '::/0'].map((cidr) => ({
  host: null,
  cidr,
  port: null,
  plainHttp: true,
  privateCa: null,
}));

async function refuseUnreachable(
  { store, rulesForAll }: WebhookParts,
  scope: EnvironmentScope,
  url: string,
): Promise<void> {
  const own = await store.readInTenant(scope, (tenant) => tenant.listEgressRules());
  const rules = scope.tenantId === platformTenantId ? everywhere : [...rulesForAll, ...own];
  const read = readOutboundUrl(url, rules);
  if (!read.ok) throw invalid([{ field: 'url', detail: read.reason }]);
}

async function sealedAnew(
  { sealer, clock }: WebhookParts,
  before: WebhookRecord,
  after: WebhookRecord,
): Promise<WebhookRecord> {
  if (new URL(before.url).origin === new URL(after.url).origin) return after;
  const [secret] = await openSigningSecrets(sealer, { ...before, previousSecret: null }, clock());
  if (!secret) throw new PlugboardError('needs_reentry');
  try {
    const { version } = before.secret;
    const sealed = await sealSigningSecret(sealer, after, version, secret);
    return { ...after, secret: { version, sealed }, previousSecret: null };
  } finally {
    sealer.release(secret);
  }
}

function entryOf(
  { id, environment }: WebhookRecord,
  action: string,
  detail: Record<string, unknown>,
): AuditEntry {
  return { action, target: { kind: 'webhook', id }, environment, detail };
}

function describe({ url, events, description, enabled }: WebhookRecord): Record<string, unknown> {
  return { url, events, description, enabled };
}
