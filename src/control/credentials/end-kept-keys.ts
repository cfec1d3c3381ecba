import type { Clock } from '../../kernel/clock.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { uuidV7 } from '../../kernel/ids.ts';
import { limits } from '../../kernel/limits.ts';
import type { TenantRecord } from '../../kernel/records.ts';
import { environments } from '../../kernel/scope.ts';
import type { Act, AuditEntry, Store, TenantRepositories } from '../ports.ts';
import { keysKeptUntil } from '../tenants.ts';
import type { EnvironmentScope } from './credentials.ts';

interface EndParts {
  store: Store;
  clock: Clock;
}

/**
 * Tenants whose plan went down may come back: their keys stay sealed for a while, their administrators are told before
 * the end, and then the keys are destroyed. Every replica may: what was done or told already is found so.
 */
export async function endKeptKeys({ store, clock }: EndParts): Promise<void> {
  const loweredUntil = clock() - limits.plans.keysKeptMs + limits.plans.toldBeforeMs;
  let after: string | undefined;
  do {
    const page = { limit: limits.plans.lookTenants, ...(after !== undefined && { after }) };
    const { items, next } = await store.readAsPlatform(({ tenants }) =>
      tenants.listWithKeptKeys(loweredUntil, page),
    );
    for (const { id } of items) await endInTenant({ store, clock }, id);
    after = next;
  } while (after !== undefined);
}

async function endInTenant({ store, clock }: EndParts, tenantId: string): Promise<void> {
  const act: Act = {
    actor: { kind: 'system', id: 'kept-keys', role: 'system' },
    requestId: `kept_keys_${uuidV7(clock())}`,
  };
  for (const environment of environments) {
    const scope = { tenantId, environment };
    try {
      await store.changeInTenant(scope, act, (tenant, audit) => endWithin(tenant, audit, scope, clock()));
    } catch (error) {
      // Deleted meanwhile: its keys went with it.
      if (!(error instanceof PlugboardError) || error.code !== 'tenant_not_found') throw error;
    }
  }
}

async function endWithin(
  tenant: TenantRepositories,
  audit: (entry: AuditEntry) => void,
  scope: EnvironmentScope,
  now: number,
): Promise<void> {
  // Held: whoever raises the plan this very moment was first, and everything stays, or finds the keys destroyed.
  const record = await tenant.holdTenant();
  const until = record ? keysKeptUntil(record) : null;
  if (!record || until === null) return;
  if (until <= now) await destroy(tenant, audit, record, now);
  else if (until - limits.plans.toldBeforeMs <= now) await tellEnd(tenant, scope, until, now);
}

/** All that is stored of them, also what a rotation staged: a rotation that still runs finds another version. */
async function destroy(
  { credentials }: TenantRepositories,
  audit: (entry: AuditEntry) => void,
  { planLoweredAt }: TenantRecord,
  now: number,
): Promise<void> {
  for (const before of await credentials.holdWithSecrets()) {
    const { id, name, environment, secretVersion } = before;
    const secrets = await credentials.listSecrets(id, secretVersion);
    const after = {
      ...before,
      status: 'needs_reentry' as const,
      statusDetail: null,
      // What somebody still finds out about the destroyed ones says nothing of this account.
      secretVersion: secretVersion + 1,
      updatedAt: now,
    };
    if (!(await credentials.update(after, [], secretVersion))) throw new PlugboardError('changed_meanwhile');
    audit({
      action: 'credential.secrets_destroyed',
      target: { kind: 'credential', id },
      environment,
      detail: {
        name,
        secrets: secrets.map(({ field }) => field),
        plan_lowered_at: new Date(planLoweredAt ?? now).toISOString(),
      },
    });
  }
}

async function tellEnd(
  { credentials, notifications }: TenantRepositories,
  scope: EnvironmentScope,
  until: number,
  now: number,
): Promise<void> {
  const { length } = await credentials.holdWithSecrets();
  if (length === 0) return;
  await notifications.tell({
    ...scope,
    id: uuidV7(now),
    kind: 'credential.keys_ending',
    at: now,
    facts: { credentials: length, kept_until: new Date(until).toISOString() },
    subject: 'plan',
    once: `keys-ending/${until}`,
  });
}
