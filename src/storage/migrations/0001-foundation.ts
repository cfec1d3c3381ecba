import { type Kysely, sql } from 'kysely';
import { protect } from './protect.ts';

/** Every statement runs on Postgres 15 or newer and on PGlite alike. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...appRole, ...platformTables, ...tenantTables, ...vaultTables, ...auditTables]) {
    await sql.raw(statement).execute(db);
  }
  for (const table of ['tokens', 'agents', 'feature_assignments']) {
    await protect(db, table, 'scope');
  }
  await protect(db, 'tenants', 'own_row');
  await protect(db, 'audit', 'tenant');
  await protect(db, 'audit_checkpoints', 'tenant');
  await protect(db, 'features', 'everyone');
  await protect(db, 'changes', 'everyone');
  await protect(db, 'snapshot_version', 'everyone');
  for (const grant of grants) await sql.raw(grant).execute(db);
}

/** Roles belong to the whole cluster: another database's migration may be making the same role right now. */
const appRole = [
  `do $$ begin
     if not exists (select from pg_roles where rolname = 'plugboard_app') then
       create role plugboard_app nologin;
     end if;
   exception when duplicate_object or unique_violation then null;
   end $$`,
  `do $$ begin
     perform set_config('role', 'plugboard_app', true);
     perform set_config('role', 'none', true);
   exception when insufficient_privilege or invalid_parameter_value then
     begin
       grant plugboard_app to current_user;
     exception when unique_violation or internal_error then null;
     end;
   end $$`,
  'grant usage on schema public to plugboard_app',
];

const onlyRow = 'only_row boolean primary key default true check (only_row)';
const createdAt = 'created_at timestamptz not null default now()';
const environment = `environment text not null check (environment in ('dev', 'test', 'prod'))`;
const ofTenant = 'tenant_id text not null references tenants (id) on delete cascade';

const platformTables = [
  `create table deployment (${onlyRow}, id uuid not null, database_identity text not null, ${createdAt})`,
  `create table snapshot_version (${onlyRow}, version bigint not null)`,
  'insert into snapshot_version (version) values (0)',
  `create table changes (
     version bigint not null, position integer not null, kind text not null, tenant_id text not null,
     environment text not null, id text not null, at timestamptz not null default now(),
     primary key (version, position))`,
  'create index changes_at on changes (at)',
  `create table tenants (
     id text primary key, name text not null,
     plan text not null check (plan in ('standard', 'enterprise')),
     administered_by text not null check (administered_by in ('tenant', 'operator')),
     ${createdAt}, updated_at timestamptz not null default now())`,
  'create table tombstones (tenant_id text primary key, deleted_at timestamptz not null, line text not null)',
  `create table features (
     id text primary key, name text not null, operation text not null check (operation in ('chat', 'embedding')),
     model_aliases text[] not null, needs text[] not null, min_context_tokens integer, max_latency_s double precision,
     ${createdAt}, updated_at timestamptz not null default now())`,
  `create table people (
     id uuid primary key, issuer text not null, subject text not null, name text not null, email text,
     suspended_at timestamptz, ${createdAt}, last_signed_in_at timestamptz, unique (issuer, subject))`,
  `create table memberships (
     person_id uuid not null references people (id) on delete cascade, ${ofTenant},
     environment text check (environment in ('dev', 'test', 'prod')),
     role text not null check (role in ('operator', 'tenant_admin', 'user')),
     check ((role = 'operator') = (tenant_id = 'platform')),
     check ((role = 'operator') = (environment is null)),
     unique nulls not distinct (person_id, tenant_id, environment))`,
  'create index memberships_tenant on memberships (tenant_id)',
  `create table sessions (
     id_hash bytea primary key, person_id uuid not null references people (id) on delete cascade,
     created_at timestamptz not null, last_seen_at timestamptz not null, expires_at timestamptz not null)`,
  'create index sessions_person on sessions (person_id)',
  `create table signin_links (
     id_hash bytea primary key, person_id uuid not null references people (id) on delete cascade,
     expires_at timestamptz not null, used_at timestamptz)`,
];

const tenantTables = [
  `create table tokens (
     id text primary key, ${ofTenant}, environment text check (environment in ('dev', 'test', 'prod')),
     name text not null, role text not null check (role in ('operator', 'tenant_admin', 'user', 'service')),
     agent_id text, secret_hash bytea not null, created_by_kind text not null, created_by_id text not null,
     ${createdAt}, expires_at timestamptz, suspended_at timestamptz, last_used_at timestamptz,
     check ((role in ('operator', 'service')) = (tenant_id = 'platform')),
     check ((role in ('operator', 'service')) = (environment is null)))`,
  'create index tokens_tenant on tokens (tenant_id, id)',
  `create table agents (
     ${ofTenant}, ${environment}, id text not null, name text not null, inherit boolean not null,
     mode text not null check (mode in ('inherit', 'bundled', 'byo')),
     ${createdAt}, updated_at timestamptz not null default now(), deleted_at timestamptz,
     primary key (tenant_id, environment, id))`,
  `create table feature_assignments (
     ${ofTenant}, ${environment}, feature_id text not null references features (id) on delete cascade,
     kind text not null check (kind in ('default', 'off')), updated_at timestamptz not null default now(),
     primary key (tenant_id, environment, feature_id))`,
];

/** The reference keeps a version's canary as long as one tenant's key is wrapped by it. */
const vaultTables = [
  `create table kek_versions (version text primary key, canary bytea not null, ${createdAt})`,
  `create table tenant_keys (
     tenant_id text primary key references tenants (id) on delete cascade,
     kek_version text not null references kek_versions (version), wrapped bytea not null, ${createdAt},
     rewrapped_at timestamptz)`,
  'create index tenant_keys_version on tenant_keys (kek_version, tenant_id)',
  `create table signing_keys (
     key_id text primary key, public_key bytea not null, sealed_private_key bytea not null, ${createdAt})`,
];

const auditTables = [
  `create table audit (
     ${ofTenant}, seq bigint not null, at timestamptz not null,
     environment text check (environment in ('dev', 'test', 'prod')),
     actor_kind text not null, actor_id text not null, actor_role text not null, request_id text not null,
     action text not null, target_kind text not null, target_id text not null, detail text not null,
     previous_hash bytea not null, hash bytea not null, primary key (tenant_id, seq))`,
  'create index audit_at on audit (at)',
  `create table audit_checkpoints (
     ${ofTenant}, seq bigint not null, hash bytea not null, at timestamptz not null, key_id text not null,
     signature bytea not null, primary key (tenant_id, seq))`,
];

/** What is not granted cannot be done, whatever the code says: the audit is only ever added to. */
const grants = [
  'grant select, insert, update, delete on tokens, agents, feature_assignments to plugboard_app',
  'grant select, update on tenants to plugboard_app',
  'grant select on features to plugboard_app',
  'grant select, insert on audit to plugboard_app',
  'grant select on audit_checkpoints to plugboard_app',
  'grant insert on changes to plugboard_app',
  'grant select, update on snapshot_version to plugboard_app',
];
