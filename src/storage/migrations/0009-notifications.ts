import { type Kysely, sql } from 'kysely';
import { protect } from './protect.ts';

/** What people are told, the outbox by which it leaves, incidents, and whether models are still listed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (const table of ofEnvironment) {
    await protect(db, table, 'scope');
    await sql.raw(`grant select, insert, update, delete on ${table} to plugboard_app`).execute(db);
  }
}

const ofEnvironment = [
  'notifications',
  'webhooks',
  'deliveries',
  'notification_settings',
  'model_availability',
];

const place = `tenant_id text not null references tenants (id) on delete cascade,
     environment text not null check (environment in ('dev', 'test', 'prod'))`;

const ofCredential = `foreign key (tenant_id, environment, credential_id)
       references credentials (tenant_id, environment, id) on delete cascade`;

const statements = [
  // `once` names what may be told a single time: the second insert of it does nothing.
  `create table notifications (
     ${place}, id uuid not null, kind text not null, at timestamptz not null, facts jsonb not null,
     subject text, once text, read_at timestamptz,
     primary key (tenant_id, environment, id),
     unique (tenant_id, environment, once))`,
  `create index notifications_unread on notifications (tenant_id, environment, id) where read_at is null`,
  `create index notifications_of_subject on notifications (tenant_id, environment, subject, at)
     where subject is not null`,
  `create index notifications_by_time on notifications (at)`,
  `create table webhooks (
     ${place}, id uuid not null, url text not null, events text[] not null, description text not null,
     enabled boolean not null, disabled_reason text check (disabled_reason in ('gone', 'failing')),
     secret_version integer not null, sealed bytea not null,
     previous_version integer, previous_sealed bytea, previous_until timestamptz,
     failing_since timestamptz, created_at timestamptz not null, updated_at timestamptz not null,
     primary key (tenant_id, environment, id))`,
  `create table deliveries (
     ${place}, id uuid not null, webhook_id uuid, email text, event text not null, facts jsonb not null,
     at timestamptz not null, state text not null check (state in ('waiting', 'delivered', 'given_up')),
     attempts integer not null default 0, next_attempt_at timestamptz not null, last_status integer,
     last_error text, finished_at timestamptz,
     primary key (tenant_id, environment, id),
     check ((webhook_id is null) <> (email is null)),
     foreign key (tenant_id, environment, webhook_id)
       references webhooks (tenant_id, environment, id) on delete cascade)`,
  `create index deliveries_waiting on deliveries (next_attempt_at) where state = 'waiting'`,
  `create index deliveries_of_webhook on deliveries (tenant_id, environment, webhook_id, id)`,
  `create index deliveries_finished on deliveries (finished_at) where state <> 'waiting'`,
  `create table notification_settings (
     ${place}, emails text[] not null, events text[] not null, updated_at timestamptz not null,
     primary key (tenant_id, environment))`,
  `create table model_availability (
     ${place}, config_id uuid not null, state text not null check (state in ('listed', 'missing', 'unknown', 'retiring')),
     since timestamptz not null, retires_on text, missed integer not null,
     primary key (tenant_id, environment, config_id),
     foreign key (tenant_id, environment, config_id)
       references model_configs (tenant_id, environment, id) on delete cascade)`,
  // Below: the platform’s own, which no tenant’s role is granted.
  `create table credential_listings (
     ${place}, credential_id uuid not null, next_at timestamptz not null,
     primary key (tenant_id, environment, credential_id), ${ofCredential})`,
  `create table incidents (
     id uuid primary key, provider text not null, host text not null,
     class text not null check (class in ('auth_failed', 'quota', 'unreachable')),
     opened_at timestamptz not null, closed_at timestamptz,
     tenants integer not null, credentials integer not null)`,
  `create unique index incidents_open on incidents (provider, host, class) where closed_at is null`,
  `create table incident_credentials (
     incident_id uuid not null references incidents (id) on delete cascade, ${place},
     credential_id uuid not null, primary key (incident_id, tenant_id, environment, credential_id), ${ofCredential})`,
];
