import { sql } from 'kysely';
import { platformTenantId } from '../../kernel/ids.ts';
import type { Page, PageOf } from '../../kernel/paging.ts';
import type { CredentialStatus } from '../../kernel/records.ts';
import { type Environment, environments } from '../../kernel/scope.ts';
import type { EnvironmentHealth, TenantHealth } from '../../kernel/tenant-health.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { pageOf } from './paging.ts';

/** A few counts for each page of tenants, however many they are, and never a row of theirs by itself. */
export async function listTenantHealth(
  trx: TransactionExecutor,
  page: Page,
  now: number,
): Promise<PageOf<TenantHealth>> {
  const rows = await trx
    .selectFrom('tenants')
    .leftJoin('tenant_queues', 'tenant_queues.tenant_id', 'tenants.id')
    .select(['tenants.id', 'tenant_queues.state'])
    .where('tenants.id', '<>', platformTenantId)
    .$if(page.after !== undefined, (query) => query.where('tenants.id', '>', page.after ?? ''))
    .orderBy('tenants.id')
    .limit(page.limit + 1)
    .execute();
  const ids = rows.slice(0, page.limit).map(({ id }) => id);
  if (ids.length === 0) return { items: [] };
  const stops = new Map(
    (
      await trx
        .selectFrom('stops')
        .where('tenant_id', 'in', ids)
        .select(({ fn }) => ['tenant_id', fn.countAll<number>().as('count')])
        .groupBy('tenant_id')
        .execute()
    ).map((row) => [row.tenant_id, Number(row.count)]),
  );
  const health = await readEnvironments(trx, ids, now);
  return pageOf(
    rows,
    page,
    ({ id }) => id,
    ({ id, state }) => ({
      tenantId: id,
      queueState: state ?? 'running',
      stops: stops.get(id) ?? 0,
      environments: environments.flatMap((environment) => health.get(`${id}/${environment}`) ?? []),
    }),
  );
}

async function readEnvironments(
  trx: TransactionExecutor,
  tenantIds: string[],
  now: number,
): Promise<Map<string, EnvironmentHealth>> {
  const found = new Map<string, EnvironmentHealth>();
  const of = (row: { tenant_id: string; environment: Environment }) => {
    const key = `${row.tenant_id}/${row.environment}`;
    const known = found.get(key) ?? {
      environment: row.environment,
      mode: 'bundled',
      credentials: [],
      models: 0,
      waiting: 0,
    };
    found.set(key, known);
    return known;
  };
  // As single ones are answered: the day on which a key was said to end counts for more than what was last found.
  const status = sql<CredentialStatus>`case when expires_at <= ${new Date(now)} then 'expired' else status end`;
  const credentials = await trx
    .selectFrom('credentials')
    .where('tenant_id', 'in', tenantIds)
    .select(({ fn }) => ['tenant_id', 'environment', status.as('found'), fn.countAll<number>().as('count')])
    .groupBy(['tenant_id', 'environment', 'found'])
    .orderBy('found')
    .execute();
  for (const row of credentials) {
    of(row).credentials.push({ status: row.found, count: Number(row.count) });
  }
  const configs = await trx
    .selectFrom('model_configs')
    .where('tenant_id', 'in', tenantIds)
    .where('enabled', '=', true)
    .select(({ fn }) => ['tenant_id', 'environment', fn.countAll<number>().as('count')])
    .groupBy(['tenant_id', 'environment'])
    .execute();
  for (const row of configs) of(row).models = Number(row.count);
  const calls = await trx
    .selectFrom('queued_calls')
    .where('tenant_id', 'in', tenantIds)
    .where('status', 'in', ['queued', 'running'])
    .select(({ fn }) => ['tenant_id', 'environment', fn.countAll<number>().as('count')])
    .groupBy(['tenant_id', 'environment'])
    .execute();
  for (const row of calls) of(row).waiting = Number(row.count);
  const settings = await trx
    .selectFrom('environment_settings')
    .where('tenant_id', 'in', tenantIds)
    .select(['tenant_id', 'environment', 'mode'])
    .execute();
  for (const row of settings) of(row).mode = row.mode;
  return found;
}
