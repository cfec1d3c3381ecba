import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { onEachStorage } from '../../testkit/harness.ts';
import { type MigratedDatabase, openMigratedDatabase } from '../../testkit/migrated-database.ts';
import type { Act, PlatformRepositories, Store, TenantRepositories } from '../control/ports.ts';
import { uuidV7 } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import type { SnapshotContent, SnapshotSource } from '../snapshot/ports.ts';
import { Snapshot } from '../snapshot/snapshot.ts';
import { createSnapshotSource, pruneChanges } from './snapshot-source.ts';
import { createStore } from './store.ts';

const act: Act = { actor: { kind: 'system', id: 'test', role: 'operator' }, requestId: 'req_test' };
const entry = { action: 'tested', target: { kind: 'test', id: 'x' } };
const environments = ['dev', 'prod'] as const;

/** One random change: what it does, to which of a few tenants, environments and things. */
const change = fc.record({
  kind: fc.constantFrom(
    'tenant',
    'rename',
    'remove',
    'agent',
    'unagent',
    'token',
    'suspend',
    'untoken',
    'feature',
    'assign',
    'person',
    'demote',
    'limit',
    'allow',
    'fallback',
    'unfallback',
    'lock',
  ),
  tenant: fc.nat(3),
  environment: fc.constantFrom(...environments),
  thing: fc.nat(2),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

onEachStorage('the snapshot’s source', (storage) => {
  let database: MigratedDatabase;
  let store: Store;
  let source: SnapshotSource;
  let generation = 0;
  /** Every update is another value, so that a change that was missed shows. */
  let count = 0;
  const people = new Map<string, string>();

  before(async () => {
    database = await openMigratedDatabase(storage);
    const telemetry = { auditWritten: () => undefined };
    store = createStore({ db: database.db, clock: Date.now, telemetry, afterChange: async () => undefined });
    source = createSnapshotSource(database.db);
  });
  after(() => database.close());

  const inPlatform = (work: (repositories: PlatformRepositories) => Promise<unknown>) =>
    store.changeAsPlatform(act, async (repositories, audit) => {
      await work(repositories);
      audit('platform', entry);
    });
  const inTenant = async (
    tenantId: string,
    environment: 'dev' | 'prod',
    work: (repositories: TenantRepositories) => Promise<unknown>,
  ) => {
    await store.changeInTenant({ tenantId, environment }, act, async (repositories, audit) => {
      if (!(await repositories.findTenant())) return;
      await work(repositories);
      audit(entry);
    });
  };

  async function apply({ kind, tenant, environment, thing }: Change): Promise<void> {
    count += 1;
    const now = Date.now();
    const times = { createdAt: now, updatedAt: now };
    const tenantId = `t${generation}-${tenant}`;
    const name = `n${count}`;
    const id = `x${thing}`;
    const tokenId = `${tenantId}-${environment}-${thing}`;
    const token = {
      id: tokenId,
      tenantId,
      environment,
      name,
      role: 'user' as const,
      agentId: null,
      secretHash: new Uint8Array([count % 256]),
      createdBy: { kind: 'system' as const, id: 's' },
      createdAt: now,
      expiresAt: null,
      suspendedAt: null,
      lastUsedAt: null,
    };
    switch (kind) {
      case 'tenant':
        return void (await inPlatform(({ tenants }) =>
          tenants.insert(
            { id: tenantId, name, plan: 'standard', administeredBy: 'tenant', planLoweredAt: null, ...times },
            database.keyOf(tenantId),
          ),
        ));
      case 'rename':
        return inTenant(tenantId, environment, (own) =>
          own.updateTenant({
            id: tenantId,
            name,
            plan: 'enterprise',
            administeredBy: 'operator',
            planLoweredAt: null,
            ...times,
          }),
        );
      case 'remove':
        return void (await inPlatform(async ({ tenants }) => {
          if (await tenants.find(tenantId)) await tenants.delete({ tenantId, deletedAt: now, line: 'x' });
        }));
      case 'agent':
        return inTenant(tenantId, environment, async ({ agents }) => {
          const agent = { tenantId, environment, id, name, inherit: true, mode: 'byo' as const, ...times };
          if (await agents.find(id)) await agents.update(agent);
          else await agents.insert(agent);
        });
      case 'unagent':
        return inTenant(tenantId, environment, ({ agents }) => agents.delete(id, now));
      case 'token':
        return inTenant(
          tenantId,
          environment,
          async ({ tokens }) => (await tokens.find(tokenId)) ?? tokens.insert(token),
        );
      case 'suspend':
        return inTenant(tenantId, environment, ({ tokens }) => tokens.setSuspended(tokenId, now));
      case 'untoken':
        return inTenant(tenantId, environment, ({ tokens }) => tokens.delete(tokenId));
      case 'feature':
        return void (await inPlatform(({ features }) =>
          features.put({
            id,
            name,
            operation: 'chat',
            modelAliases: [name],
            needs: [],
            minContextTokens: null,
            maxLatencySeconds: 1.5,
            ...times,
          }),
        ));
      case 'assign':
        return inTenant(tenantId, environment, async ({ features, assignments }) => {
          if (await features.find(id))
            await assignments.put({
              tenantId,
              environment,
              featureId: id,
              kind: count % 2 ? 'off' : 'default',
              configId: null,
              updatedAt: now,
            });
        });
      case 'limit':
        return inTenant(tenantId, environment, ({ callLimits }) => {
          const limit = { requestsPerMinute: count, concurrent: null };
          const together = { requestsPerMinute: null, concurrent: 7 };
          return callLimits.put({
            tenantId,
            environment,
            together,
            perToken: limit,
            perUser: limit,
            updatedAt: now,
          });
        });
      case 'fallback':
        return inTenant(tenantId, environment, ({ failurePolicies }) =>
          failurePolicies.put({
            tenantId,
            environment,
            agentId: thing === 0 ? null : id,
            policy: 'queue_and_retry',
            targets: [name],
            targetsForNamed: true,
            managedOn: ['quota'],
            consent: null,
            holdSeconds: count,
            deadlineSeconds: 3600,
            maxAttempts: null,
            updatedAt: now,
          }),
        );
      case 'unfallback':
        return inTenant(tenantId, environment, ({ failurePolicies }) =>
          failurePolicies.delete(thing === 0 ? null : id),
        );
      case 'lock':
        return inTenant(tenantId, environment, ({ lock }) => {
          const hosts = thing === 0 ? null : [`${name}.com`];
          const rules = { managedNever: false, regions: null, hosts, pendingLoosening: null };
          return lock.put({ tenantId, environment, ...rules, updatedAt: now });
        });
      case 'allow':
        return void (await inPlatform(async ({ tenants, callLimits }) => {
          if (!(await tenants.find(tenantId))) return;
          const total = { requestsPerMinute: null, concurrent: count };
          const managed = { requestsPerMinute: 9, tokensPerMinute: 2_000_000_000, concurrent: null };
          await callLimits.put({ tenantId, managed, total, updatedAt: now });
        }));
      case 'person':
      case 'demote':
        return void (await inPlatform(async (platform) => {
          const personId = people.get(id) ?? uuidV7(now);
          people.set(id, personId);
          const member = kind === 'person' && (await platform.tenants.find(tenantId));
          const memberships = member ? [{ tenantId, environment, role: 'user' as const }] : [];
          await platform.people.put({
            id: personId,
            issuer: 'i',
            subject: id,
            name,
            email: null,
            suspendedAt: null,
            createdAt: now,
            lastSignedInAt: null,
            memberships,
          });
        }));
    }
  }

  test('a difference brings a snapshot to what a whole one holds, after any changes in any portions', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(change, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
        async (portions) => {
          generation += 1;
          const start = await source.loadWhole();
          const following = new Snapshot();
          following.replace(start.content);
          let version = start.version;
          for (const portion of portions) {
            for (const one of portion) await apply(one);
            const difference = await source.loadSince(version);
            assert.ok(difference !== 'too_old');
            following.apply(difference.touched, difference.content);
            version = difference.version;
            const whole = await source.loadWhole();
            assert.equal(whole.version, version);
            assertSame(following, whole.content);
          }
        },
      ),
      { numRuns: storage === 'pglite' ? 12 : 25 },
    );
  });

  test('S42 deleting a tenant takes everything of it away, here and in the database', async () => {
    generation += 1;
    for (const kind of ['tenant', 'feature', 'agent', 'token', 'assign', 'person'] as const) {
      await apply({ kind, tenant: 0, environment: 'dev', thing: 0 });
    }
    const tenantId = `t${generation}-0`;
    const before = await source.loadWhole();
    const following = new Snapshot();
    following.replace(before.content);
    assert.ok(
      following.agent(tenantId, 'dev', 'x0') &&
        following.token(`${tenantId}-dev-0`) &&
        following.assignment(tenantId, 'dev', 'x0'),
    );
    await apply({ kind: 'remove', tenant: 0, environment: 'dev', thing: 0 });
    const difference = await source.loadSince(before.version);
    assert.ok(difference !== 'too_old');
    assert.deepEqual([...following.apply(difference.touched, difference.content)], [tenantId]);
    assert.deepEqual(
      [
        following.tenant(tenantId),
        following.agent(tenantId, 'dev', 'x0'),
        following.token(`${tenantId}-dev-0`),
        following.assignment(tenantId, 'dev', 'x0'),
      ],
      Array(4).fill(undefined),
    );
    for (const table of [
      'tokens',
      'agents',
      'feature_assignments',
      'memberships',
      'audit',
      'tenant_keys',
    ] as const) {
      assert.deepEqual(
        await database.db.selectFrom(table).select('tenant_id').where('tenant_id', '=', tenantId).execute(),
        [],
        table,
      );
    }
  });

  test('who was away for longer than changes are kept, or saw a newer database, reads everything anew', async () => {
    generation += 1;
    const { version } = await source.loadWhole();
    await apply({ kind: 'tenant', tenant: 0, environment: 'dev', thing: 0 });
    assert.equal(await source.loadSince(version + 1_000), 'too_old');
    await pruneChanges(database.db, Date.now());
    assert.notEqual(await source.loadSince(version), 'too_old');
    await pruneChanges(database.db, Date.now() + limits.snapshot.changesKeptMs + 1_000);
    assert.equal(await source.loadSince(version), 'too_old');
    const current = await source.loadSince(version + 1);
    assert.deepEqual(current !== 'too_old' && current.touched, []);
  });
});

