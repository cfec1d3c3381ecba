import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Claims, toMemberships } from './memberships.ts';

const settings = {
  claims: { tenant: 'tenant', environments: 'environments', roles: 'roles' },
  roles: { ROLE_TENANT_ADMIN: 'tenant_admin', ROLE_USER: 'user', ROLE_STAFF: 'operator' },
  defaultRole: null,
} as const;

const places = (claims: Claims, defaultRole: 'user' | null = null) =>
  toMemberships(claims, { ...settings, defaultRole }).map(
    ({ tenantId, environment, role }) => `${tenantId}/${environment} ${role}`,
  );
const admin = { tenant: 'acme', roles: ['ROLE_TENANT_ADMIN'] };

test('a tenant administrator gets one membership for each environment that the claims name', () => {
  assert.deepEqual(places({ ...admin, environments: ['prod', 'dev'] }), [
    'acme/dev tenant_admin',
    'acme/prod tenant_admin',
  ]);
  assert.deepEqual(places({ ...admin, environments: 'test,prod' }), [
    'acme/test tenant_admin',
    'acme/prod tenant_admin',
  ]);
  assert.deepEqual(
    places({ ...admin, environments: 'test  prod' }),
    places({ ...admin, environments: 'test, prod' }),
  );
});

test('without a claim on environments a person is in all three', () => {
  assert.equal(places(admin).length, 3);
});

test('a claim on environments that names none of ours grants none', () => {
  for (const environments of [[], '', 'production', 7, null, {}, [['prod']], { 0: 'prod', length: 1 }]) {
    assert.deepEqual(places({ ...admin, environments }), [], JSON.stringify(environments));
  }
});

test('the strongest of the mapped roles counts, and names that are not mapped count nothing', () => {
  assert.deepEqual(
    places({ tenant: 'acme', environments: 'dev', roles: ['x', 'ROLE_USER', 'ROLE_TENANT_ADMIN'] }),
    ['acme/dev tenant_admin'],
  );
  assert.deepEqual(places({ tenant: 'acme', environments: 'dev', roles: 'ROLE_USER' }), ['acme/dev user']);
  for (const roles of [
    'constructor',
    '__proto__',
    ['toString'],
    'role_user',
    'ROLE_USER ROLE_STAFF',
    7,
    null,
    undefined,
  ]) {
    assert.deepEqual(places({ tenant: 'acme', roles }), [], String(roles));
  }
});

test('the default role is for people with a tenant and no mapped role', () => {
  assert.deepEqual(places({ tenant: 'acme', environments: 'dev' }, 'user'), ['acme/dev user']);
  assert.deepEqual(places({ ...admin, environments: 'dev' }, 'user'), ['acme/dev tenant_admin']);
  assert.deepEqual(places({}, 'user'), []);
});

test('an operator has the one membership in the platform, whatever tenant the claims name', () => {
  assert.deepEqual(places({ tenant: 'acme', roles: ['ROLE_USER', 'ROLE_STAFF'] }), [
    'platform/null operator',
  ]);
  assert.deepEqual(places({ roles: 'ROLE_STAFF' }), ['platform/null operator']);
});

test('S47 a tenant claim cannot reach the reserved tenant or be anything but one id', () => {
  for (const tenant of [
    'platform',
    '',
    'Acme',
    '../acme',
    'acme globex',
    ['acme'],
    7,
    null,
    { id: 'acme' },
  ]) {
    assert.deepEqual(places({ ...admin, tenant }), [], JSON.stringify(tenant));
  }
});

test('claims are found under the names that are configured, and only as the token’s own', () => {
  const renamed = {
    ...settings,
    claims: { tenant: 'https://acme.example/org', environments: 'stages', roles: 'groups' },
  };
  const claims = { 'https://acme.example/org': 'acme', stages: 'dev', groups: ['ROLE_USER'] };
  assert.equal(toMemberships(claims, renamed).length, 1);
  const inherited = Object.create({ roles: 'ROLE_STAFF' }) as Claims;
  assert.deepEqual(toMemberships(inherited, settings), []);
});
