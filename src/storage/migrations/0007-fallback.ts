import { type Kysely, sql } from 'kysely';
import { protect } from './protect.ts';

/** What happens when an own model cannot answer, and what may never be reached. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (const table of ['failure_policies', 'environment_locks']) {
    await protect(db, table, 'scope');
    await sql.raw(`grant select, insert, update, delete on ${table} to plugboard_app`).execute(db);
  }
}

const place = `tenant_id text not null references tenants (id) on delete cascade,
     environment text not null check (environment in ('dev', 'test', 'prod'))`;

/** An empty `agent_id` is the environment’s own policy: part of a primary key cannot be null. */
const statements = [
  `create table failure_policies (
     ${place}, agent_id text not null,
     policy text not null check (policy in ('fail_closed', 'queue_and_retry', 'managed')),
     targets text[] not null, targets_for_named boolean not null, managed_on text[] not null, consent jsonb,
     hold_s integer not null check (hold_s > 0), deadline_s integer not null check (deadline_s > 0),
     max_attempts integer check (max_attempts > 0), updated_at timestamptz not null default now(),
     primary key (tenant_id, environment, agent_id),
     check (policy <> 'managed' or consent is not null))`,
  `create table environment_locks (
     ${place}, managed_never boolean not null, regions text[], hosts text[], pending jsonb,
     updated_at timestamptz not null default now(),
     primary key (tenant_id, environment))`,
];
