import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { makeLedgerMonths, retainLedger } from '../../src/control/ledger/retention.ts';
import { proveLedger } from '../../src/control/ledger/statement.ts';
import { verifyLedger } from '../../src/control/ledger/verify-ledger.ts';
import { Signer } from '../../src/control/signing.ts';
import { toAttemptList } from '../../src/kernel/attempt-list.ts';
import { createAttemptStore } from '../../src/storage/attempt-store.ts';
import { createLedgerChains } from '../../src/storage/ledger-chains.ts';
import { createLedgerRetention } from '../../src/storage/ledger-retention.ts';
import { migrateToLatest } from '../../src/storage/migrate.ts';
import { up as shipAttempts } from '../../src/storage/migrations/0018-ship-attempts.ts';
import { migrations } from '../../src/storage/migrations/index.ts';
import { type Database, openDatabase } from '../../src/storage/open-database.ts';
import { ledgerRepository } from '../../src/storage/repositories/ledger.ts';
import { tenantTransaction } from '../../src/storage/transactions.ts';
import { onPostgres } from '../harness.ts';
import { type MigratedDatabase, openMigratedDatabase } from '../migrated-database.ts';
import { createDatabase } from '../postgres.ts';
import { makeAttempt } from '../sample-attempt.ts';
import { sharedPostgresUrl } from '../shared-storage.ts';

const dayMs = 24 * 60 * 60_000;
const now = Date.now();
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const signer = new Signer('key', privateKey, new Map([['key', publicKey]]));
const going = new AbortController().signal;

function partsOf({ db }: Pick<Database, 'db'>) {
  const [retention, chains] = [createLedgerRetention(db), createLedgerChains(db)];
  return { retention, chains, signer, deploymentId: 'here', clock: () => now };
}

async function insert({ db }: Pick<Database, 'db'>, tenantId: string, ages: number[]): Promise<void> {
  const row = { id: tenantId, name: tenantId, plan: 'enterprise', administered_by: 'tenant' } as const;
  await db
    .insertInto('tenants')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  for (const days of ages) {
    const attempt = makeAttempt({ tenantId, environment: 'dev', at: now - days * dayMs });
    assert.deepEqual(await createAttemptStore(db).insertAttempts([toAttemptList(attempt)]), []);
  }
}

/** Where each row of a tenant lies, in the order in which they came in. */
async function placesOf({ db }: Pick<Database, 'db'>, tenantId: string): Promise<Record<string, number[]>> {
  const { rows } = await sql<{ name: string; seq: number }>`
    select tableoid::regclass::text as name, seq from attempts where tenant_id = ${tenantId} order by seq`.execute(
    db,
  );
  const places: Record<string, number[]> = {};
  for (const { name, seq } of rows) places[name] = [...(places[name] ?? []), Number(seq)];
  return places;
}

const monthOf = (time: number) => `attempts_${new Date(time).toISOString().slice(0, 7).replace('-', '_')}`;

