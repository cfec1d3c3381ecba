import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { onEachStorage } from '../../../testkit/harness.ts';
import { type MigratedDatabase, openMigratedDatabase } from '../../../testkit/migrated-database.ts';
import { configRecord, credentialRecord, tenantRecord } from '../../../testkit/routing-records.ts';
import type { Act, Store } from '../../control/ports.ts';
import type { FailurePolicyRecord } from '../../kernel/failure-policy.ts';
import { uuidV7 } from '../../kernel/ids.ts';
import type { LockRecord } from '../../kernel/lock.ts';
import { createSnapshotSource } from '../snapshot-source.ts';
import { createStore } from '../store.ts';

const act: Act = { actor: { kind: 'system', id: 'test', role: 'operator' }, requestId: 'req_test' };
const scope = { tenantId: 'acme', environment: 'dev' } as const;
const entry = { action: 'tested', target: { kind: 'test', id: 'test' } };
const account = credentialRecord('account', { id: uuidV7(1) });

const policyOf = (agentId: string | null, more: Partial<FailurePolicyRecord> = {}): FailurePolicyRecord => ({
  ...scope,
  agentId,
  policy: 'fail_closed',
  targets: [],
  targetsForNamed: false,
  managedOn: [],
  consent: null,
  holdSeconds: 30,
  deadlineSeconds: 3600,
  maxAttempts: null,
  updatedAt: 5,
  ...more,
});

const lockOf = (more: Partial<LockRecord> = {}): LockRecord => ({
  ...scope,
  managedNever: false,
  regions: null,
  hosts: null,
  pendingLoosening: null,
  updatedAt: 5,
  ...more,
});

onEachStorage('failure policies and locks, in storage', (storage) => {
  let database: MigratedDatabase;
  let store: Store;
  before(async () => {
    database = await openMigratedDatabase(storage);
    const telemetry = { auditWritten: () => undefined };
    store = createStore({ db: database.db, clock: Date.now, telemetry, afterChange: async () => undefined });
    await store.changeAsPlatform(act, async ({ tenants }, audit) => {
      await tenants.insert(tenantRecord('acme'), database.keyOf('acme'));
      audit('acme', entry);
    });
    await change(({ credentials }) => credentials.insert(account, []));
  });
  after(() => database.close());

  const change = <T>(work: Parameters<typeof store.readInTenant<T>>[1]): Promise<T> =>
    store.changeInTenant(scope, act, async (tenant, audit) => {
      audit(entry);
      return work(tenant);
    });
  const listed = () => store.readInTenant(scope, ({ failurePolicies }) => failurePolicies.list());

  async function newConfig(): Promise<string> {
    const id = uuidV7(Date.now());
    await change(({ modelConfigs }) => modelConfigs.insert(configRecord(id, account, { id })));
    return id;
  }

  /** What a replica that follows hears of it. */
  async function heardOf(work: () => Promise<unknown>) {
    const source = createSnapshotSource(database.db);
    const { version } = await source.loadWhole();
    await work();
    const difference = await source.loadSince(version);
    assert.ok(difference !== 'too_old');
    return {
      touched: difference.touched.map(({ kind, environment, id }) => `${kind} ${environment} ${id}`),
      policies: difference.content.failurePolicies,
      locks: difference.content.locks,
    };
  }

  test('policies come back as they were put, and are announced under the name of their agent', async () => {
    const consent = { by: { kind: 'token', id: 't' }, at: 7, meaning: 'yes' } as const;
    const full = policyOf('bot', {
      policy: 'managed',
      targets: [await newConfig()],
      targetsForNamed: true,
      managedOn: ['auth', 'quota'],
      consent,
      maxAttempts: 3,
    });
    const put = await heardOf(() =>
      change(async ({ failurePolicies }) => {
        for (const policy of [full, policyOf(null)]) await failurePolicies.put(policy);
      }),
    );
    assert.deepEqual(put.touched.toSorted(), ['failure_policy dev ', 'failure_policy dev bot']);
    assert.deepEqual(await listed(), [policyOf(null), full]);
    assert.deepEqual(
      put.policies.toSorted((one) => (one.agentId === null ? -1 : 1)),
      [policyOf(null), full],
    );
    const gone = await heardOf(() => change(({ failurePolicies }) => failurePolicies.delete('bot')));
    assert.deepEqual([gone.touched, gone.policies], [['failure_policy dev bot'], []]);
    assert.deepEqual(await listed(), [policyOf(null)]);
  });

  test('no policy is managed without a consent, whatever the rules above forgot', async () => {
    const managed = policyOf(null, { policy: 'managed' });
    await assert.rejects(
      change(({ failurePolicies }) => failurePolicies.put(managed)),
      /check constraint/,
    );
  });

  test('of a policy that names a config and its deletion at once, each knows of the other', async () => {
    for (let round = 0; round < 20; round += 1) {
      const id = await newConfig();
      const [held] = await Promise.all([
        change(async ({ failurePolicies }) => {
          const found = await failurePolicies.holdTargets([id]);
          await failurePolicies.hold();
          if (found.length > 0) await failurePolicies.put(policyOf(null, { targets: [id] }));
          return found.length;
        }),
        change(async ({ modelConfigs, failurePolicies }) => {
          await modelConfigs.delete(id);
          await failurePolicies.dropTarget(id);
        }),
      ]);
      assert.ok(held <= 1);
      assert.deepEqual(
        (await listed()).flatMap(({ targets }) => targets),
        [],
      );
    }
  });

  test('a lock comes back as it was put; one that locks nothing is in no snapshot', async () => {
    const who = { kind: 'person', id: 'ann' } as const;
    const pendingLoosening = {
      rules: { managedNever: false, regions: null, hosts: ['a.com'] },
      requestedBy: who,
      origin: who,
      at: 9,
    };
    const locked = lockOf({ managedNever: true, regions: ['eu'], hosts: ['*.a.com'], pendingLoosening });
    const put = await heardOf(() => change(({ lock }) => lock.put(locked)));
    assert.deepEqual([put.touched, put.locks], [['lock dev dev'], [locked]]);
    assert.deepEqual(await store.readInTenant(scope, ({ lock }) => lock.find()), locked);
    const opened = await heardOf(() => change(({ lock }) => lock.put(lockOf())));
    assert.deepEqual([opened.touched, opened.locks], [['lock dev dev'], []]);
  });
});
