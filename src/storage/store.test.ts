import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { onEachStorage } from '../../testkit/harness.ts';
import { type MigratedDatabase, openMigratedDatabase } from '../../testkit/migrated-database.ts';
import type { Act, Store } from '../control/ports.ts';
import type { AgentRecord } from '../kernel/records.ts';
import { createStore } from './store.ts';

const act: Act = { actor: { kind: 'system', id: 'test', role: 'operator' }, requestId: 'req_test' };
const scope = { tenantId: 'alpha', environment: 'dev' } as const;
const times = { createdAt: 0, updatedAt: 0 };
const entry = (id: string) => ({ action: 'agent.created', target: { kind: 'agent', id } });
const agent = (id: string): AgentRecord => ({
  ...scope,
  id,
  name: id,
  inherit: true,
  mode: 'inherit',
  ...times,
});

onEachStorage('the store', (storage) => {
  let database: MigratedDatabase;
  let store: Store;
  let announced = 0;

  before(async () => {
    database = await openMigratedDatabase(storage);
    const telemetry = { auditWritten: () => undefined };
    const afterChange = async () => {
      announced += 1;
    };
    store = createStore({ db: database.db, clock: Date.now, telemetry, afterChange });
    await store.changeAsPlatform(act, async ({ tenants }, audit) => {
      for (const id of ['alpha', 'beta']) {
        const tenant = {
          id,
          name: id,
          plan: 'standard',
          administeredBy: 'tenant',
          planLoweredAt: null,
          ...times,
        } as const;
        await tenants.insert(tenant, database.keyOf(id));
        audit(id, { action: 'tenant.created', target: { kind: 'tenant', id } });
      }
    });
  });
  after(() => database.close());

  const exists = async (id: string) =>
    (await store.readInTenant(scope, ({ agents }) => agents.find(id))) !== undefined;
  const versionOf = async () =>
    (await database.db.selectFrom('snapshot_version').select('version').executeTakeFirstOrThrow()).version;
  const auditOf = (tenantId: string) =>
    database.db.selectFrom('audit').selectAll().where('tenant_id', '=', tenantId).orderBy('seq').execute();

  test('S54 a change without an audit row fails, in a tenant and on the platform, and nothing of it stays', async () => {
    const silent = store.changeInTenant(scope, act, ({ agents }) => agents.insert(agent('silent')));
    await assert.rejects(silent, /has no audit row/);
    assert.equal(await exists('silent'), false);
    const version = await versionOf();
    const platform = store.changeAsPlatform(act, ({ tenants }) =>
      tenants.delete({ tenantId: 'beta', deletedAt: 0, line: 'x' }),
    );
    await assert.rejects(platform, /has no audit row/);
    assert.ok(await store.readAsPlatform(({ tenants }) => tenants.find('beta')));
    assert.equal(await versionOf(), version);
  });

  test('a feature that is deleted while it is being assigned is not there', async () => {
    const kind = 'default' as const;
    const assigned = store.changeInTenant(scope, act, ({ assignments }) =>
      assignments.put({ ...scope, featureId: 'deleted', kind, configId: null, updatedAt: 0 }),
    );
    await assert.rejects(assigned, { code: 'feature_not_found' });
  });

  test('S54 an audit row that cannot be written takes the change back with it', async () => {
    const before = announced;
    await sql`alter table audit add constraint planted check (target_id <> 'unlucky')`.execute(database.db);
    const unlucky = store.changeInTenant(scope, act, async ({ agents }, audit) => {
      await agents.insert(agent('unlucky'));
      audit(entry('unlucky'));
    });
    await assert.rejects(unlucky);
    assert.equal(await exists('unlucky'), false);
    assert.equal(announced, before, 'nothing is announced that is not there');
    await sql`alter table audit drop constraint planted`.execute(database.db);
  });

  test('S54 an audit row commits with its change, and does not stay when the change fails', async () => {
    const rows = (await auditOf('alpha')).length;
    const failing = store.changeInTenant(scope, act, async ({ agents }, audit) => {
      await agents.insert(agent('failing'));
      audit(entry('failing'));
      throw new Error('changed my mind');
    });
    await assert.rejects(failing, /changed my mind/);
    assert.equal((await auditOf('alpha')).length, rows);
    await store.changeInTenant(scope, act, async ({ agents }, audit) => {
      await agents.insert(agent('kept'));
      audit(entry('kept'));
    });
    assert.equal(await exists('kept'), true);
    assert.equal((await auditOf('alpha')).at(-1)?.target_id, 'kept');
  });

  test('S55 many writers at once make one chain without gaps or forks', async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        store.changeInTenant(scope, act, async ({ agents }, audit) => {
          await agents.insert(agent(`many-${index}`));
          audit(entry(`many-${index}`));
        }),
      ),
    );
    const rows = await auditOf('alpha');
    assert.deepEqual(
      rows.map(({ seq }) => seq),
      rows.map((_, index) => index + 1),
    );
    for (const [index, row] of rows.entries()) {
      if (index > 0)
        assert.equal(Buffer.compare(row.previous_hash, rows[index - 1]?.hash ?? new Uint8Array()), 0);
    }
  });

  test('S48 a store that is bound to one tenant cannot be talked into writing another’s', async () => {
    const stray = store.changeInTenant(scope, act, async ({ agents }, audit) => {
      await agents.insert({ ...agent('stray'), environment: 'prod' });
      audit(entry('stray'));
    });
    await assert.rejects(stray, /row-level security/);
    await store.changeInTenant(scope, act, async ({ tokens, agents }, audit) => {
      const own = {
        id: 'AAAAAAAAAAAA',
        name: 't',
        role: 'user',
        agentId: null,
        secretHash: new Uint8Array(32),
      } as const;
      const rest = {
        createdBy: { kind: 'system', id: 's' },
        createdAt: 0,
        expiresAt: null,
        suspendedAt: null,
        lastUsedAt: null,
      } as const;
      await tokens.insert({ ...own, ...rest, tenantId: 'beta', environment: 'dev' });
      await agents.insert({ ...agent('bound'), tenantId: 'beta' });
      audit(entry('bound'));
    });
    for (const table of ['tokens', 'agents'] as const) {
      const theirs = await database.db
        .selectFrom(table)
        .select('id')
        .where('tenant_id', '=', 'beta')
        .execute();
      assert.deepEqual(theirs, [], table);
    }
  });

  test('an id that once named an agent or a tenant never names another', async () => {
    await store.changeInTenant(scope, act, async ({ agents }, audit) => {
      await agents.insert(agent('once'));
      await agents.delete('once', 1);
      audit(entry('once'));
    });
    assert.equal(await exists('once'), false);
    assert.equal(await store.readInTenant(scope, ({ agents }) => agents.insert(agent('once'))), false);
    const again = await store.changeAsPlatform(act, async ({ tenants }, audit) => {
      await tenants.delete({ tenantId: 'beta', deletedAt: 1, line: 'x' });
      audit('platform', entry('beta'));
      const tenant = {
        id: 'beta',
        name: 'b',
        plan: 'standard',
        administeredBy: 'tenant',
        planLoweredAt: null,
        ...times,
      } as const;
      return tenants.insert(tenant, database.keyOf('beta'));
    });
    assert.equal(again, false);
  });
});
