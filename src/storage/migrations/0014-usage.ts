import { type Kysely, sql } from 'kysely';
import { protect } from './protect.ts';

/** How long calls waited, sums that stay few however many users there are, and what may be spent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...queueTime, ...totals, ...budgets]) await sql.raw(statement).execute(db);
  await protect(db, 'usage_totals', 'scope');
  await protect(db, 'budgets', 'tenant');
  for (const grant of ['select on usage_totals', 'select, insert, update, delete on budgets']) {
    await sql.raw(`grant ${grant} to plugboard_app`).execute(db);
  }
}

/** Time becomes a decimal number where it is summed: sums of floats depend on their order, and bills must not. */
const queueTime = [
  'alter table attempts add column queue_ms bigint',
  'alter table usage_days add column queue_ms bigint not null default 0',
  'alter table usage_days alter column total_ms type numeric using total_ms::numeric',
  'create index usage_days_day on usage_days (day)',
];

const key = `tenant_id, environment, day, operation, agent_id, feature_id, provider, model_name, owner, payer`;
const sums = [
  'calls',
  'attempts',
  'answered',
  'failed',
  'aborted',
  'prompt_tokens',
  'completion_tokens',
].concat(['cached_tokens', 'reasoning_tokens', 'request_bytes', 'answer_bytes', 'queue_ms']);

/** As `usage_days`, without users and configs. */
const totals = [
  `create table usage_totals (
     tenant_id text not null, environment text not null check (environment in ('dev', 'test', 'prod')),
     day date not null, operation text not null, agent_id text not null, feature_id text not null,
     provider text not null, model_name text not null, owner text not null, payer text not null,
     ${sums.map((name) => `${name} bigint not null`).join(', ')}, total_ms numeric not null,
     primary key (${key}))`,
  'create index usage_totals_day on usage_totals (day)',
  `insert into usage_totals (${key}, ${sums.join(', ')}, total_ms)
   select ${key}, ${sums.map((name) => `sum(${name})`).join(', ')}, sum(total_ms) from usage_days group by ${key}`,
];

/**
 * Amounts are tokens, requests or millionths of the currency. Where the environment is null the budget is the
 * platform’s, for all of the tenant’s environments together.
 */
const budgets = [
  `create table budgets (
     id uuid primary key, tenant_id text not null references tenants (id) on delete cascade,
     environment text check (environment in ('dev', 'test', 'prod')),
     agent_id text, feature_id text, model_name text, owner text check (owner in ('own', 'managed')),
     measure text not null check (measure in ('tokens', 'money', 'requests')),
     per text not null check (per in ('day', 'month')),
     amount bigint not null check (amount > 0), hard boolean not null, notify_at integer[] not null,
     updated_at timestamptz not null default now(),
     unique nulls not distinct (tenant_id, environment, agent_id, feature_id, model_name, owner, measure, per))`,
];
