import { type Kysely, sql } from 'kysely';

/** Since when a tenant is without own models that it had: its keys end so long after. Of those that are, nobody knows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table tenants add column plan_lowered_at timestamptz').execute(db);
}
