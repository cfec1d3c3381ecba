import { sql } from 'kysely';
import type { FailurePolicyRecord } from '../kernel/failure-policy.ts';
import type { LockRecord } from '../kernel/lock.ts';
import type {
  CallLimitsRecord,
  EnvironmentSettingsRecord,
  PlatformCallLimitsRecord,
} from '../kernel/records.ts';
import type { ChangedKey, SnapshotContent, StandingCredential, StandingSecret } from '../snapshot/ports.ts';
import { readInPortions } from './read-in-portions.ts';
import { toBudget } from './repositories/budgets.ts';
import { toCallLimits, toPlatformCallLimits } from './repositories/call-limits.ts';
import { toEgressRule } from './repositories/egress-rules.ts';
import { toFailurePolicy, toLock } from './repositories/fallback.ts';
import { toStop } from './repositories/stops.ts';
import type { SharedValues } from './shared-values.ts';
import { toStandingCredential, toStandingModelConfig, toStandingSecret } from './standing-records.ts';
import type { TransactionExecutor } from './transactions.ts';

type PluggedIn = Pick<
  SnapshotContent,
  | 'credentials'
  | 'modelConfigs'
  | 'egressRules'
  | 'settings'
  | 'callLimits'
  | 'platformCallLimits'
  | 'failurePolicies'
  | 'locks'
  | 'stops'
  | 'budgets'
>;

/** What tenants plugged in: everything, or what was touched. */
export async function readPluggedIn(
  trx: TransactionExecutor,
  touched: readonly ChangedKey[] | 'all',
  shared: SharedValues,
): Promise<PluggedIn> {
  const keysOf = (kind: ChangedKey['kind']) =>
    touched === 'all' ? 'all' : touched.filter((key) => key.kind === kind);
  return {
    credentials: await readCredentials(trx, keysOf('credential'), shared),
    modelConfigs: await readModelConfigs(trx, keysOf('model_config'), shared),
    egressRules: await readEgressRules(trx, keysOf('egress_rule')),
    settings: await readSettings(trx, keysOf('environment')),
    callLimits: await readCallLimits(trx, keysOf('call_limits')),
    platformCallLimits: await readPlatformCallLimits(trx, keysOf('platform_call_limits')),
    failurePolicies: await readFailurePolicies(trx, keysOf('failure_policy')),
    locks: await readLocks(trx, keysOf('lock')),
    stops: await readStops(trx, keysOf('stop')),
    budgets: await readBudgets(trx, keysOf('budget')),
  };
}

type Keys = readonly ChangedKey[] | 'all';

async function readCredentials(
  trx: TransactionExecutor,
  keys: Keys,
  shared: SharedValues,
): Promise<StandingCredential[]> {
  if (keys.length === 0) return [];
  // Those in force only: what a rotation has staged is not for calls.
  const inForce = trx
    .selectFrom('credential_secrets as secret')
    .innerJoin('credentials as credential', (join) =>
      join
        .onRef('credential.tenant_id', '=', 'secret.tenant_id')
        .onRef('credential.environment', '=', 'secret.environment')
        .onRef('credential.id', '=', 'secret.credential_id')
        .onRef('credential.secret_version', '=', 'secret.version'),
    )
    .select(['secret.credential_id', 'field', 'sealed'])
    .$if(keys !== 'all', (query) => query.where(isOneOf(keys, 'credential_id', 'secret')));
  const secrets = new Map<string, StandingSecret[]>();
  await readInPortions(trx, inForce, shared, (row) => {
    const secret = toStandingSecret(row);
    const others = secrets.get(row.credential_id);
    if (others) others.push(secret);
    else secrets.set(row.credential_id, [secret]);
  });
  const query = trx
    .selectFrom('credentials')
    .selectAll()
    .$if(keys !== 'all', (narrowed) => narrowed.where(isOneOf(keys, 'id')));
  return readInPortions(trx, query, shared, (row) => toStandingCredential(row, secrets.get(row.id) ?? []));
}

async function readModelConfigs(
  trx: TransactionExecutor,
  keys: Keys,
  shared: SharedValues,
): Promise<SnapshotContent['modelConfigs']> {
  if (keys.length === 0) return [];
  const query = trx
    .selectFrom('model_configs')
    .selectAll()
    .$if(keys !== 'all', (narrowed) => narrowed.where(isOneOf(keys, 'id')));
  return readInPortions(trx, query, shared, toStandingModelConfig);
}

