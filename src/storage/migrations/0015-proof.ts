import { type Kysely, sql } from 'kysely';
import { protect } from './protect.ts';

/** The ledger by months, how long each tenant’s is kept, where it is sent to, and who opened which key. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...months, ...retention, ...exports, ...keyOpens])
    await sql.raw(statement).execute(db);
  for (const table of ['ledger_settings', 'exports']) {
    await protect(db, table, 'scope');
    await sql.raw(`grant select, insert, update, delete on ${table} to plugboard_app`).execute(db);
  }
  await protect(db, 'key_opens', 'tenant');
  await sql.raw('grant select on key_opens to plugboard_app').execute(db);
}

const place = `tenant_id text not null references tenants (id) on delete cascade,
     environment text not null check (environment in ('dev', 'test', 'prod'))`;

/**
 * What came in before there were months stays where it is, as one partition of its own: to move it would take as long
 * as it is large. The partition for other times then holds what no month was made for: calls of a clock that jumped.
 * A month that is made late takes its rows over from there; of two who make it, the lock lets the second see the first’s. It is in nobody’s way where one partition covers it already.
 */
const months = [
  `create function ledger_make_month(month date) returns boolean language plpgsql as $$
   declare
     first timestamptz := date_trunc('month', month::timestamp) at time zone 'UTC';
     past timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') at time zone 'UTC';
     name text := 'attempts_' || to_char(month, 'YYYY_MM');
   begin
     lock table attempts_of_other_times in access exclusive mode;
     if to_regclass(name) is not null then return false; end if;
     execute format('create table %I (like attempts including defaults including constraints)', name);
     execute format('with moved as (delete from attempts_of_other_times where at >= %L and at < %L returning *)
       insert into %I select * from moved', first, past, name);
     execute format('alter table attempts attach partition %I for values from (%L) to (%L)', name, first, past);
     return true;
   exception when invalid_object_definition then
     return false;
   end $$`,
  `do $$
   declare past timestamptz := (date_trunc('month', now() at time zone 'UTC') + interval '1 month') at time zone 'UTC';
   begin
     if not exists (select from attempts_of_other_times) then return; end if;
     alter table attempts detach partition attempts_of_other_times;
     alter table attempts_of_other_times rename to attempts_before_months;
     create table attempts_of_other_times partition of attempts default;
     with moved as (delete from attempts_before_months where at >= past returning *)
     insert into attempts_of_other_times select * from moved;
     execute format('alter table attempts attach partition attempts_before_months for values from (minvalue) to (%L)',
       past);
   end $$`,
  `select ledger_make_month((now() at time zone 'UTC' + ahead * interval '1 month')::date)
   from generate_series(0, 2) as ahead`,
];

/** `kept_since`: where retention cut, rows of calls that came in before then may be gone. */
const retention = [
  `create table ledger_settings (
     ${place}, retention_days integer not null check (retention_days > 0), updated_at timestamptz not null,
     primary key (tenant_id, environment))`,
  'alter table ledger_checkpoints add column kept_since timestamptz',
];

/** Cursors are by chain: an export of the platform’s own follows the chains of all tenants. */
const exports = [
  `create table exports (
     ${place}, id uuid not null, name text not null, kind text not null check (kind in ('otlp', 'webhook', 'object_store')),
     origin text not null, streams text[] not null, enabled boolean not null,
     secret_version integer not null, sealed bytea not null,
     next_at timestamptz not null, lease uuid, failures integer not null default 0, failing_since timestamptz,
     last_error text, last_status integer, delivered_at timestamptz, delivered_rows bigint not null default 0,
     created_at timestamptz not null, updated_at timestamptz not null,
     primary key (tenant_id, environment, id))`,
  'create index exports_due on exports (next_at) where enabled',
  `create table export_cursors (
     tenant_id text not null, environment text not null, export_id uuid not null, stream text not null,
     of_tenant text not null references tenants (id) on delete cascade, of_environment text not null,
     seq bigint not null,
     primary key (tenant_id, environment, export_id, stream, of_tenant, of_environment),
     foreign key (tenant_id, environment, export_id) references exports (tenant_id, environment, id) on delete cascade)`,
];

/** How often a sealed key was opened on a UTC day; told by each process a few seconds later. */
const keyOpens = [
  `create table key_opens (
     tenant_id text not null references tenants (id) on delete cascade, record text not null,
     version integer not null, day date not null, opens bigint not null, last_at timestamptz not null,
     primary key (tenant_id, record, version, day))`,
];
