import { type Kysely, sql } from 'kysely';
import { protect } from './protect.ts';

/** Every try of a model, as the journal ships it. The application’s role reads and never changes it (S55). */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await protect(db, 'attempts', 'scope');
  await sql.raw('grant select on attempts to plugboard_app').execute(db);
}

/**
 * The tenant is no foreign key: its cascade would delete millions of rows in the one transaction that deletes the
 * tenant, and no statement may run that long. They go in portions, right after.
 */
const statements = [
  `create table attempts (
     at timestamptz not null, id uuid not null, request_id text not null, number integer not null,
     tenant_id text not null, environment text not null check (environment in ('dev', 'test', 'prod')),
     agent_id text, feature_id text, actor_kind text not null, actor_id text not null, user_id text,
     operation text not null check (operation in ('chat', 'embedding')), streamed boolean not null,
     config_id uuid not null, model_name text not null, credential_id uuid not null,
     credential_version integer not null, provider text not null, host text not null, address text,
     owner text not null check (owner in ('own', 'managed')),
     payer text not null check (payer in ('tenant_provider', 'subscription', 'metered')),
     reason text not null, outcome text not null check (outcome in ('answered', 'failed', 'aborted')),
     failure_class text, upstream_request_id text, status integer,
     request_bytes bigint not null, answer_bytes bigint not null,
     prompt_tokens bigint, completion_tokens bigint, cached_tokens bigint, reasoning_tokens bigint,
     first_byte_ms double precision, total_ms double precision not null,
     primary key (at, id))`,
  'create index attempts_scope on attempts (tenant_id, environment, at desc)',
];
