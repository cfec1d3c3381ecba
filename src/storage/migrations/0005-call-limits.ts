import { type Kysely, sql } from 'kysely';
import { protect } from './protect.ts';

/** How much a tenant may call, and what replicas have counted of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await protect(db, 'call_limits', 'scope');
  await sql.raw('grant select, insert, update, delete on call_limits to plugboard_app').execute(db);
}

const numbers = (...names: string[]) => names.map((name) => `${name} integer check (${name} > 0)`).join(', ');
const updatedAt = 'updated_at timestamptz not null default now()';

/**
 * Counts are worth nothing after a minute, and nothing after a crash: they leave no trace in the write-ahead log. Each
 * replica writes over its own few rows in turn.
 */
const statements = [
  `create table call_limits (
     tenant_id text not null references tenants (id) on delete cascade,
     environment text not null check (environment in ('dev', 'test', 'prod')),
     ${numbers('together_requests', 'together_concurrent', 'token_requests', 'token_concurrent')},
     ${numbers('user_requests', 'user_concurrent')}, ${updatedAt},
     primary key (tenant_id, environment))`,
  `create table platform_call_limits (
     tenant_id text primary key references tenants (id) on delete cascade,
     ${numbers('managed_requests', 'managed_tokens', 'managed_concurrent', 'total_requests', 'total_concurrent')},
     ${updatedAt})`,
  `create unlogged table call_counts (
     replica uuid not null, slot integer not null, number bigint not null,
     at timestamptz not null default now(), body text not null, primary key (replica, slot))`,
];
