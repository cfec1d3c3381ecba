import { type Kysely, sql } from 'kysely';

const inTenant = `tenant_id = current_setting('plugboard.tenant', true)`;
const conditions = {
  tenant: inTenant,
  scope: `${inTenant} and (current_setting('plugboard.environment', true) = 'every'
    or environment = current_setting('plugboard.environment', true))`,
  own_row: `id = current_setting('plugboard.tenant', true)`,
  everyone: 'true',
};

/**
 * The second wall. FORCE binds the tables' owner too, so the owner gets a policy of its own by name; whoever else
 * connects sees nothing.
 */
export async function protect(
  db: Kysely<unknown>,
  table: string,
  wall: keyof typeof conditions,
): Promise<void> {
  const condition = conditions[wall];
  for (const statement of [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy tenant_wall on ${table} to plugboard_app using (${condition}) with check (${condition})`,
    `create policy owner_all on ${table} to current_user using (true) with check (true)`,
  ]) {
    await sql.raw(statement).execute(db);
  }
}
