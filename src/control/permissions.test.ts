import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '../http/routes/index.ts';
import { roles } from '../kernel/scope.ts';
import { judge } from './judge.ts';
import { type Permission, permissions } from './permissions.ts';

const names = Object.keys(permissions) as Permission[];
const allowedFor = (
  role: (typeof roles)[number],
  agentId: string | null = null,
  by?: 'tenant' | 'operator',
) =>
  names
    .filter((name) => judge({ role, agentId }, name, by && { administeredBy: by }) === 'allowed')
    .toSorted();

test('S50 no permission reads a secret or a prompt, whoever asks', () => {
  for (const name of names) {
    assert.doesNotMatch(`${name} ${permissions[name].what}`, /reveal|decrypt|prompt|plaintext|secret/i, name);
  }
});

/** The tenant’s own word, which nobody can give in its place, and what its people say to their models. */
const tenantsAlone: readonly Permission[] = [
  'fallback.consent',
  'conversations.use',
  'service_requests.approve',
  'support_windows.grant',
];
const operators = names.filter((name) => !tenantsAlone.includes(name)).toSorted();

test('S50 operators may everything but conversations and what is the tenant’s own word; the platform’s service calls and speaks for users', () => {
  assert.deepEqual(allowedFor('operator'), operators);
  assert.deepEqual(allowedFor('service'), ['conversations.use', 'models.use', 'platform.view']);
});

test('users use models and see agents and features; they change nothing but their conversations', () => {
  const allowed = ['agents.view', 'conversations.use', 'features.view', 'models.use', 'platform.view'];
  assert.deepEqual(allowedFor('user'), allowed);
  assert.ok(allowedFor('user').every((name) => permissions[name].viewing));
});

test('a tenant’s administrator manages its tenant and nothing of the platform', () => {
  const platforms = names.filter((name) =>
    /^(tenants|platform_tokens|people|keys|egress_rules|stops|incidents|queues|managed_models|platform_call_limits)\.|^(features\.register|service_requests\.handle|support_windows\.use)$/.test(
      name,
    ),
  );
  assert.deepEqual(allowedFor('tenant_admin'), names.filter((name) => !platforms.includes(name)).toSorted());
  assert.deepEqual(allowedFor('tenant_admin', null, 'tenant'), allowedFor('tenant_admin'));
});

/** Views that are a POST: two walk a whole chain, the other says in its body what it asks about. */
const changingNothing = new Set([
  '/ai/api/v1/audit/verify',
  '/ai/api/v1/ledger/verify',
  '/ai/api/v1/routing/explain',
]);
/** Who is told of what happens, and what operators are asked for, is not for operators to decide alone. */
const isTheTenants =
  /^\/ai\/api\/v1\/(notifications|notification_settings|webhooks|exports|service_requests)(\/|$)/;

test('S39 where operators administer, the tenant’s administrator keeps what only views, and its consent', () => {
  const views = allowedFor('tenant_admin').filter((name) => permissions[name].viewing);
  assert.deepEqual(allowedFor('tenant_admin', null, 'operator'), views);
  assert.deepEqual(allowedFor('user', null, 'operator'), allowedFor('user'));
  assert.deepEqual(allowedFor('operator', null, 'operator'), operators);
  for (const route of routes.filter(({ method }) => method !== 'GET')) {
    if (!('permission' in route.access) || !permissions[route.access.permission].viewing) continue;
    if (tenantsAlone.includes(route.access.permission)) continue;
    assert.ok(
      changingNothing.has(route.path) || isTheTenants.test(route.path),
      `${route.method} ${route.path} changes something by a permission to view`,
    );
  }
});

test('S39 a token that is bound to an agent has only what does not reach past its agent', () => {
  const bound = allowedFor('tenant_admin', 'bot');
  const views = ['credentials.view', 'models.view', 'routing.explain'];
  assert.deepEqual(bound, [...allowedFor('user', 'bot'), ...views].toSorted());
  assert.ok(bound.every((name) => permissions[name].agentBound));
  assert.deepEqual(
    bound.filter((name) => !permissions[name].viewing || name === 'fallback.consent'),
    [],
  );
});

test('every permission is behind a route, and no role is named that there is not', () => {
  const used = new Set(routes.map(({ access }) => 'permission' in access && access.permission));
  // Checked at the door of /v1, which is no route of the control plane.
  used.add('models.use');
  assert.deepEqual(
    names.filter((name) => !used.has(name)),
    [],
  );
  for (const name of names)
    assert.ok(
      permissions[name].roles.every((role) => roles.includes(role)),
      name,
    );
});
