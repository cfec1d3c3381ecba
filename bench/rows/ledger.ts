import { generateKeyPairSync } from 'node:crypto';
import { statfsSync } from 'node:fs';
import { sql } from 'kysely';
import { retainLedger } from '../../src/control/ledger/retention.ts';
import { Signer } from '../../src/control/signing.ts';
import { toAttemptList } from '../../src/kernel/attempt-list.ts';
import { limits } from '../../src/kernel/limits.ts';
import { createAttemptStore } from '../../src/storage/attempt-store.ts';
import { createLedgerChains } from '../../src/storage/ledger-chains.ts';
import { createLedgerRetention } from '../../src/storage/ledger-retention.ts';
import { migrateToLatest } from '../../src/storage/migrate.ts';
import { type Executor, openDatabase } from '../../src/storage/open-database.ts';
import { ledgerRepository } from '../../src/storage/repositories/ledger.ts';
import { tenantTransaction } from '../../src/storage/transactions.ts';
import { createDatabase, startPostgres } from '../../testkit/postgres.ts';
import { makeAttempt } from '../../testkit/sample-attempt.ts';
import { pause, useAllCores } from '../processes.ts';
import { type SeededLedger, seedLedger } from '../seed-ledger.ts';
import { type Finding, median, type Row, type World } from './row.ts';

const hourMs = 60 * 60_000;
const bytesPerRow = 900;
const seedWithinMs = 12 * 60_000;
const asked = 50;
const batchesAhead = 20;

interface Samples {
  seeded: SeededLedger;
  ingestedPerSecond: { empty: number; full: number; fullByTwo: number };
  pageMs: number[];
  statementMs: number[];
  retention: { seconds: number; rows: number; months: number };
}

/** How fast attempts come into the ledger, how long questions take among millions of them, and how long old ones to go. */
export const ledgerRow: Row = {
  id: 'ledger',
  title: 'The ledger among millions of rows',
  isLong: true,
  measure: async (world) => {
    using _paused = pause(world.contestants);
    const postgres = await startPostgres();
    useAllCores(postgres.pid());
    const database = openDatabase({ kind: 'postgres', url: await createDatabase(postgres.url) });
    try {
      await migrateToLatest(database.db);
      return toFinding(world, await measureOn(database.db, world));
    } finally {
      await database.close();
      await postgres.remove();
    }
  },
};

async function measureOn(db: Executor, world: World): Promise<Samples> {
  const { say, options, folder } = world;
  say('  ingest into an empty ledger');
  const empty = await ingest(db, options.secondsPerRound * 3, 1);
  const { bavail, bsize } = statfsSync(folder);
  const room = Math.floor((bavail * bsize) / 2 / bytesPerRow);
  const wanted = options.quick ? 1_000_000 : 10_000_000;
  say(`  filling it with ${Math.min(wanted, room)} rows`);
  const seeded = await seedLedger(db, Math.min(wanted, room), seedWithinMs, say);
  say('  ingest among them');
  const full = await ingest(db, options.secondsPerRound * 3, 1);
  const fullByTwo = await ingest(db, options.secondsPerRound * 3, 2);
  say('  questions');
  const pageMs: number[] = [];
  const statementMs: number[] = [];
  for (let count = 0; count < asked; count += 1) {
    const tenantId = seeded.tenants[(count * 7) % seeded.tenants.length] ?? '';
    const period = { from: Date.now() - hourMs, to: Date.now() };
    pageMs.push(await timed(() => askOf(db, tenantId, (ledger) => ledger.list({ limit: 100 }, period))));
    statementMs.push(await timed(() => askOf(db, tenantId, (ledger) => ledger.sumUp(period))));
  }
  say('  retention');
  return {
    seeded,
    ingestedPerSecond: { empty, full, fullByTwo },
    pageMs,
    statementMs,
    retention: await retain(db, seeded),
  };
}

