import { type Kysely, sql } from 'kysely';
import { protect } from './protect.ts';

/** Which model serves what: the mode of an environment, features on a config, what managed models stand in for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await protect(db, 'environment_settings', 'scope');
  await sql.raw('grant select, insert, update, delete on environment_settings to plugboard_app').execute(db);
}

const statements = [
  `alter table feature_assignments drop constraint feature_assignments_kind_check`,
  `alter table feature_assignments add column config_id uuid,
     add check (kind in ('default', 'off', 'config')), add check ((kind = 'config') = (config_id is not null)),
     add foreign key (tenant_id, environment, config_id)
       references model_configs (tenant_id, environment, id) on delete cascade`,
  `alter table model_configs add column substitute_for text[]`,
  `create table environment_settings (
     tenant_id text not null references tenants (id) on delete cascade,
     environment text not null check (environment in ('dev', 'test', 'prod')),
     mode text not null check (mode in ('bundled', 'byo')),
     embeddings_mode text check (embeddings_mode in ('bundled', 'byo')),
     updated_at timestamptz not null default now(),
     primary key (tenant_id, environment))`,
];
