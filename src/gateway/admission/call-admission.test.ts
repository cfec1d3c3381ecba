import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeAttempt } from '../../../testkit/sample-attempt.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { CallLimit, CallLimitsRecord, Owner, PlatformCallLimitsRecord } from '../../kernel/records.ts';
import type { InferenceCaller } from '../ports.ts';
import { CallAdmission } from './call-admission.ts';
import { Meters } from './meters.ts';
import { unshared } from './shared-counts.ts';

const unlimited: CallLimit = { requestsPerMinute: null, concurrent: null };
const perMinute = (requestsPerMinute: number): CallLimit => ({ requestsPerMinute, concurrent: null });
const concurrent = (calls: number): CallLimit => ({ requestsPerMinute: null, concurrent: calls });

interface Setting {
  /** By `tenant/environment`. */
  own?: Record<string, Partial<CallLimitsRecord>>;
  /** By tenant; `platform`: for all. */
  platform?: Record<string, Partial<PlatformCallLimitsRecord>>;
  metersMax?: number;
}

function open({ own = {}, platform = {}, metersMax = 1_000 }: Setting = {}) {
  const clock = { now: Date.UTC(2026, 0, 5, 12) };
  const meters = new Meters(metersMax);
  const admission = new CallAdmission({
    snapshot: {
      pluggedIn: (tenantId, environment) => {
        const set = own[`${tenantId}/${environment}`];
        const limit = { together: unlimited, perToken: unlimited, perUser: unlimited };
        const callLimits = set && { tenantId, environment: 'prod' as const, updatedAt: 0, ...limit, ...set };
        return { callLimits };
      },
      platformCallLimits: (tenantId) => {
        const set = platform[tenantId];
        const limit = { managed: { ...unlimited, tokensPerMinute: null }, total: unlimited };
        return set && { tenantId, updatedAt: 0, ...limit, ...set };
      },
    },
    meters,
    listener: unshared,
    clock: () => clock.now,
  });
  return { admission, meters, clock };
}

function callerOf(more: Partial<InferenceCaller> = {}): InferenceCaller {
  return {
    actor: { kind: 'token', id: 'tok-1', role: 'user' },
    tenantId: 'acme',
    environment: 'prod',
    agentId: null,
    userId: null,
    ...more,
  };
}

function refusalOf(admission: CallAdmission, caller = callerOf(), owner: Owner = 'own') {
  try {
    admission.admit(caller, owner).release();
  } catch (error) {
    assert.ok(error instanceof PlugboardError);
    assert.equal(error.code, 'rate_limited');
    return { owner: error.limitOwner, seconds: error.retryAfterSeconds };
  }
  return undefined;
}

test('exactly as many calls as the limit says begin in a minute; the next fits when Retry-After says', () => {
  const { admission, clock } = open({ own: { 'acme/prod': { together: perMinute(3) } } });
  for (let call = 0; call < 3; call += 1) {
    assert.equal(refusalOf(admission), undefined);
    clock.now += 5_000;
  }
  const refusal = refusalOf(admission);
  assert.deepEqual(refusal, { owner: 'tenant', seconds: 47 });
  clock.now += 46_000;
  assert.ok(refusalOf(admission));
  clock.now += 1_000;
  assert.equal(refusalOf(admission), undefined);
  assert.ok(refusalOf(admission));
});

test('as many calls as the limit says run at a time, and each that ends makes room, once', () => {
  const { admission } = open({ own: { 'acme/prod': { together: concurrent(2) } } });
  const first = admission.admit(callerOf(), 'own');
  const second = admission.admit(callerOf(), 'own');
  assert.deepEqual(refusalOf(admission), { owner: 'tenant', seconds: 1 });
  first.release();
  first.release();
  assert.equal(refusalOf(admission), undefined);
  const third = admission.admit(callerOf(), 'own');
  assert.ok(refusalOf(admission));
  second.release();
  third.release();
});

test('a call that one limit refuses counts for none of the others', () => {
  const { admission } = open({
    own: { 'acme/prod': { together: perMinute(3), perUser: perMinute(1) } },
  });
  const ann = callerOf({ userId: 'ann' });
  assert.equal(refusalOf(admission, ann), undefined);
  for (let call = 0; call < 10; call += 1) assert.ok(refusalOf(admission, ann));
  assert.equal(refusalOf(admission, callerOf({ userId: 'bob' })), undefined);
  assert.equal(refusalOf(admission), undefined);
  assert.ok(refusalOf(admission, callerOf({ userId: 'cid' })));
});

