import { type Kysely, sql } from 'kysely';
import { protect } from './protect.ts';

/** What people and models said to each other, sealed, and for how long that is kept. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (const table of ['conversation_settings', 'conversations', 'conversation_messages']) {
    await protect(db, table, 'scope');
    await sql.raw(`grant select, insert, update, delete on ${table} to plugboard_app`).execute(db);
  }
}

const place = `tenant_id text not null references tenants (id) on delete cascade,
     environment text not null check (environment in ('dev', 'test', 'prod'))`;

/** Configs and agents are named without a reference: a conversation outlives them and says that they are gone. */
const statements = [
  `create table conversation_settings (
     ${place}, retention_days integer not null check (retention_days >= 0), updated_at timestamptz not null,
     primary key (tenant_id, environment))`,
  `create table conversations (
     ${place}, id uuid not null, owner text not null, agent_id text, config_id uuid not null,
     config_name text not null, model_name text not null, kept boolean not null,
     title bytea, title_version integer not null,
     created_at timestamptz not null, updated_at timestamptz not null, expires_at timestamptz not null,
     primary key (tenant_id, environment, id))`,
  'create index conversations_of_owner on conversations (tenant_id, environment, owner, id)',
  'create index conversations_expiry on conversations (expires_at)',
  `create table conversation_messages (
     ${place}, conversation_id uuid not null, id uuid not null, position integer not null,
     content bytea not null, created_at timestamptz not null,
     answer_id uuid not null, state text not null check (state in ('running', 'complete', 'incomplete', 'failed')),
     answer bytea, answer_version integer not null, error_code text, served_by text, config_id uuid,
     config_name text, answer_model text, finish_reason text, request_id text not null,
     lease_until timestamptz not null, answered_at timestamptz not null,
     primary key (tenant_id, environment, conversation_id, position),
     foreign key (tenant_id, environment, conversation_id)
       references conversations (tenant_id, environment, id) on delete cascade)`,
  // What is sealed does not compress.
  `alter table conversation_messages alter column content set storage external,
     alter column answer set storage external`,
];
