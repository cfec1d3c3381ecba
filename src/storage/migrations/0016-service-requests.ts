import { type Kysely, sql } from 'kysely';
import { protect } from './protect.ts';

/**
 * What tenants ask of operators. A request belongs to the tenant as a whole, because it may name all its
 * environments. What was said and done in it is added to and never changed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (const [table, granted] of Object.entries(grants)) {
    await protect(db, table, 'tenant');
    await sql.raw(`grant ${granted} on ${table} to plugboard_app`).execute(db);
  }
  await protect(db, 'support_windows', 'scope');
  await sql.raw('grant select, insert, update on support_windows to plugboard_app').execute(db);
}

const grants = {
  service_requests: 'select, insert, update',
  service_request_environments: 'select, insert, update, delete',
  service_request_messages: 'select, insert',
  service_request_events: 'select, insert',
};

const environments = `('dev', 'test', 'prod')`;
const ofRequest = `foreign key (tenant_id, request_id) references service_requests (tenant_id, id) on delete cascade`;

const statements = [
  `create table service_requests (
     tenant_id text not null references tenants (id) on delete cascade, id uuid not null unique,
     kind text not null, change text, subject text not null, state text not null, notes text not null,
     target text, details jsonb, told_in text not null check (told_in in ${environments}),
     made_by jsonb not null, assignee jsonb, reason text,
     created_at timestamptz not null, updated_at timestamptz not null,
     submitted_at timestamptz, closed_at timestamptz,
     primary key (tenant_id, id), check ((kind = 'change') = (change is not null)))`,
  // A credential that is deleted leaves the request behind, without it.
  `create table service_request_environments (
     tenant_id text not null, request_id uuid not null,
     environment text not null check (environment in ${environments}),
     wish jsonb not null, reachability jsonb, credential_id uuid, secret_version_before integer,
     config_ids text[] not null, configured_at timestamptz, checks jsonb,
     activated_at timestamptz, override jsonb, busy_until timestamptz,
     primary key (tenant_id, request_id, environment), ${ofRequest},
     foreign key (tenant_id, environment, credential_id)
       references credentials (tenant_id, environment, id) on delete set null (credential_id))`,
  `create table service_request_messages (
     tenant_id text not null, request_id uuid not null, id uuid not null, at timestamptz not null,
     by jsonb not null, body text not null, position bigint generated always as identity,
     primary key (tenant_id, request_id, id), ${ofRequest})`,
  // `tells`: what operators are to be told of it. They are told in a transaction of their own, soon after.
  `create table service_request_events (
     tenant_id text not null, request_id uuid not null, id uuid not null, at timestamptz not null,
     by jsonb not null, action text not null, state_before text, state text not null,
     environment text check (environment in ${environments}), detail jsonb not null,
     http_request_id text not null, tells text, told_at timestamptz,
     position bigint generated always as identity,
     primary key (tenant_id, request_id, id), ${ofRequest})`,
  `create index service_request_events_untold on service_request_events (position)
     where tells is not null and told_at is null`,
  `create table support_windows (
     tenant_id text not null references tenants (id) on delete cascade,
     environment text not null check (environment in ${environments}), id uuid not null,
     reason text not null, granted_by jsonb not null, created_at timestamptz not null,
     until timestamptz not null, ended_at timestamptz,
     primary key (tenant_id, environment, id))`,
  // The rows of the log that one call wrote, and those about one thing.
  'create index audit_by_target on audit (tenant_id, target_kind, target_id, seq)',
  'create index audit_by_request on audit (tenant_id, request_id)',
];
