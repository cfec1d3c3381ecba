import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credentialRecord, snapshotOf } from '../../../testkit/routing-records.ts';
import { createTestClock } from '../../../testkit/test-clock.ts';
import type { StandingCredential } from '../../snapshot/ports.ts';
import { Circuits } from './circuits.ts';

const account = credentialRecord('acme-openai');
const touched = [{ kind: 'credential', tenantId: 'acme', environment: 'dev', id: account.id }] as const;

function blocked(): Circuits {
  const circuits = new Circuits(createTestClock().now);
  circuits.of(account).circuit.failed({ class: 'auth', message: '' }, 'open_way');
  assert.equal(enter(circuits), 'blocked');
  return circuits;
}

const enter = (circuits: Circuits, credential = account) =>
  circuits.find(credential)?.circuit.enter() ?? 'open_way';

test('a new key is tried at once, and so is an account whose address was changed', () => {
  for (const change of [{ secretVersion: 2 }, { updatedAt: account.updatedAt + 1 }]) {
    assert.equal(enter(blocked(), { ...account, ...change }), 'open_way');
  }
});

test('that a circuit opened is written at the credential, and does not close it; that a check went well does', () => {
  const afterStatus = (status: StandingCredential['status']) => {
    const circuits = blocked();
    circuits.drop(touched, snapshotOf({ credentials: [{ ...account, status }] }));
    return enter(circuits, { ...account, status });
  };
  for (const status of ['auth_failed', 'unreachable', 'quota'] as const)
    assert.equal(afterStatus(status), 'blocked', status);
  assert.equal(afterStatus('healthy'), 'open_way');
});

test('nothing is kept of what is deleted', () => {
  const circuits = blocked();
  circuits.drop(touched, snapshotOf({}));
  assert.equal(enter(circuits), 'open_way');
  const ofTenant = blocked();
  ofTenant.drop([{ kind: 'tenant', tenantId: 'acme', environment: '', id: 'acme' }], snapshotOf({}));
  assert.equal(enter(ofTenant), 'open_way');
});

test('an account that always answered is not remembered, and one that failed is by every call', () => {
  const circuits = new Circuits(createTestClock().now);
  assert.equal(circuits.find(account), undefined);
  assert.equal(circuits.of(account), circuits.of({ ...account }));
  assert.equal(circuits.find(account), circuits.of(account));
});