/** As so many processes ship: batch after batch, each of ten tenants of its own. Batches are made before the clock runs. */
async function ingest(db: Executor, seconds: number, processes: number): Promise<number> {
  const store = createAttemptStore(db);
  const shippers = Array.from({ length: processes }, (_, shipper) =>
    Array.from({ length: 10 }, (_tenant, index) => `ingest-${shipper}-${index}`),
  );
  await sql`insert into tenants (id, name, plan, administered_by)
    select id, id, 'enterprise', 'tenant' from unnest(${sql.val(shippers.flat())}::text[]) as id
    on conflict do nothing`.execute(db);
  const ship = async (batches: string[][]) => {
    for (const batch of batches) {
      const refused = await store.insertAttempts(batch);
      if (refused.length > 0) throw new Error('the database refused attempts');
    }
  };
  await Promise.all(shippers.map((tenantIds) => ship(makeBatches(tenantIds))));
  let rows = 0;
  let ms = 0;
  while (ms < seconds * 1000) {
    const made = shippers.map(makeBatches);
    ms += await timed(() => Promise.all(made.map(ship)));
    rows += made.flat(2).length;
  }
  return (rows / ms) * 1000;
}

function makeBatches(tenantIds: readonly string[]): string[][] {
  return Array.from({ length: batchesAhead }, () =>
    Array.from({ length: limits.journal.shipRows }, (_, index) =>
      toAttemptList(makeAttempt({ tenantId: tenantIds[index % tenantIds.length] ?? '' })),
    ),
  );
}

function askOf<T>(
  db: Executor,
  tenantId: string,
  ask: (ledger: ReturnType<typeof ledgerRepository>) => Promise<T>,
): Promise<T> {
  const scope = { tenantId, environment: 'prod' } as const;
  return tenantTransaction(db, scope, (trx) => ask(ledgerRepository(trx, scope)));
}

/** Everybody keeps ninety days, but for one tenant who keeps all: months go as a whole only where that one has none. */
async function retain(db: Executor, { tenants }: SeededLedger): Promise<Samples['retention']> {
  const [lasting = '', ...others] = tenants;
  await sql`insert into ledger_settings (tenant_id, environment, retention_days, updated_at)
    select id, 'prod', 90, now() from unnest(${sql.val(others)}::text[]) as id`.execute(db);
  await sql`delete from attempts where tenant_id = ${lasting} and at < now() - interval '120 days'`.execute(
    db,
  );
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const signer = new Signer('bench', privateKey, new Map([['bench', publicKey]]));
  const [retention, chains] = [createLedgerRetention(db), createLedgerChains(db)];
  const parts = { retention, chains, signer, deploymentId: 'bench', clock: Date.now };
  let removed = { rows: 0, months: [] as string[] };
  const ms = await timed(async () => {
    removed = await retainLedger(parts, new AbortController().signal);
  });
  return { seconds: ms / 1000, rows: removed.rows, months: removed.months.length };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

const p99 = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length * 0.99)] ?? 0;

function toFinding({ options }: World, samples: Samples): Finding {
  const { seeded, ingestedPerSecond, pageMs, statementMs, retention } = samples;
  const isWhole = seeded.rows >= 10_000_000;
  return {
    id: ledgerRow.id,
    title: ledgerRow.title,
    lines: [
      {
        contestant: 'Plugboard on Postgres',
        cells: {
          'rows/s, empty': ingestedPerSecond.empty.toFixed(0),
          'rows/s, full': ingestedPerSecond.full.toFixed(0),
          'rows/s, full, two ship': ingestedPerSecond.fullByTwo.toFixed(0),
          'page p50 ms': median(pageMs).toFixed(1),
          'page p99 ms': p99(pageMs).toFixed(1),
          'statement p50 ms': median(statementMs).toFixed(1),
          'statement p99 ms': p99(statementMs).toFixed(1),
          'retention s': retention.seconds.toFixed(1),
        },
      },
    ],
    bars: [
      {
        what: 'ledger ingest of two processes, rows/s',
        required: 20_000,
        atLeast: true,
        measured: ingestedPerSecond.fullByTwo,
      },
      {
        what: 'a tenant’s last hour among 10 million rows, p99 ms',
        required: 50,
        atLeast: false,
        measured: isWhole ? Math.max(p99(pageMs), p99(statementMs)) : undefined,
      },
    ],
    notes: [
      `${seeded.rows} rows of 100 tenants over five months, a tenth of them within the last day; filled in ${seeded.seconds.toFixed(0)} s.`,
      `Ingest as one process ships, and as two: ${limits.journal.shipRows} rows a batch, of ten tenants of its own, numbered, chained and summed up, one batch after the other.`,
      'Postgres has both cores, and who ships shares one of them; no gateway runs.',
      `Retention to 90 days: ${retention.months} whole months dropped, ${retention.rows} rows deleted.`,
      ...(options.quick
        ? ['Quick: a tenth of the rows, so the bar of the query is not held against it.']
        : []),
    ],
    samples,
  };
}
