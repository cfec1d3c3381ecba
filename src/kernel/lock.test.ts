import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findAccountRegion, findLockProblem, isLoosened, type LockRules, toEffectivePolicy } from './lock.ts';

const open: LockRules = { managedNever: false, regions: null, hosts: null };
const target = {
  owner: 'own',
  hosts: ['llm.example.com'],
  region: 'eu-central-1',
  model: 'some-model',
} as const;
const problemOf = (rules: Partial<LockRules>, more: Partial<Parameters<typeof findLockProblem>[1]> = {}) =>
  findLockProblem({ ...open, ...rules }, { ...target, ...more });

test('without a lock, and under one that locks nothing, everything may be reached', () => {
  assert.equal(findLockProblem(undefined, { ...target, owner: 'managed' }), undefined);
  assert.equal(problemOf({}, { owner: 'managed', region: null }), undefined);
});

test('under managed never no managed model is reached, and own ones are', () => {
  assert.match(problemOf({ managedNever: true }, { owner: 'managed' }) ?? '', /managed/);
  assert.equal(problemOf({ managedNever: true }), undefined);
});

test('hosts are reached by their exact name or below a suffix, never by a name that only looks like it', () => {
  const hosts = ['llm.example.com', '*.azure.com', '10.0.0.5'];
  for (const host of ['llm.example.com', 'LLM.example.com', 'a.azure.com', 'a.b.azure.com', '10.0.0.5']) {
    assert.equal(problemOf({ hosts }, { hosts: [host] }), undefined, host);
  }
  for (const host of [
    'example.com',
    'x.llm.example.com',
    'azure.com',
    'evilazure.com',
    '.azure.com',
    'a.azure.com.evil.com',
    '10.0.0.50',
    '',
  ]) {
    assert.match(problemOf({ hosts }, { hosts: [host] }) ?? '', /host/, host);
  }
  assert.match(problemOf({ hosts }, { owner: 'managed', hosts: ['api.openai.com'] }) ?? '', /host/);
});

test('a region allows exactly itself: a group is not its members, a member not its group', () => {
  const regions = ['eu-central-1', 'europe-west4'];
  assert.equal(problemOf({ regions }), undefined);
  assert.equal(problemOf({ regions }, { region: 'EU-Central-1' }), undefined);
  assert.match(problemOf({ regions }, { region: 'us-east-1' }) ?? '', /us-east-1/);
  assert.match(problemOf({ regions }, { region: 'eu' }) ?? '', /region eu /);
  assert.match(problemOf({ regions: ['eu'] }) ?? '', /eu-central-1/);
});

test('where regions are set, an account of which nothing says where it lies is not reached', () => {
  assert.match(problemOf({ regions: ['eu'] }, { region: null }) ?? '', /nothing says/);
  assert.equal(findAccountRegion({}, null), null);
  assert.equal(findAccountRegion({}, 'eu'), 'eu');
  assert.equal(findAccountRegion({ aws_region: 'us-east-1' }, 'eu'), 'us-east-1');
  assert.equal(findAccountRegion({ gcp_location: 'global' }, 'eu'), 'global');
});

test('a cross-region profile of Bedrock lies in its group, whichever region is called', () => {
  const arn = 'arn:aws:bedrock:eu-central-1:111122223333';
  for (const [model, group] of [
    ['eu.anthropic.claude-sonnet-4-5-20250929-v1:0', 'eu'],
    ['us.amazon.nova-pro-v1:0', 'us'],
    ['us-gov.anthropic.claude-3-5-sonnet-20240620-v1:0', 'us-gov'],
    ['apac.anthropic.claude-3-haiku-20240307-v1:0', 'apac'],
    ['jp.anthropic.claude-haiku-4-5-20251001-v1:0', 'jp'],
    [`${arn}:inference-profile/eu.meta.llama3-2-1b-instruct-v1:0`, 'eu'],
  ] as const) {
    assert.equal(problemOf({ regions: [group] }, { model }), undefined, model);
    assert.match(problemOf({ regions: ['eu-central-1'] }, { model }) ?? '', /not among/, model);
  }
  for (const model of [
    'anthropic.claude-3-haiku-20240307-v1:0',
    'zai.glm-4.7',
    'gpt-5.1',
    'llama3.2',
    'phi.3.5',
    'meta-llama/Llama-3.1-70b',
    `${arn}:provisioned-model/abc`,
  ]) {
    assert.equal(problemOf({ regions: ['eu-central-1'] }, { model }), undefined, model);
  }
});

test('what may be answered anywhere is refused whenever regions are set', () => {
  const anywhere = [
    { model: 'global.anthropic.claude-sonnet-4-5-20250929-v1:0' },
    { model: 'arn:aws:bedrock:eu-central-1:1:inference-profile/global.cohere.embed-v4:0' },
    { model: 'arn:aws:bedrock:eu-central-1:1:application-inference-profile/abc123' },
    { region: 'global' },
  ];
  for (const more of anywhere) {
    assert.notEqual(
      problemOf({ regions: ['eu-central-1', 'global'] }, more),
      undefined,
      JSON.stringify(more),
    );
    assert.equal(problemOf({}, more), undefined);
  }
});

test('a lock is loosened by whatever may be reached afterwards and could not before', () => {
  const some: LockRules = { managedNever: true, regions: ['eu'], hosts: ['a.com', '*.b.com'] };
  for (const tightened of [
    some,
    { ...some, hosts: ['a.com'] },
    { ...some, hosts: ['x.b.com', '*.y.b.com'] },
  ]) {
    assert.equal(isLoosened(some, tightened), false, JSON.stringify(tightened));
    assert.equal(isLoosened(open, tightened), false);
  }
  for (const loosened of [
    open,
    { ...some, managedNever: false },
    { ...some, regions: null },
    { ...some, regions: ['eu', 'us'] },
    { ...some, regions: ['us'] },
    { ...some, hosts: null },
    { ...some, hosts: ['b.com'] },
    { ...some, hosts: ['*.a.com'] },
    { ...some, hosts: ['*.com'] },
  ]) {
    assert.equal(isLoosened(some, loosened), true, JSON.stringify(loosened));
  }
});

test('under managed never a managed policy fails closed, and the others stay what they are', () => {
  const never = { ...open, managedNever: true };
  assert.equal(toEffectivePolicy('managed', never), 'fail_closed');
  assert.equal(toEffectivePolicy('managed', open), 'managed');
  assert.equal(toEffectivePolicy('managed', undefined), 'managed');
  assert.equal(toEffectivePolicy('queue_and_retry', never), 'queue_and_retry');
});
