import assert from 'node:assert/strict';
import { test } from 'node:test';
import { now } from '../../../testkit/resolving.ts';
import {
  configRecord,
  credentialRecord,
  featureRecord,
  house,
  settingsRecord,
  snapshotOf,
} from '../../../testkit/routing-records.ts';
import type { FailurePolicyRecord } from '../../kernel/failure-policy.ts';
import type { LockRecord } from '../../kernel/lock.ts';
import type { SnapshotContent } from '../../snapshot/ports.ts';
import { resolve } from './resolve.ts';
import type { Question } from './route.ts';

const place = { tenantId: 'acme', environment: 'dev' } as const;
const account = credentialRecord('acme-openai');
const abroad = credentialRecord('acme-abroad', { dataRegion: 'us' });
const houseAccount = credentialRecord('house', house);
const first = configRecord('first', account, { isDefault: true, modelName: 'gpt-4o' });
const second = configRecord('second', account);
const third = configRecord('third', abroad);
const vectors = configRecord('vectors', account, { isEmbedding: true, isDefault: true });
const forAny = configRecord('for any', houseAccount, { isDefault: true });
const forGpt = configRecord('for gpt', houseAccount, { substituteFor: ['gpt-4o'] });
const forNone = configRecord('for none', houseAccount, { substituteFor: [] });

const policy = (more: Partial<FailurePolicyRecord> = {}): FailurePolicyRecord => ({
  ...place,
  agentId: null,
  policy: 'fail_closed',
  targets: [third.id, second.id, first.id],
  targetsForNamed: false,
  managedOn: [],
  consent: null,
  holdSeconds: 30,
  deadlineSeconds: 3600,
  maxAttempts: null,
  updatedAt: now,
  ...more,
});
const consent = { by: { kind: 'person', id: 'ada' }, at: now, meaning: 'It leaves.' } as const;
const managed = policy({ policy: 'managed', consent, targets: [] });
const lock = (more: Partial<LockRecord>): LockRecord => ({
  ...place,
  managedNever: false,
  regions: null,
  hosts: null,
  pendingLoosening: null,
  updatedAt: now,
  ...more,
});

function routeOf(asked: Partial<Question>, more: Partial<SnapshotContent>) {
  const snapshot = snapshotOf({
    credentials: [account, abroad, houseAccount],
    modelConfigs: [first, second, third, vectors, forAny, forGpt, forNone],
    settings: [settingsRecord('byo')],
    features: [featureRecord('answers', { modelAliases: ['answering'] })],
    ...more,
  });
  const question: Question = {
    ...place,
    agentId: null,
    operation: 'chat',
    model: undefined,
    providerId: undefined,
    featureId: undefined,
    ...asked,
  };
  return resolve(snapshot, question, now);
}

const names = (asked: Partial<Question>, more: Partial<SnapshotContent>) =>
  routeOf(asked, more).targets.map(({ config }) => config?.name);

test('own further targets follow in the order of the policy where no model was named', () => {
  const failurePolicies = [policy()];
  for (const asked of [{}, { featureId: 'answers' }, { model: 'answering' }, { model: 'default' }])
    assert.deepEqual(names(asked, { failurePolicies }), ['first', 'third', 'second']);
  const [, next] = routeOf({}, { failurePolicies }).targets;
  assert.deepEqual([next?.reason, next?.owner, next?.payer], ['further_target', 'own', 'tenant_provider']);
});

test('a model that was named is never swapped for another own one, unless the policy says so', () => {
  for (const model of ['first', first.id, 'acme-openai/gpt-4o'])
    assert.deepEqual(names({ model }, { failurePolicies: [policy()] }).length, 1, model);
  const failurePolicies = [policy({ targetsForNamed: true })];
  assert.deepEqual(names({ model: 'second' }, { failurePolicies }), ['second', 'third', 'first']);
});

test('without a policy, without its consent, and under any other one no managed model follows', () => {
  for (const failurePolicies of [
    [],
    [{ ...managed, consent: null }],
    [{ ...managed, policy: 'fail_closed' } as const],
    [{ ...managed, policy: 'queue_and_retry' } as const],
  ])
    assert.deepEqual(names({}, { failurePolicies }), ['first']);
});

test('the managed model that stands in for this one by name comes before those for any, and those for none never', () => {
  const failurePolicies = [managed];
  assert.deepEqual(names({}, { failurePolicies }), ['first', 'for gpt']);
  assert.deepEqual(names({ model: 'second' }, { failurePolicies }), ['second', 'for any']);
  const modelConfigs = [first, second, third, forNone];
  assert.deepEqual(names({}, { failurePolicies, modelConfigs }), ['first']);
  const standIn = routeOf({}, { failurePolicies }).targets.at(-1);
  assert.deepEqual([standIn?.reason, standIn?.payer], ['managed_fallback', 'metered']);
});

test('own further targets come before the managed one', () => {
  const failurePolicies = [policy({ policy: 'managed', consent })];
  assert.deepEqual(names({}, { failurePolicies }), ['first', 'third', 'second', 'for gpt']);
});

test('vectors of two models do not compare: an embedding has one target, whatever the policy', () => {
  const failurePolicies = [policy({ policy: 'managed', consent, targetsForNamed: true })];
  assert.deepEqual(names({ operation: 'embedding' }, { failurePolicies }), ['vectors']);
});

test('what the lock forbids is not on the route, whatever the policy; where it is the first, the call is refused', () => {
  const failurePolicies = [policy({ policy: 'managed', consent })];
  const locked = (more: Partial<LockRecord>) => ({ failurePolicies, locks: [lock(more)] });
  assert.deepEqual(names({}, locked({ managedNever: true })), ['first', 'third', 'second']);
  assert.deepEqual(names({ model: 'third' }, locked({ regions: ['us'] })), ['third']);
  assert.throws(() => names({}, locked({ regions: ['us'] })), { code: 'target_locked' });
  assert.throws(() => names({}, locked({ hosts: ['elsewhere.example.com'] })), { code: 'target_locked' });
});

test('a dead key is said at once where nothing may follow; else the others are there to be tried', () => {
  const credentials = [{ ...account, status: 'auth_failed' } as const, abroad, houseAccount];
  assert.throws(() => names({}, { credentials }), { code: 'credential_invalid' });
  const failurePolicies = [policy({ targets: [third.id] })];
  assert.deepEqual(names({}, { credentials, failurePolicies }), ['first', 'third']);
});
