import { type Kysely, sql } from 'kysely';

/**
 * What operators stopped: a tenant or one environment of it, a host, or a credential. Theirs alone: tenants hear of
 * it by what it concerns.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table stops (
         id uuid primary key, tenant_id text references tenants (id) on delete cascade,
         environment text check (environment in ('dev', 'test', 'prod')),
         host text, credential_id uuid, reason text not null, created_at timestamptz not null default now(),
         foreign key (tenant_id, environment, credential_id)
           references credentials (tenant_id, environment, id) on delete cascade,
         check ((host is null) = (tenant_id is not null)),
         check (environment is null or tenant_id is not null),
         check (credential_id is null or environment is not null))`,
    )
    .execute(db);
}
