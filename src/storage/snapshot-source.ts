import { type Selectable, sql } from 'kysely';
import { limits } from '../kernel/limits.ts';
import type { ChangedKey, SnapshotContent, SnapshotSource } from '../snapshot/ports.ts';
import type { ChangeKind } from './change-log.ts';
import type { Tables } from './database-tables.ts';
import { emptyContent } from './empty-content.ts';
import type { Executor } from './open-database.ts';
import { readInPortions } from './read-in-portions.ts';
import { listPeople } from './repositories/people.ts';
import { toAgent, toAssignment, toFeature } from './repositories/records.ts';
import { SharedValues } from './shared-values.ts';
import { readPluggedIn } from './snapshot-plugged-in.ts';
import { creatorOf, toStandingTenant, toStandingToken } from './standing-records.ts';
import { ownerSnapshotRead, ownerTransaction, type TransactionExecutor } from './transactions.ts';

export function createSnapshotSource(db: Executor): SnapshotSource {
  return {
    loadWhole: () =>
      ownerSnapshotRead(db, async (trx) => ({
        version: await readVersion(trx),
        content: await readAll(trx),
      })),

    loadSince: async (version) => {
      // The common case, a poll that finds nothing new, costs one small query and no transaction.
      const current = await readVersion(db);
      if (current === version) return { version, touched: [], content: emptyContent };
      return ownerSnapshotRead(db, async (trx) => {
        const readAt = await readVersion(trx);
        const touched = await listTouched(trx, version, readAt);
        if (touched === 'too_old') return touched;
        return { version: readAt, touched, content: await readTouched(trx, touched) };
      });
    },
  };
}

/** Replicas read changes within seconds; one that was away for longer reads everything anew. */
export async function pruneChanges(db: Executor, now: number): Promise<void> {
  await ownerTransaction(db, (trx) =>
    trx
      .deleteFrom('changes')
      .where('at', '<', new Date(now - limits.snapshot.changesKeptMs))
      .execute(),
  );
}

async function readVersion(executor: Executor): Promise<number> {
  const row = await executor.selectFrom('snapshot_version').select('version').executeTakeFirstOrThrow();
  return row.version;
}

async function listTouched(
  trx: TransactionExecutor,
  after: number,
  upTo: number,
): Promise<ChangedKey[] | 'too_old'> {
  // A database restored from a backup stands at a lower version than this process has seen.
  if (upTo < after) return 'too_old';
  const rows = await trx
    .selectFrom('changes')
    .select(['version', 'kind', 'tenant_id', 'environment', 'id'])
    .where('version', '>', after)
    .orderBy('version')
    .execute();
  const versions = new Set(rows.map((row) => row.version));
  if (versions.size !== upTo - after) return 'too_old';
  return rows.map((row) => ({
    kind: row.kind as ChangeKind,
    tenantId: row.tenant_id,
    environment: row.environment,
    id: row.id,
  }));
}

async function readAll(trx: TransactionExecutor): Promise<SnapshotContent> {
  const shared = new SharedValues();
  const toToken = (row: Selectable<Tables['tokens']>) => toStandingToken(row, shared.share(creatorOf(row)));
  const agents = trx.selectFrom('agents').selectAll().where('deleted_at', 'is', null);
  return {
    tenants: await readInPortions(trx, trx.selectFrom('tenants').selectAll(), shared, toStandingTenant),
    tokens: await readInPortions(trx, trx.selectFrom('tokens').selectAll(), shared, toToken),
    agents: await readInPortions(trx, agents, shared, toAgent),
    features: (await trx.selectFrom('features').selectAll().execute()).map(toFeature),
    assignments: await readInPortions(
      trx,
      trx.selectFrom('feature_assignments').selectAll(),
      shared,
      toAssignment,
    ),
    people: await listPeople(trx, (query) => query),
    ...(await readPluggedIn(trx, 'all', shared)),
  };
}

async function readTouched(trx: TransactionExecutor, touched: ChangedKey[]): Promise<SnapshotContent> {
  const idsOf = (kind: ChangeKind) => [
    ...new Set(touched.filter((key) => key.kind === kind).map((key) => key.id)),
  ];
  const tenantIds = idsOf('tenant');
  const tokenIds = idsOf('token');
  const featureIds = idsOf('feature');
  const personIds = idsOf('person');
  const agents = touched.filter((key) => key.kind === 'agent');
  const assignments = touched.filter((key) => key.kind === 'assignment');
  return {
    tenants: isEmpty(tenantIds)
      ? []
      : (await trx.selectFrom('tenants').selectAll().where('id', 'in', tenantIds).execute()).map(
          toStandingTenant,
        ),
    tokens: isEmpty(tokenIds)
      ? []
      : (await trx.selectFrom('tokens').selectAll().where('id', 'in', tokenIds).execute()).map((row) =>
          toStandingToken(row, creatorOf(row)),
        ),
    features: isEmpty(featureIds)
      ? []
      : (await trx.selectFrom('features').selectAll().where('id', 'in', featureIds).execute()).map(toFeature),
    people: isEmpty(personIds) ? [] : await listPeople(trx, (query) => query.where('id', 'in', personIds)),
    agents: isEmpty(agents)
      ? []
      : (
          await trx
            .selectFrom('agents')
            .selectAll()
            .where('deleted_at', 'is', null)
            .where(sql<boolean>`(tenant_id, environment, id) in (${sql.join(agents.map(tupleOf))})`)
            .execute()
        ).map(toAgent),
    assignments: isEmpty(assignments)
      ? []
      : (
          await trx
            .selectFrom('feature_assignments')
            .selectAll()
            .where(
              sql<boolean>`(tenant_id, environment, feature_id) in (${sql.join(assignments.map(tupleOf))})`,
            )
            .execute()
        ).map(toAssignment),
    ...(await readPluggedIn(trx, touched, new SharedValues())),
  };
}

const isEmpty = (list: readonly unknown[]) => list.length === 0;
const tupleOf = (key: ChangedKey) => sql`(${key.tenantId}, ${key.environment}, ${key.id})`;
