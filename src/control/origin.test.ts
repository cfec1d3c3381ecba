import assert from 'node:assert/strict';
import { test } from 'node:test';
import { snapshotOf } from '../../testkit/routing-records.ts';
import type { Membership, PersonRecord } from '../kernel/records.ts';
import type { StandingToken } from '../snapshot/ports.ts';
import { findOrigin } from './origin.ts';

const token = (id: string, createdBy: StandingToken['createdBy'], tenantId = 'acme'): StandingToken => ({
  id,
  tenantId,
  environment: 'dev',
  name: id,
  role: 'tenant_admin',
  agentId: null,
  secretHash: '',
  createdBy,
  expiresAt: null,
  suspendedAt: null,
});

const person = (id: string, ...memberships: Membership[]): PersonRecord => ({
  id,
  issuer: 'i',
  subject: id,
  name: id,
  email: null,
  suspendedAt: null,
  createdAt: 0,
  lastSignedInAt: null,
  memberships,
});

const snapshot = snapshotOf({
  tokens: [
    token('by-operator', { kind: 'operator_token', id: 'configured' }),
    token('by-operators-token', { kind: 'token', id: 'operators' }),
    token('operators', { kind: 'system', id: 'start' }, 'platform'),
    token('by-ann', { kind: 'person', id: 'ann' }),
    token('by-anns-token', { kind: 'token', id: 'by-ann' }),
    token('by-operating-person', { kind: 'person', id: 'olga' }),
    token('by-jwt', { kind: 'jwt', id: 'sub' }),
    token('by-deleted', { kind: 'token', id: 'deleted' }),
    token('one', { kind: 'token', id: 'other' }),
    token('other', { kind: 'token', id: 'one' }),
  ],
  people: [
    person('ann', { tenantId: 'acme', environment: 'dev', role: 'tenant_admin' }),
    person('olga', { tenantId: 'platform', environment: null, role: 'operator' }),
  ],
});
const originOf = (id: string) => {
  const { kind, id: found } = findOrigin(snapshot, 'acme', { kind: 'token', id });
  return `${kind} ${found}`;
};

test('behind a token stands whoever in the tenant made it, however many tokens are between them', () => {
  assert.equal(originOf('by-ann'), 'person ann');
  assert.equal(originOf('by-anns-token'), 'person ann');
  assert.equal(originOf('by-jwt'), 'jwt sub');
  assert.deepEqual(findOrigin(snapshot, 'acme', { kind: 'person', id: 'ann' }), {
    kind: 'person',
    id: 'ann',
  });
});

test('tokens that operators made for others stand for themselves', () => {
  for (const id of ['by-operator', 'by-operators-token', 'by-operating-person', 'operators'])
    assert.equal(originOf(id), `token ${id}`);
});

test('where the maker is gone the token stands for itself, and a circle ends', () => {
  assert.equal(originOf('by-deleted'), 'token by-deleted');
  assert.equal(originOf('deleted'), 'token deleted');
  assert.match(originOf('one'), /^token (one|other)$/);
});
