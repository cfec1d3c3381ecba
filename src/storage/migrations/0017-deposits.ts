import { type Kysely, sql } from 'kysely';
import { protect } from './protect.ts';

/** Links by which somebody without an account deposits a key. Of their tokens only hashes are here. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await protect(db, 'deposits', 'scope');
  await sql.raw('grant select, insert, update on deposits to plugboard_app').execute(db);
}

const statements = [
  `create table deposits (
     tenant_id text not null references tenants (id) on delete cascade,
     environment text not null check (environment in ('dev', 'test', 'prod')),
     id uuid not null, token_hash bytea not null unique, service_request_id uuid,
     name text not null, catalogue_id text not null, variant text not null, settings jsonb not null,
     origins text[] not null, model_name text, replaces uuid,
     created_by_kind text not null, created_by_id text not null,
     created_at timestamptz not null, expires_at timestamptz not null,
     opened_at timestamptz, revoked_at timestamptz, test jsonb, received jsonb, received_at timestamptz,
     primary key (tenant_id, environment, id),
     check ((received is null) = (received_at is null)))`,
  `create index deposits_of_request on deposits (tenant_id, environment, service_request_id)
     where service_request_id is not null`,
];
