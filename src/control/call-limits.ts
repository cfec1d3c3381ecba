import type { PutCallLimitsBody, PutPlatformCallLimitsBody } from '../contract/call-limits.ts';
import type { Clock } from '../kernel/clock.ts';
import { PlugboardError } from '../kernel/errors.ts';
import type { CallLimit, CallLimitsRecord, PlatformCallLimitsRecord } from '../kernel/records.ts';
import type { EnvironmentScope } from './credentials/credentials.ts';
import type { Act, Store } from './ports.ts';
import { differences } from './tenants.ts';

interface LimitParts {
  store: Store;
  clock: Clock;
}

type Changed<T> = Omit<T, 'updatedAt'> & { updatedAt: number | null };

export async function getCallLimits(
  store: Store,
  scope: EnvironmentScope,
): Promise<Changed<CallLimitsRecord>> {
  const found = await store.readInTenant(scope, (tenant) => tenant.callLimits.find());
  return found ?? { ...scope, ...unset, updatedAt: null };
}

export async function putCallLimits(
  { store, clock }: LimitParts,
  act: Act,
  { tenantId, environment }: EnvironmentScope,
  body: PutCallLimitsBody,
): Promise<Changed<CallLimitsRecord>> {
  const after: CallLimitsRecord = {
    tenantId,
    environment,
    together: toLimit(body.environment),
    perToken: toLimit(body.per_token),
    perUser: toLimit(body.per_user),
    updatedAt: clock(),
  };
  return store.changeInTenant({ tenantId, environment }, act, async ({ callLimits }, audit) => {
    const before = await callLimits.find();
    const moved = differences(describe(before ?? unset), describe(after));
    if (Object.keys(moved).length === 0) return before ?? { ...after, updatedAt: null };
    await callLimits.put(after);
    audit({
      action: 'call_limits.changed',
      target: { kind: 'call_limits', id: environment },
      environment,
      detail: moved,
    });
    return after;
  });
}

export async function getPlatformLimitsOf(
  store: Store,
  tenantId: string,
): Promise<Changed<PlatformCallLimitsRecord>> {
  const found = await store.readAsPlatform(({ callLimits }) => callLimits.find(tenantId));
  return found ?? { tenantId, ...unsetByPlatform, updatedAt: null };
}

/** The tenant reads in its own audit log what the platform allows it; what holds for all stands in the platform’s. */
export async function putPlatformLimits(
  { store, clock }: LimitParts,
  act: Act,
  tenantId: string,
  { managed, total }: PutPlatformCallLimitsBody,
): Promise<Changed<PlatformCallLimitsRecord>> {
  const after: PlatformCallLimitsRecord = {
    tenantId,
    managed: { ...toLimit(managed), tokensPerMinute: managed?.tokens_per_minute ?? null },
    total: toLimit(total),
    updatedAt: clock(),
  };
  return store.changeAsPlatform(act, async ({ tenants, callLimits }, audit) => {
    if (!(await tenants.find(tenantId))) throw new PlugboardError('tenant_not_found');
    const before = await callLimits.find(tenantId);
    const moved = differences(describeByPlatform(before ?? unsetByPlatform), describeByPlatform(after));
    if (Object.keys(moved).length === 0) return before ?? { ...after, updatedAt: null };
    await callLimits.put(after);
    audit(tenantId, {
      action: 'platform_call_limits.changed',
      target: { kind: 'tenant', id: tenantId },
      detail: moved,
    });
    return after;
  });
}

const unlimited: CallLimit = { requestsPerMinute: null, concurrent: null };
const unset = { together: unlimited, perToken: unlimited, perUser: unlimited };
const unsetByPlatform = { managed: { ...unlimited, tokensPerMinute: null }, total: unlimited };

function toLimit(
  body: { requests_per_minute?: number | null; concurrent?: number | null } | undefined,
): CallLimit {
  return { requestsPerMinute: body?.requests_per_minute ?? null, concurrent: body?.concurrent ?? null };
}

function describe({
  together,
  perToken,
  perUser,
}: Omit<CallLimitsRecord, keyof EnvironmentScope | 'updatedAt'>) {
  return {
    environment: describeLimit(together),
    per_token: describeLimit(perToken),
    per_user: describeLimit(perUser),
  };
}

function describeByPlatform({ managed, total }: Pick<PlatformCallLimitsRecord, 'managed' | 'total'>) {
  return {
    managed: { ...describeLimit(managed), tokens_per_minute: managed.tokensPerMinute },
    total: describeLimit(total),
  };
}

function describeLimit({ requestsPerMinute, concurrent }: CallLimit) {
  return { requests_per_minute: requestsPerMinute, concurrent };
}
