import type { Clock } from '../kernel/clock.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { platformTenantId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import type { TenantRecord } from '../kernel/records.ts';
import type { AdministeredBy, Plan } from '../kernel/scope.ts';
import type { Act, Store, TenantKeys, TombstoneFile } from './ports.ts';
import type { Signer } from './signing.ts';
import { signTombstone } from './tombstones.ts';

export interface TenantInput {
  name?: string;
  plan?: Plan;
  administeredBy?: AdministeredBy;
}

interface TenantParts {
  store: Store;
  keys: TenantKeys;
  clock: Clock;
}

export async function createTenant(
  { store, keys, clock }: TenantParts,
  act: Act,
  id: string,
  input: TenantInput,
): Promise<TenantRecord> {
  refuseReserved(id);
  const now = clock();
  const tenant: TenantRecord = {
    id,
    name: input.name ?? id,
    plan: input.plan ?? 'standard',
    administeredBy: input.administeredBy ?? 'tenant',
    planLoweredAt: null,
    createdAt: now,
    updatedAt: now,
  };
  // The key service may be far away: it is asked before the transaction begins.
  const key = await keys.createTenantKey(id);
  return store.changeAsPlatform(act, async ({ tenants }, audit) => {
    if (!(await tenants.insert(tenant, key))) throw new PlugboardError('id_taken');
    const entry = { action: 'tenant.created', target: { kind: 'tenant', id }, detail: describe(tenant) };
    audit(id, entry);
    audit(platformTenantId, entry);
    return tenant;
  });
}

/** Creates the tenant, or brings the one that is there to what the caller says; what is left out stays. */
export async function putTenant(
  parts: TenantParts,
  act: Act,
  id: string,
  input: TenantInput,
): Promise<{ tenant: TenantRecord; created: boolean }> {
  refuseReserved(id);
  if (await findTenant(parts.store, id)) {
    return { tenant: await updateTenant(parts, act, id, input), created: false };
  }
  try {
    return { tenant: await createTenant(parts, act, id, input), created: true };
  } catch (error) {
    // Two callers may put the same tenant at once: one creates it, the other updates what now exists.
    const exists = error instanceof PlugboardError && error.code === 'id_taken';
    if (!exists || !(await findTenant(parts.store, id))) throw error;
    return { tenant: await updateTenant(parts, act, id, input), created: false };
  }
}

export async function updateTenant(
  { store, clock }: Pick<TenantParts, 'store' | 'clock'>,
  act: Act,
  id: string,
  input: TenantInput,
): Promise<TenantRecord> {
  refuseReserved(id);
  return store.changeInTenant({ tenantId: id, environment: 'every' }, act, async (tenant, audit) => {
    // Held: of two changes at once the second goes by what the first made, and its keys by the plan of that.
    const before = await tenant.holdTenant();
    if (!before) throw new PlugboardError('tenant_not_found');
    const after: TenantRecord = {
      ...before,
      name: input.name ?? before.name,
      plan: input.plan ?? before.plan,
      administeredBy: input.administeredBy ?? before.administeredBy,
    };
    const detail = differences(describe(before), describe(after));
    if (Object.keys(detail).length === 0) return before;
    const now = clock();
    const changed = { ...after, planLoweredAt: whenLowered(before, after, now), updatedAt: now };
    await tenant.updateTenant(changed);
    audit({ action: 'tenant.changed', target: { kind: 'tenant', id }, detail });
    return changed;
  });
}

function whenLowered(before: TenantRecord, { plan }: TenantRecord, now: number): number | null {
  if (plan === 'enterprise') return null;
  return before.plan === 'enterprise' ? now : before.planLoweredAt;
}

/** Null where no time runs: on `enterprise`, and where the plan never went down. */
export function keysKeptUntil({
  plan,
  planLoweredAt,
}: Pick<TenantRecord, 'plan' | 'planLoweredAt'>): number | null {
  if (plan === 'enterprise' || planLoweredAt === null) return null;
  return planLoweredAt + limits.plans.keysKeptMs;
}

interface DeleteParts {
  store: Store;
  keys: TenantKeys;
  clock: Clock;
  signer: Signer;
  deploymentId: string;
  tombstones: TombstoneFile;
}

/** One transaction takes everything; the signed line keeps the tenant dead also after a restore. */
export async function deleteTenant(parts: DeleteParts, act: Act, id: string): Promise<void> {
  refuseReserved(id);
  const { store, signer, deploymentId } = parts;
  const deletedAt = parts.clock();
  const line = await store.changeAsPlatform(act, async ({ tenants }, audit) => {
    if (!(await tenants.find(id))) throw new PlugboardError('tenant_not_found');
    const head = await tenants.auditHead(id);
    const tombstone = signTombstone(
      {
        deployment: deploymentId,
        tenant: id,
        deleted_at: new Date(deletedAt).toISOString(),
        audit_seq: head?.seq ?? 0,
        audit_head: Buffer.from(head?.hash ?? []).toString('hex'),
      },
      signer,
    );
    const deleted = await tenants.delete({ tenantId: id, deletedAt, line: tombstone });
    if (!deleted) throw new PlugboardError('tenant_not_found');
    audit(platformTenantId, {
      action: 'tenant.deleted',
      target: { kind: 'tenant', id },
      detail: { audit_seq: head?.seq ?? 0 },
    });
    return tombstone;
  });
  parts.keys.forgetTenant(id);
  // Only what is truly gone is written down: a line for a deletion that was rolled back would kill a live tenant.
  await parts.tombstones.append(line);
}

async function findTenant(store: Store, id: string): Promise<TenantRecord | undefined> {
  return store.readInTenant({ tenantId: id, environment: 'every' }, (tenant) => tenant.findTenant());
}

export async function getTenant(store: Store, id: string): Promise<TenantRecord> {
  const tenant = await findTenant(store, id);
  if (!tenant) throw new PlugboardError('tenant_not_found');
  return tenant;
}

function refuseReserved(id: string): void {
  if (id === platformTenantId) throw new PlugboardError('reserved_id');
}

function describe(tenant: TenantRecord): Record<string, string> {
  return { name: tenant.name, plan: tenant.plan, administered_by: tenant.administeredBy };
}

/** What an audit row says of a change: each field that moved, from what to what. */
export function differences(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Record<string, unknown> {
  const moved = Object.keys(after).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  return Object.fromEntries(moved.map((key) => [key, { from: before[key], to: after[key] }]));
}
