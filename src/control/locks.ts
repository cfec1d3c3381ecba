import type { PutLockBody } from '../contract/lock.ts';
import type { Clock } from '../kernel/clock.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import { isLoosened, type LockRecord, type LockRules, type PendingLoosening } from '../kernel/lock.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { EnvironmentScope } from './credentials/credentials.ts';
import { tell } from './notifications/tell.ts';
import { findOrigin } from './origin.ts';
import type { Act, AuditEntry, Store } from './ports.ts';
import { differences } from './tenants.ts';

interface LockParts {
  store: Store;
  clock: Clock;
  snapshot: Snapshot;
}

/** A lock as it stands; `updatedAt` is null where there never was one. */
export type LockView = Omit<LockRecord, 'updatedAt'> & { updatedAt: number | null };

export async function getLock(
  { store, clock }: Pick<LockParts, 'store' | 'clock'>,
  scope: EnvironmentScope,
): Promise<LockView> {
  const found = await store.readInTenant(scope, ({ lock }) => lock.find());
  return withoutExpired(found ?? unlocked(scope), clock());
}

/**
 * Whoever tightens is obeyed at once. Whoever loosens is not, until another administrator asks for the same; whatever
 * else is put in the meantime takes its place. `behind`: of a frame, who asked for it.
 */
export async function putLock(
  { store, clock, snapshot }: LockParts,
  act: Act,
  behind: PendingLoosening['origin'] | undefined,
  { tenantId, environment }: EnvironmentScope,
  body: PutLockBody,
): Promise<LockView> {
  const scope = { tenantId, environment };
  const now = clock();
  return store.changeInTenant(scope, act, async (tenant, audit) => {
    const { lock } = tenant;
    await lock.hold();
    const found = await lock.find();
    const before = withoutExpired(found ?? unlocked(scope), now);
    const rules = toRules(body);
    const moved = differences(describe(before), describe(rules));
    const pending = before.pendingLoosening;
    const commit = async (after: LockRules & Pick<LockRecord, 'pendingLoosening'>, entry: LockEntry) => {
      const record = { ...scope, ...after, updatedAt: now };
      await lock.put(record);
      audit({ ...entry, target: { kind: 'lock', id: environment }, environment });
      return record;
    };
    if (!isLoosened(before, rules)) {
      if (Object.keys(moved).length > 0) {
        return commit({ ...rules, pendingLoosening: null }, { action: 'lock.changed', detail: moved });
      }
      if (!pending) return before;
      const detail = { change: describe(pending.rules), requested_by: pending.requestedBy };
      return commit({ ...rules, pendingLoosening: null }, { action: 'lock.loosening_withdrawn', detail });
    }
    const { kind, id } = act.actor;
    const origin = behind ?? findOrigin(snapshot, tenantId, { kind, id });
    if (!pending || !isSame(pending.rules, rules)) {
      const asked = { rules, requestedBy: { kind, id }, origin, at: now };
      const until = new Date(now + limits.lock.pendingMs).toISOString();
      await tell(tenant, scope, 'lock.loosening_asked', now, { expires_at: until });
      return commit(
        { ...before, pendingLoosening: asked },
        { action: 'lock.loosening_requested', detail: moved },
      );
    }
    if (pending.origin.kind === origin.kind && pending.origin.id === origin.id) {
      throw new PlugboardError('second_administrator_required');
    }
    const detail = { ...moved, requested_by: pending.requestedBy };
    await tell(tenant, scope, 'lock.loosened', now, {});
    return commit({ ...rules, pendingLoosening: null }, { action: 'lock.loosened', detail });
  });
}

type LockEntry = Pick<AuditEntry, 'action' | 'detail'>;

function unlocked(scope: EnvironmentScope): LockView {
  const { tenantId, environment } = scope;
  return { tenantId, environment, ...toRules({}), pendingLoosening: null, updatedAt: null };
}

function withoutExpired(lock: LockView, now: number): LockView {
  const { pendingLoosening } = lock;
  const isExpired = pendingLoosening !== null && pendingLoosening.at + limits.lock.pendingMs <= now;
  return isExpired ? { ...lock, pendingLoosening: null } : lock;
}

/** Sorted: whoever confirms need not write the lists in the same order. */
function toRules({ managed, regions, hosts }: PutLockBody): LockRules {
  return {
    managedNever: managed === 'never',
    regions: regions?.toSorted() ?? null,
    hosts: hosts?.toSorted() ?? null,
  };
}

function isSame(one: LockRules, other: LockRules): boolean {
  return Object.keys(differences(describe(one), describe(other))).length === 0;
}

function describe({ managedNever, regions, hosts }: LockRules): Record<string, unknown> {
  return { managed: managedNever ? 'never' : null, regions, hosts };
}
