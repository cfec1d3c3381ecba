import assert from 'node:assert/strict';
import { test } from 'node:test';
import { snapshotOf, tenantRecord } from '../../../testkit/routing-records.ts';
import type { Membership, PersonRecord } from '../../kernel/records.ts';
import { findLostRight } from './still-caller.ts';

const at = Date.UTC(2026, 10, 1);
const inDev: Membership = { tenantId: 'acme', environment: 'dev', role: 'user' };

const person = (id: string, suspendedAt: number | null, ...memberships: Membership[]): PersonRecord => ({
  id,
  issuer: 'i',
  subject: id,
  name: id,
  email: null,
  suspendedAt,
  createdAt: 0,
  lastSignedInAt: null,
  memberships,
});

const snapshot = snapshotOf({
  tenants: [tenantRecord('acme')],
  people: [
    person('ann', null, inDev),
    person('suspended', at, inDev),
    person('elsewhere', null, { ...inDev, environment: 'test' }, { ...inDev, tenantId: 'beta' }),
    person('olga', null, { tenantId: 'platform', environment: null, role: 'operator' }),
  ],
});

const lostBy = (kind: 'person' | 'jwt' | 'operator_token', id: string) => {
  const caller = { actor: { kind, id }, tenantId: 'acme', environment: 'dev', agentId: null };
  return findLostRight(snapshot, caller, at);
};

test('S42 what a person began ends with the suspension, and with the place that is taken away', () => {
  for (const id of ['suspended', 'elsewhere', 'deleted'])
    assert.equal(lostBy('person', id), 'invalid_token', id);
  for (const id of ['ann', 'olga']) assert.equal(lostBy('person', id), undefined, id);
});

test('what nobody can take back goes on', () => {
  assert.equal(lostBy('jwt', 'issuer#ann'), undefined);
  assert.equal(lostBy('operator_token', 'PLUGBOARD_OPERATOR_TOKEN'), undefined);
});
