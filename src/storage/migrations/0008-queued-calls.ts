import { type Kysely, sql } from 'kysely';
import { protect } from './protect.ts';

/** Calls that wait for their model. What was asked and what was answered lie here sealed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await protect(db, 'queued_calls', 'scope');
  await protect(db, 'tenant_queues', 'tenant');
  // Administrators see and cancel; what is sealed is not theirs to read, nor anything to add.
  await sql
    .raw(
      `grant select (${shown.join(', ')}), update (${cancelled.join(', ')}) on queued_calls to plugboard_app`,
    )
    .execute(db);
  await sql.raw('grant select on tenant_queues to plugboard_app').execute(db);
}

const shown = [
  'id',
  'tenant_id',
  'environment',
  'request_id',
  'operation',
  'model',
  'config_id',
  'feature_id',
  'agent_id',
  'actor_kind',
  'actor_id',
  'user_id',
  'status',
  'attempts',
  'tries',
  'max_attempts',
  'created_at',
  'next_attempt_at',
  'deadline_at',
  'failure_class',
  'failure_message',
  'error_code',
  'finished_at',
];
const cancelled = ['status', 'next_attempt_at', 'finished_at', 'expires_at', 'payload'];

const statements = [
  `create table queued_calls (
     id uuid primary key,
     tenant_id text not null references tenants (id) on delete cascade,
     environment text not null check (environment in ('dev', 'test', 'prod')),
     request_id text not null, operation text not null check (operation in ('chat', 'embedding')),
     model text, config_id text, feature_id text, agent_id text,
     actor_kind text not null, actor_id text not null, user_id text,
     status text not null check (status in ('queued', 'running', 'done', 'failed', 'cancelled', 'expired')),
     attempts integer not null, tries integer not null, max_attempts integer, crashes integer not null default 0,
     created_at timestamptz not null, next_attempt_at timestamptz, deadline_at timestamptz not null,
     failure_class text, failure_message text, error_code text, finished_at timestamptz, expires_at timestamptz,
     held boolean not null, holder uuid, lease_until timestamptz, run uuid, answering boolean not null default false,
     payload bytea, answer bytea,
     check (status in ('queued', 'running') or payload is null))`,
  'create index queued_calls_place on queued_calls (tenant_id, environment, id)',
  `create index queued_calls_waiting on queued_calls (tenant_id, environment, created_at)
     where status in ('queued', 'running')`,
  `create index queued_calls_holder on queued_calls (holder) where status in ('queued', 'running')`,
  'create index queued_calls_expiry on queued_calls (expires_at) where expires_at is not null',
  // What is sealed does not compress.
  'alter table queued_calls alter column payload set storage external, alter column answer set storage external',
  `create table tenant_queues (
     tenant_id text primary key references tenants (id) on delete cascade,
     state text not null check (state in ('running', 'paused', 'draining')),
     updated_at timestamptz not null default now())`,
];