function assertSame(snapshot: Snapshot, content: SnapshotContent): void {
  for (const tenant of content.tenants) assert.deepEqual(snapshot.tenant(tenant.id), tenant);
  for (const token of content.tokens) assert.deepEqual(snapshot.token(token.id), token);
  for (const agent of content.agents)
    assert.deepEqual(snapshot.agent(agent.tenantId, agent.environment, agent.id), agent);
  for (const feature of content.features) assert.deepEqual(snapshot.feature(feature.id), feature);
  for (const one of content.assignments)
    assert.deepEqual(snapshot.assignment(one.tenantId, one.environment, one.featureId), one);
  for (const one of content.callLimits)
    assert.deepEqual(snapshot.pluggedIn(one.tenantId, one.environment).callLimits, one);
  for (const one of [...content.failurePolicies, ...content.locks]) {
    const { policies, lock } = snapshot.pluggedIn(one.tenantId, one.environment);
    assert.deepEqual(
      policies.toSorted(byAgent),
      content.failurePolicies.filter(isBeside(one)).toSorted(byAgent),
    );
    assert.deepEqual(lock, content.locks.find(isBeside(one)));
  }
  for (const tenant of content.tenants) {
    const allowed = content.platformCallLimits.find(({ tenantId }) => tenantId === tenant.id);
    assert.deepEqual(snapshot.platformCallLimits(tenant.id), allowed);
  }
  const { tenants, tokens, agents, features } = content;
  const sizes = {
    tenants: tenants.length,
    tokens: tokens.length,
    agents: agents.length,
    features: features.length,
    people: content.people.length,
    environments: new Set(
      [...content.callLimits, ...content.failurePolicies, ...content.locks].map(
        ({ tenantId, environment }) => `${tenantId}/${environment}`,
      ),
    ).size,
  };
  assert.deepEqual(snapshot.sizes(), sizes);
  // Memberships of a tenant that is gone do not count where people are looked up: the tenant is not there.
  for (const person of content.people) {
    const held = snapshot.person(person.id);
    const existing = (held?.memberships ?? []).filter(({ tenantId }) => snapshot.tenant(tenantId));
    assert.deepEqual({ ...held, memberships: existing }, person);
  }
}

interface Placed {
  tenantId: string;
  environment: string;
}

const isBeside =
  ({ tenantId, environment }: Placed) =>
  (other: Placed) =>
    other.tenantId === tenantId && other.environment === environment;

type OfAgent = { agentId: string | null };
const byAgent = (one: OfAgent, other: OfAgent) => ((one.agentId ?? '') < (other.agentId ?? '') ? -1 : 1);
