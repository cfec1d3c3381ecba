import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { onEachStorage } from '../../testkit/harness.ts';
import { type MigratedDatabase, openMigratedDatabase } from '../../testkit/migrated-database.ts';
import type { Lane } from '../control/notification-ports.ts';
import { uuidV7 } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { createListingSchedule, createOutbox, deleteOldNotifications } from './notification-outbox.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const at = new Date(now);

onEachStorage('the outbox of all tenants', (storage) => {
  let database: MigratedDatabase;
  const hooks: Record<string, string> = {};
  const run = (text: ReturnType<typeof sql>) => text.execute(database.db);
  const enqueue = async (tenant: string, count: number, state = 'waiting') => {
    for (let each = 0; each < count; each += 1) {
      await run(sql`insert into deliveries
        (tenant_id, environment, id, webhook_id, event, facts, at, state, next_attempt_at, finished_at)
        values (${tenant}, 'dev', ${uuidV7(now)}, ${hooks[tenant]}, 'webhook.test', '{}', ${at}, ${state}, ${at},
          ${state === 'waiting' ? null : at})`);
    }
  };
  const claim = (lane: Lane, more: { limit?: number; except?: string[]; now?: number } = {}) =>
    createOutbox(database.db).claim({
      lane,
      now,
      leaseUntil: now + 60_000,
      limit: 10,
      perTenant: 2,
      except: [],
      ...more,
    });
  const tenantsOf = (claimed: Awaited<ReturnType<typeof claim>>) =>
    claimed.map(({ delivery }) => delivery.tenantId).toSorted();

  before(async () => {
    database = await openMigratedDatabase(storage);
    for (const tenant of ['big', 'small', 'dead']) {
      await run(sql`insert into tenants (id, name, plan, administered_by)
        values (${tenant}, ${tenant}, 'enterprise', 'tenant')`);
      hooks[tenant] = uuidV7(now);
      await run(sql`insert into webhooks (tenant_id, environment, id, url, events, description, enabled,
          secret_version, sealed, failing_since, created_at, updated_at)
        values (${tenant}, 'dev', ${hooks[tenant]}, 'https://receiver.example/', '{*}', '', true, 1, '\\x00',
          ${tenant === 'dead' ? at : null}, ${at}, ${at})`);
    }
  });
  after(() => database.close());

  test('each tenant has its turn, however much another has; those that fail stand in a line of their own', async () => {
    await enqueue('big', 5);
    await enqueue('small', 1);
    await enqueue('dead', 1);
    assert.deepEqual(tenantsOf(await claim('prompt', { limit: 2 })), ['big', 'small']);
    assert.deepEqual(tenantsOf(await claim('prompt')), ['big', 'big']);
    assert.deepEqual(tenantsOf(await claim('prompt', { except: ['big'] })), []);
    const [troubled] = await claim('troubled');
    assert.equal(troubled?.webhook?.id, hooks['dead']);
    assert.deepEqual(await claim('email'), []);
    await run(sql`delete from deliveries`);
  });

  test('of two replicas one has a delivery; whoever crashed with it gives it back after the lease', async () => {
    await enqueue('small', 2);
    const both = (await Promise.all([claim('prompt'), claim('prompt')])).flat();
    const ids = both.map(({ delivery }) => delivery.id);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.length, 2);
    assert.deepEqual(await claim('prompt'), []);
    const again = await claim('prompt', { now: now + 60_000 });
    assert.deepEqual(
      again.map(({ delivery }) => delivery.attempts),
      [2, 2],
    );
    await run(sql`delete from deliveries`);
  });

  test('what is old goes; what still waits stays', async () => {
    await enqueue('small', 1, 'delivered');
    await enqueue('small', 1);
    assert.equal(await deleteOldNotifications(database.db, now), 0);
    assert.equal(
      await deleteOldNotifications(database.db, now + limits.notifications.deliveriesKeptMs + 1),
      1,
    );
    await run(sql`delete from deliveries`);
  });

  test('a healthy key that a config uses is listed once a day by one replica; any other is not', async () => {
    const credential = async (status: string, isUsed: boolean) => {
      const id = uuidV7(now);
      await run(sql`insert into credentials (tenant_id, environment, id, provider_id, name, creds_type,
          catalogue_id, variant, provider, settings, status, secret_version)
        values ('small', 'dev', ${id}, ${id}, 'x', 'API_KEY', 'openai', 'api_key', 'openai', '{}', ${status}, 1)`);
      if (!isUsed) return id;
      await run(sql`insert into model_configs (tenant_id, environment, id, name, credential_id, provider, model_name,
          is_embedding, capabilities)
        values ('small', 'dev', ${uuidV7(now)}, ${id}, ${id}, 'openai', 'm', false, '{}')`);
      return id;
    };
    const used = await credential('healthy', true);
    await credential('healthy', false);
    await credential('untested', true);
    await credential('auth_failed', true);
    const schedule = createListingSchedule(database.db);
    const everyMs = 1_000_000;
    const due = (time: number) => schedule.claim({ now: time, everyMs, limit: 10 });
    const both = (await Promise.all([due(now), due(now)])).flat();
    assert.deepEqual(both, [{ tenantId: 'small', environment: 'dev', id: used }]);
    assert.deepEqual(await due(now + everyMs * 0.85), []);
    assert.deepEqual((await due(now + everyMs * 1.15)).length, 1);
  });
});
