import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { onEachStorage } from '../../../testkit/harness.ts';
import { type MigratedDatabase, openMigratedDatabase } from '../../../testkit/migrated-database.ts';
import { configRecord, credentialRecord } from '../../../testkit/routing-records.ts';
import type { Act, Store } from '../../control/ports.ts';
import { uuidV7 } from '../../kernel/ids.ts';
import type { AssignmentRecord, ModelConfigRecord } from '../../kernel/records.ts';
import { createSnapshotSource } from '../snapshot-source.ts';
import { createStore } from '../store.ts';

const act: Act = { actor: { kind: 'system', id: 'test', role: 'operator' }, requestId: 'req_test' };
const scope = { tenantId: 'alpha', environment: 'dev' } as const;
const times = { createdAt: 0, updatedAt: 0 };
const entry = { action: 'tested', target: { kind: 'test', id: 'test' } };

const credential = credentialRecord('account', { ...scope, id: uuidV7(1) });

function newConfig(): ModelConfigRecord {
  const id = uuidV7(Date.now());
  return configRecord(id, credential, { id });
}

const assignmentTo = (configId: string, featureId: string): AssignmentRecord => ({
  ...scope,
  featureId,
  kind: 'config',
  configId,
  updatedAt: 0,
});

onEachStorage('what decides on routes, in storage', (storage) => {
  let database: MigratedDatabase;
  let store: Store;
  before(async () => {
    database = await openMigratedDatabase(storage);
    const telemetry = { auditWritten: () => undefined };
    store = createStore({ db: database.db, clock: Date.now, telemetry, afterChange: async () => undefined });
    await store.changeAsPlatform(act, async ({ tenants, features }, audit) => {
      const tenant = {
        id: 'alpha',
        name: 'Alpha',
        plan: 'enterprise',
        administeredBy: 'tenant',
        planLoweredAt: null,
      } as const;
      await tenants.insert({ ...tenant, ...times }, database.keyOf('alpha'));
      for (const id of ['chat', 'runbooks']) {
        const needs = { modelAliases: [], needs: [], minContextTokens: null, maxLatencySeconds: null };
        await features.put({ id, name: id, operation: 'chat', ...needs, ...times });
      }
      audit('alpha', entry);
    });
    await change(({ credentials }) => credentials.insert(credential, []));
  });
  after(() => database.close());

  const change = <T>(work: Parameters<typeof store.readInTenant<T>>[1]): Promise<T> =>
    store.changeInTenant(scope, act, async (tenant, audit) => {
      audit(entry);
      return work(tenant);
    });

  async function touchedBy(work: () => Promise<unknown>): Promise<string[]> {
    const source = createSnapshotSource(database.db);
    const { version } = await source.loadWhole();
    await work();
    const difference = await source.loadSince(version);
    assert.ok(difference !== 'too_old');
    return difference.touched.map(({ kind, environment, id }) => `${kind} ${environment} ${id}`).toSorted();
  }

  test('settings that change are announced under the name of their environment', async () => {
    const settings = { ...scope, mode: 'byo', embeddingsMode: null, updatedAt: 5 } as const;
    const touched = await touchedBy(() => change((tenant) => tenant.settings.put(settings)));
    assert.deepEqual(touched, ['environment dev dev']);
    assert.deepEqual(await store.readInTenant(scope, (tenant) => tenant.settings.find()), settings);
    const elsewhere = { tenantId: 'alpha', environment: 'test' } as const;
    assert.equal(await store.readInTenant(elsewhere, (tenant) => tenant.settings.find()), undefined);
  });

  test('a config that goes takes its assignments along, and each of them is announced', async () => {
    const config = newConfig();
    const kept = newConfig();
    await change(async ({ modelConfigs, assignments }) => {
      for (const one of [config, kept]) await modelConfigs.insert(one);
      for (const feature of ['chat', 'runbooks']) await assignments.put(assignmentTo(config.id, feature));
    });
    assert.deepEqual(await touchedBy(() => change(({ modelConfigs }) => modelConfigs.delete(kept.id))), [
      `model_config dev ${kept.id}`,
    ]);
    assert.deepEqual(await touchedBy(() => change(({ modelConfigs }) => modelConfigs.delete(config.id))), [
      'assignment dev chat',
      'assignment dev runbooks',
      `model_config dev ${config.id}`,
    ]);
    assert.deepEqual(await store.readInTenant(scope, ({ assignments }) => assignments.list()), []);
  });

  test('of an assignment and a deletion at once, each knows of the other', async () => {
    for (let round = 0; round < 20; round += 1) {
      const config = newConfig();
      await change(({ modelConfigs }) => modelConfigs.insert(config));
      const [assigned, unassigned] = await Promise.all([
        change(({ assignments }) => assignments.put(assignmentTo(config.id, 'chat'))),
        change(({ modelConfigs }) => modelConfigs.delete(config.id)),
      ]);
      assert.deepEqual(unassigned, assigned ? ['chat'] : []);
    }
  });
});
