import { type Kysely, sql } from 'kysely';
import { protect } from './protect.ts';

/** What a tenant connects: accounts at providers, the models it names on them, and where they may lie. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...credentialTables, modelConfigs, ...egressRules])
    await sql.raw(statement).execute(db);
  for (const table of ['credentials', 'credential_secrets', 'model_configs'])
    await protect(db, table, 'scope');
  await protect(db, 'egress_rules', 'tenant');
  for (const grant of grants) await sql.raw(grant).execute(db);
}

const ofTenant = 'tenant_id text not null references tenants (id) on delete cascade';
const environment = `environment text not null check (environment in ('dev', 'test', 'prod'))`;
const times = `created_at timestamptz not null default now(), updated_at timestamptz not null default now()`;

const credentialTables = [
  `create table credentials (
     ${ofTenant}, ${environment}, id uuid not null, provider_id text not null, name text not null,
     creds_type text not null, catalogue_id text not null, variant text not null, provider text, agent_id text,
     settings jsonb not null, enabled boolean not null default true, position integer not null default 0,
     expires_at timestamptz, data_region text, status text not null, status_detail text,
     secret_version integer not null, last_checked_at timestamptz, last_used_at timestamptz,
     checking_until timestamptz, ${times},
     primary key (tenant_id, environment, id), unique (tenant_id, environment, provider_id))`,
  `create table credential_secrets (
     ${ofTenant}, ${environment}, credential_id uuid not null, version integer not null, field text not null,
     sealed bytea not null, origins text[] not null, last4 text, created_at timestamptz not null default now(),
     primary key (tenant_id, environment, credential_id, version, field),
     foreign key (tenant_id, environment, credential_id)
       references credentials (tenant_id, environment, id) on delete cascade)`,
];

const modelConfigs = `create table model_configs (
     ${ofTenant}, ${environment}, id uuid not null, name text not null, credential_id uuid not null,
     provider text not null, model_name text not null, deployment_name text, is_embedding boolean not null,
     embedding_dimensions integer, dimensions_verified boolean not null default false, agent_id text,
     is_default boolean not null default false, enabled boolean not null default true,
     capabilities jsonb not null, ${times},
     primary key (tenant_id, environment, id), unique (tenant_id, environment, name),
     foreign key (tenant_id, environment, credential_id)
       references credentials (tenant_id, environment, id))`;

const egressRules = [
  `create table egress_rules (
     ${ofTenant}, environment text check (environment in ('dev', 'test', 'prod')), id uuid not null,
     host text, cidr text, port integer, plain_http boolean not null default false, private_ca text,
     reason text not null, created_at timestamptz not null default now(),
     primary key (tenant_id, id), check ((host is null) <> (cidr is null)))`,
  `create unique index model_configs_default on model_configs
     (tenant_id, environment, coalesce(agent_id, ''), is_embedding) where is_default`,
];

const grants = [
  'grant select, insert, update, delete on credentials, credential_secrets, model_configs to plugboard_app',
  'grant select on egress_rules to plugboard_app',
];
