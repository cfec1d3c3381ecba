import { type Kysely, sql } from 'kysely';
import { protect } from './protect.ts';

/** Keys under which calls were made, and their answers, sealed. The application’s role has nothing to do with them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await protect(db, 'idempotency_keys', 'scope');
}

const statements = [
  `create table idempotency_keys (
     tenant_id text not null references tenants (id) on delete cascade,
     environment text not null check (environment in ('dev', 'test', 'prod')),
     actor_kind text not null, actor_id text not null, key_hash bytea not null, fingerprint bytea not null,
     request_id text not null, expires_at timestamptz not null, sealed bytea,
     primary key (tenant_id, environment, actor_kind, actor_id, key_hash))`,
  'create index idempotency_keys_expiry on idempotency_keys (expires_at)',
  // What is sealed does not compress.
  'alter table idempotency_keys alter column sealed set storage external',
];
