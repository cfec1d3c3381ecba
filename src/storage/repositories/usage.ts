import { type RawBuilder, sql } from 'kysely';
import type { UsageRepository } from '../../control/usage-ports.ts';
import type { Scope } from '../../kernel/scope.ts';
import type { UsageDimension, UsageFilter, UsageRow } from '../../kernel/usage.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { pageOf } from './paging.ts';

const columns: Record<UsageDimension, string> = {
  tenant: 'tenant_id',
  environment: 'environment',
  day: `to_char(day, 'YYYY-MM-DD')`,
  operation: 'operation',
  agent: 'agent_id',
  feature: 'feature_id',
  user: 'user_id',
  config: 'config_id',
  provider: 'usage.provider',
  model: 'usage.model_name',
  owner: 'owner',
  payer: 'payer',
};

type Sums = Record<Exclude<keyof UsageRow, 'group' | 'cost'>, number> & {
  pico: string | null;
  unpricedTokens: number;
};

/** Row-level security says the same once more; as the platform, whose `scope` is null, all tenants are seen. */
export function usageRepository(trx: TransactionExecutor, scope: Scope | null): UsageRepository {
  return {
    list: async (page, by, filter, prices) => {
      // The same order in every database, whatever its language.
      const keys = by.map((dimension) => sql.raw<string>(`${columns[dimension]} collate "C"`));
      const names = by.map((dimension, index) => sql`${keys[index]} as ${sql.ref(dimension)}`);
      const { rows } = await sql<Sums & Partial<Record<UsageDimension, string>>>`
        with price as (
          select * from jsonb_to_recordset(${JSON.stringify(prices)}::text::jsonb) as listed (
            provider text, model text, first date, "end" date, input numeric, output numeric, cached numeric))
        select ${sql.join([...names, sums])}
        from ${tableFor([...by, ...Object.keys(filter.where)])} usage
        left join price on price.provider = usage.provider and price.model = usage.model_name
          and usage.day >= price.first and usage.day < price."end"
        where ${conditions(scope, filter)}
          ${page.after === undefined ? sql`` : sql`and (${sql.join(keys)}) > (${sql.join(valuesOf(page.after))})`}
        ${keys.length === 0 ? sql`having count(*) > 0` : sql`group by ${sql.join(keys)} order by ${sql.join(keys)}`}
        limit ${page.limit + 1}`.execute(trx);
      const keyOf = (row: (typeof rows)[number]) => JSON.stringify(by.map((dimension) => row[dimension]));
      return pageOf(rows, page, keyOf, (row) => toUsageRow(row, by));
    },
    listModels: async (filter) => {
      const { rows } = await sql<{ provider: string; model: string }>`
        select distinct usage.provider, usage.model_name as model
        from ${tableFor(Object.keys(filter.where))} usage where ${conditions(scope, filter)}`.execute(trx);
      return rows;
    },
  };
}

/** The smaller table wherever it has what is asked for. */
function tableFor(dimensions: readonly string[]) {
  const needsUsers = dimensions.some((dimension) => dimension === 'user' || dimension === 'config');
  return sql.table(needsUsers ? 'usage_days' : 'usage_totals');
}

function conditions(scope: Scope | null, { first, end, where }: UsageFilter): RawBuilder<unknown> {
  const all = [sql`day >= ${first}::date`, sql`day < ${end}::date`];
  if (scope !== null) all.push(sql`tenant_id = ${scope.tenantId}`);
  if (scope !== null && scope.environment !== 'every') all.push(sql`environment = ${scope.environment}`);
  for (const [dimension, value] of Object.entries(where)) {
    all.push(sql`${sql.raw(columns[dimension as UsageDimension])} = ${value}`);
  }
  return sql.join(all, sql` and `);
}

const valuesOf = (key: string) => (JSON.parse(key) as string[]).map((value) => sql`${value}`);

const summed = {
  calls: 'calls',
  attempts: 'attempts',
  answered: 'answered',
  failed: 'failed',
  aborted: 'aborted',
  promptTokens: 'prompt_tokens',
  completionTokens: 'completion_tokens',
  cachedTokens: 'cached_tokens',
  reasoningTokens: 'reasoning_tokens',
  requestBytes: 'request_bytes',
  answerBytes: 'answer_bytes',
  queueMs: 'queue_ms',
  totalUs: 'total_ms * 1000',
};

const sums = sql.raw(
  [
    ...Object.entries(summed).map(([name, column]) => `round(sum(${column}))::bigint as "${name}"`),
    `sum(greatest(prompt_tokens - cached_tokens, 0) * price.input + least(cached_tokens, prompt_tokens) * price.cached
       + completion_tokens * price.output)::text as pico`,
    `coalesce(sum(prompt_tokens + completion_tokens) filter (where price.provider is null), 0)::bigint
       as "unpricedTokens"`,
  ].join(', '),
);

function toUsageRow(
  { pico, unpricedTokens, ...row }: Sums & Partial<Record<UsageDimension, string>>,
  by: readonly UsageDimension[],
): UsageRow {
  const group = Object.fromEntries(by.map((dimension) => [dimension, row[dimension]]));
  const numbers = Object.fromEntries(
    Object.keys(summed).map((name) => [name, row[name as keyof typeof summed]]),
  ) as Record<keyof typeof summed, number>;
  return { group, ...numbers, cost: { pico: pico === null ? null : BigInt(pico), unpricedTokens } };
}