onPostgres('the ledger over time', (storage) => {
  let database: MigratedDatabase;
  before(async () => {
    database = await openMigratedDatabase(storage);
  });
  after(() => database.close());

  const verdictOn = async (tenantId: string) => {
    const chains = createLedgerChains(database.db);
    const [head] = await chains.listHeads({ tenantId, environment: 'dev' });
    assert.ok(head);
    return verifyLedger(chains, signer, 'here', head);
  };
  const keep = (tenantId: string, days: number) =>
    tenantTransaction(database.db, { tenantId, environment: 'dev' }, (trx) =>
      ledgerRepository(trx, { tenantId, environment: 'dev' }).putSettings({
        retentionDays: days,
        updatedAt: now,
      }),
    );
  const prove = (tenantId: string, from: number) =>
    tenantTransaction(database.db, { tenantId, environment: 'dev' }, (trx) => {
      const scope = { tenantId, environment: 'dev' as const };
      return proveLedger(ledgerRepository(trx, scope), signer, 'here', scope, { from, to: now + 1 }, now + 1);
    });

  test('rows lie in their month, also those that came in before it was made', async () => {
    const later = now + 200 * dayMs;
    await insert(database, 'early', [0, -200]);
    assert.deepEqual(await placesOf(database, 'early'), {
      [monthOf(now)]: [1],
      attempts_of_other_times: [2],
    });
    const parts = { ...partsOf(database), clock: () => later };
    // Two replicas at once, and again: made once.
    const made = await Promise.all([makeLedgerMonths(parts), makeLedgerMonths(parts)]);
    assert.equal(made.flat().length, 3);
    assert.deepEqual(await makeLedgerMonths(parts), []);
    assert.deepEqual(await placesOf(database, 'early'), { [monthOf(now)]: [1], [monthOf(later)]: [2] });
    assert.equal((await verdictOn('early')).firstBad, null);
  });

  test('S55 what retention removes is signed first: broken off anywhere, verification starts there and names nothing', async () => {
    const parts = partsOf(database);
    const old = { ...parts, clock: () => now - 300 * dayMs };
    await makeLedgerMonths(old);
    const month = monthOf(now - 300 * dayMs);
    // The row from the future is a clock’s mistake, and holds up nothing.
    await insert(database, 'brief', [300, 300, -400, 299, 1, 200, 0]);
    await insert(database, 'lasting', [300, 0]);
    await keep('brief', 90);
    await keep('lasting', 3650);

    const broken = new AbortController();
    const retention = {
      ...parts.retention,
      deleteUpTo: async (...[chain, seq]: Parameters<typeof parts.retention.deleteUpTo>) => {
        broken.abort();
        return parts.retention.deleteUpTo(chain, seq, 1);
      },
    };
    const { cuts, rows: removed } = await retainLedger({ ...parts, retention }, broken.signal);
    assert.deepEqual([cuts, removed], [1, 1]);
    const half = await verdictOn('brief');
    assert.deepEqual([half.begins, half.rows, half.firstBad], [4, 3, null]);

    await Promise.all([retainLedger(parts, going), retainLedger(parts, going)]);
    const { rows } = await sql<{ seq: number }>`
      select seq from attempts where tenant_id = 'brief' order by seq`.execute(database.db);
    assert.deepEqual(
      rows.map(({ seq }) => Number(seq)),
      [5, 6, 7],
    );
    assert.deepEqual(
      (await placesOf(database, 'lasting'))[month],
      [1],
      'the month stays for whoever wants it',
    );
    for (const tenant of ['brief', 'lasting']) assert.equal((await verdictOn(tenant)).firstBad, null);
    assert.deepEqual(await retainLedger(parts, going), { cuts: 0, rows: 0, months: [] });
  });

  test('S55 a statement about a period of which rows were removed says that it is not whole', async () => {
    const whole = (await prove('brief', now - 2 * dayMs)).statement;
    const partly = (await prove('brief', now - 400 * dayMs)).statement;
    assert.deepEqual([whole.complete, whole.attempts], [true, 2]);
    assert.deepEqual([partly.complete, partly.attempts], [false, 3]);
    assert.equal((await prove('lasting', now - 400 * dayMs)).statement.complete, true);
  });

  test('a month that no tenant wants any more goes as a whole, and every chain still verifies', async () => {
    const month = monthOf(now - 300 * dayMs);
    await keep('lasting', 90);
    const { months, rows } = await retainLedger(partsOf(database), going);
    assert.ok(months.includes(month));
    assert.equal(rows, 0);
    const there = await sql`select from pg_class where relname = ${month}`.execute(database.db);
    assert.equal(there.rows.length, 0);
    for (const tenant of ['brief', 'lasting', 'early'])
      assert.equal((await verdictOn(tenant)).firstBad, null);
    await insert(database, 'lasting', [300]);
    assert.deepEqual((await placesOf(database, 'lasting'))['attempts_of_other_times'], [3]);
  });

  test('S55 who moves the beginning of a chain to hide rows cannot sign it', async () => {
    await insert(database, 'hidden', [3, 2, 1]);
    await sql`insert into ledger_checkpoints (tenant_id, environment, seq, hash, at, key_id, signature, kind, kept_since)
      select tenant_id, environment, seq, hash, at, 'key', hash, 'retention', at from attempts
      where tenant_id = 'hidden' and seq = 2`.execute(database.db);
    await sql`delete from attempts where tenant_id = 'hidden' and seq <= 2`.execute(database.db);
    const { firstBad } = await verdictOn('hidden');
    assert.deepEqual(firstBad, { seq: 2, why: 'the signature of its checkpoint is not valid' });
  });
});

test('a ledger from before there were months is taken over where it lies', async (t) => {
  const url = await createDatabase(await sharedPostgresUrl());
  const database = openDatabase({ kind: 'postgres', url });
  t.after(() => database.close());
  const migrator = new Migrator({ db: database.db, provider: { getMigrations: async () => migrations } });
  assert.equal((await migrator.migrateTo('0014-usage')).error, undefined);
  // Attempts came in by another statement then, which left the same.
  await shipAttempts(database.db as unknown as Kysely<unknown>);
  await insert(database, 'acme', [100, 0, -40]);
  await migrateToLatest(database.db);
  assert.deepEqual(await placesOf(database, 'acme'), {
    attempts_before_months: [1, 2],
    [monthOf(now + 40 * dayMs)]: [3],
  });
  await insert(database, 'acme', [200, 0]);
  const parts = partsOf(database);
  assert.deepEqual(await makeLedgerMonths(parts), [], 'the present month is covered already');
  const [head] = await parts.chains.listHeads({ tenantId: 'acme' });
  assert.ok(head);
  const { firstBad, rows } = await verifyLedger(parts.chains, signer, 'here', head);
  assert.deepEqual([firstBad, rows], [null, 5]);
});