async function readEgressRules(
  trx: TransactionExecutor,
  keys: Keys,
): Promise<SnapshotContent['egressRules']> {
  if (keys.length === 0) return [];
  const ids = keys === 'all' ? [] : keys.map(({ id }) => id);
  const rows = await trx
    .selectFrom('egress_rules')
    .selectAll()
    .$if(keys !== 'all', (query) => query.where('id', 'in', ids))
    .orderBy('created_at')
    .execute();
  return rows.map(toEgressRule);
}

async function readSettings(trx: TransactionExecutor, keys: Keys): Promise<EnvironmentSettingsRecord[]> {
  if (keys.length === 0) return [];
  const rows = await trx
    .selectFrom('environment_settings')
    .selectAll()
    .$if(keys !== 'all', (query) => query.where(isOneOf(keys, 'environment')))
    .execute();
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    environment: row.environment,
    mode: row.mode,
    embeddingsMode: row.embeddings_mode,
    updatedAt: row.updated_at.getTime(),
  }));
}

async function readCallLimits(trx: TransactionExecutor, keys: Keys): Promise<CallLimitsRecord[]> {
  if (keys.length === 0) return [];
  const rows = await trx
    .selectFrom('call_limits')
    .selectAll()
    .$if(keys !== 'all', (query) => query.where(isOneOf(keys, 'environment')))
    .execute();
  return rows.map(toCallLimits);
}

async function readFailurePolicies(trx: TransactionExecutor, keys: Keys): Promise<FailurePolicyRecord[]> {
  if (keys.length === 0) return [];
  const rows = await trx
    .selectFrom('failure_policies')
    .selectAll()
    .$if(keys !== 'all', (query) => query.where(isOneOf(keys, 'agent_id')))
    .execute();
  return rows.map(toFailurePolicy);
}

/** What only waits for its second administrator locks nothing and opens nothing. */
async function readLocks(trx: TransactionExecutor, keys: Keys): Promise<LockRecord[]> {
  if (keys.length === 0) return [];
  const rows = await trx
    .selectFrom('environment_locks')
    .selectAll()
    .where(sql<boolean>`(managed_never or regions is not null or hosts is not null)`)
    .$if(keys !== 'all', (query) => query.where(isOneOf(keys, 'environment')))
    .execute();
  return rows.map(toLock);
}

async function readStops(trx: TransactionExecutor, keys: Keys): Promise<SnapshotContent['stops']> {
  if (keys.length === 0) return [];
  const ids = keys === 'all' ? [] : keys.map(({ id }) => id);
  const rows = await trx
    .selectFrom('stops')
    .selectAll()
    .$if(keys !== 'all', (query) => query.where('id', 'in', ids))
    .execute();
  return rows.map(toStop);
}

async function readBudgets(trx: TransactionExecutor, keys: Keys): Promise<SnapshotContent['budgets']> {
  if (keys.length === 0) return [];
  const ids = keys === 'all' ? [] : keys.map(({ id }) => id);
  const rows = await trx
    .selectFrom('budgets')
    .selectAll()
    .$if(keys !== 'all', (query) => query.where('id', 'in', ids))
    .execute();
  return rows.map(toBudget);
}

async function readPlatformCallLimits(
  trx: TransactionExecutor,
  keys: Keys,
): Promise<PlatformCallLimitsRecord[]> {
  if (keys.length === 0) return [];
  const tenantIds = keys === 'all' ? [] : keys.map(({ tenantId }) => tenantId);
  const rows = await trx
    .selectFrom('platform_call_limits')
    .selectAll()
    .$if(keys !== 'all', (query) => query.where('tenant_id', 'in', tenantIds))
    .execute();
  return rows.map(toPlatformCallLimits);
}

function isOneOf(keys: Keys, idColumn: string, table?: string) {
  const column = (name: string) => sql.ref(table === undefined ? name : `${table}.${name}`);
  const list = keys === 'all' ? [] : keys;
  const tuples = list.map((key) => sql`(${key.tenantId}, ${key.environment}, ${key.id})`);
  return sql<boolean>`(${column('tenant_id')}, ${column('environment')}, ${column(idColumn)}::text)
    in (${sql.join(tuples)})`;
}