test('one tenant’s calls never count against another, also those of one service token and one user id', () => {
  const own = { perToken: perMinute(1), perUser: perMinute(1), together: perMinute(1) };
  const { admission } = open({
    own: { 'acme/prod': own, 'acme/dev': own, 'beta/prod': own },
    platform: { platform: { total: perMinute(2), managed: { ...perMinute(2), tokensPerMinute: 10 } } },
  });
  const service = { actor: { kind: 'token', id: 'svc', role: 'service' }, userId: 'ann' } as const;
  const places = [
    { tenantId: 'acme', environment: 'prod' },
    { tenantId: 'acme', environment: 'dev' },
    { tenantId: 'beta', environment: 'prod' },
  ] as const;
  for (const place of places)
    assert.equal(refusalOf(admission, callerOf({ ...service, ...place })), undefined);
  for (const place of places) assert.ok(refusalOf(admission, callerOf({ ...service, ...place })));
  assert.equal(refusalOf(admission, callerOf({ tenantId: 'gamma' }), 'managed'), undefined);
});

test('the platform’s limits on managed models do not touch own ones; that on everything does', () => {
  const managed = { ...perMinute(1), tokensPerMinute: null };
  const { admission } = open({ platform: { acme: { managed, total: perMinute(4) } } });
  assert.equal(refusalOf(admission, callerOf(), 'managed'), undefined);
  assert.equal(refusalOf(admission, callerOf(), 'managed')?.owner, 'platform');
  for (let call = 0; call < 3; call += 1) assert.equal(refusalOf(admission), undefined);
  assert.equal(refusalOf(admission)?.owner, 'platform');
});

test('a tenant’s own number takes the place of that for all tenants, number by number', () => {
  const { admission } = open({
    platform: {
      platform: { managed: { requestsPerMinute: 1, concurrent: 1, tokensPerMinute: null } },
      acme: { managed: { requestsPerMinute: 2, concurrent: null, tokensPerMinute: null } },
    },
  });
  const running = admission.admit(callerOf(), 'managed');
  assert.deepEqual(refusalOf(admission, callerOf(), 'managed'), { owner: 'platform', seconds: 1 });
  running.release();
  assert.equal(refusalOf(admission, callerOf(), 'managed'), undefined);
  assert.ok((refusalOf(admission, callerOf(), 'managed')?.seconds ?? 0) > 50);
});

test('tokens of managed models are counted when an attempt ends; those of own models never', () => {
  const managed = { ...unlimited, tokensPerMinute: 100 };
  const { admission, clock } = open({ platform: { platform: { managed } } });
  const spend = (owner: Owner, tokens: number | null) =>
    admission.spent(makeAttempt({ owner, promptTokens: tokens, completionTokens: tokens }));
  spend('own', 1_000);
  spend('managed', null);
  spend('managed', 49);
  assert.equal(refusalOf(admission, callerOf(), 'managed'), undefined);
  spend('managed', 1);
  assert.equal(refusalOf(admission, callerOf(), 'managed')?.owner, 'platform');
  assert.equal(refusalOf(admission), undefined);
  clock.now += 62_000;
  assert.equal(refusalOf(admission, callerOf(), 'managed'), undefined);
});

test('where nothing is set, a tenant may run as many calls as the default says and no more', () => {
  const { admission } = open();
  const { tenantConcurrentDefault } = limits.admission;
  const running = Array.from({ length: tenantConcurrentDefault }, () => admission.admit(callerOf(), 'own'));
  assert.deepEqual(refusalOf(admission), { owner: 'platform', seconds: 1 });
  assert.equal(refusalOf(admission, callerOf({ tenantId: 'beta' })), undefined);
  for (const call of running) call.release();
  assert.equal(refusalOf(admission), undefined);
});

test('however many users call, few are kept: those that are spent go, then the longest unused, never one that runs', () => {
  const { admission, meters, clock } = open({
    own: { 'acme/prod': { perUser: concurrent(1) } },
    metersMax: 3_000,
  });
  const first = admission.admit(callerOf({ userId: 'first' }), 'own');
  for (let user = 0; user < 50_000; user += 1) {
    clock.now += 1;
    admission.admit(callerOf({ userId: `user-${user}` }), 'own').release();
    assert.ok(meters.size <= 3_000, String(meters.size));
  }
  assert.ok(refusalOf(admission, callerOf({ userId: 'first' })));
  first.release();
  assert.equal(refusalOf(admission, callerOf({ userId: 'first' })), undefined);
});
