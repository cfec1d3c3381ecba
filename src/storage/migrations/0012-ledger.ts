import { type Kysely, sql } from 'kysely';
import { protect } from './protect.ts';

/**
 * Attempts become a ledger: partitioned by time, numbered and chained by tenant and environment as they come in, and
 * summed up by day in the same statement.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...ledger, ...moveAttempts, ...checkpoints, ...usage]) {
    await sql.raw(statement).execute(db);
  }
  await protect(db, 'attempts', 'scope');
  await protect(db, 'ledger_heads', 'scope');
  await protect(db, 'ledger_checkpoints', 'scope');
  await protect(db, 'usage_days', 'scope');
  await sql
    .raw('grant select on attempts, ledger_heads, ledger_checkpoints, usage_days to plugboard_app')
    .execute(db);
}

const environment = `environment text not null check (environment in ('dev', 'test', 'prod'))`;
/** No foreign key where a tenant has so many rows that a cascade would take too long: they go in portions, right after. */
const scope = `tenant_id text not null, ${environment}`;
const ofTenant = `tenant_id text not null references tenants (id) on delete cascade, ${environment}`;

/** `fields`: how many the journal’s list had when it was hashed; later versions add some at its end. */
const ledger = [
  `create function ledger_link(state bytea, previous bytea, leaf bytea) returns bytea
     language plpgsql immutable parallel safe as
     $$ begin return sha256(coalesce(state, previous) || leaf); end $$`,
  `create aggregate ledger_chain(previous bytea, leaf bytea) (sfunc = ledger_link, stype = bytea)`,
  `create table ledger_heads (
     ${ofTenant}, seq bigint not null default 0,
     hash bytea not null default '\\x${'00'.repeat(32)}', primary key (tenant_id, environment))`,
  'alter table attempts rename to attempts_before_ledger',
  'alter index attempts_scope rename to attempts_before_ledger_scope',
  'alter index attempts_pkey rename to attempts_before_ledger_pkey',
  `create table attempts (
     at timestamptz not null, id uuid not null, request_id text not null, number integer not null,
     ${scope}, agent_id text, feature_id text, actor_kind text not null, actor_id text not null, user_id text,
     operation text not null check (operation in ('chat', 'embedding')), streamed boolean not null,
     config_id uuid, model_name text not null, credential_id uuid not null,
     credential_version integer not null, provider text not null, host text not null, address text,
     owner text not null check (owner in ('own', 'managed')),
     payer text not null check (payer in ('tenant_provider', 'subscription', 'metered')),
     reason text not null, outcome text not null check (outcome in ('answered', 'failed', 'aborted')),
     failure_class text, upstream_request_id text, status integer,
     request_bytes bigint not null, answer_bytes bigint not null,
     prompt_tokens bigint, completion_tokens bigint, cached_tokens bigint, reasoning_tokens bigint,
     first_byte_ms double precision, total_ms double precision not null,
     seq bigint not null, hash bytea not null, fields smallint not null,
     primary key (at, id)) partition by range (at)`,
  'create table attempts_of_other_times partition of attempts default',
  'create index attempts_scope on attempts (tenant_id, environment, at desc, id desc)',
  'create index attempts_seq on attempts (tenant_id, environment, seq)',
];

const columns = `at, id, request_id, number, tenant_id, environment, agent_id, feature_id, actor_kind, actor_id,
  user_id, operation, streamed, config_id, model_name, credential_id, credential_version, provider, host, address,
  owner, payer, reason, outcome, failure_class, upstream_request_id, status, request_bytes, answer_bytes,
  prompt_tokens, completion_tokens, cached_tokens, reasoning_tokens, first_byte_ms, total_ms`;

/** The text that is hashed is what the journal would have shipped: its fields in its order. */
const moveAttempts = [
  `with hashed as (
     select *, sha256(convert_to(jsonb_build_array(
       id, (extract(epoch from at) * 1000)::bigint, request_id, number, tenant_id, environment, agent_id,
       feature_id, actor_kind, actor_id, user_id, operation, streamed, config_id, model_name, credential_id,
       credential_version, provider, host, address, owner, payer, reason, outcome, failure_class,
       upstream_request_id, status, request_bytes, answer_bytes, prompt_tokens, completion_tokens,
       cached_tokens, reasoning_tokens, first_byte_ms, total_ms)::text, 'UTF8')) as leaf
     from attempts_before_ledger)
   insert into attempts (${columns}, seq, hash, fields)
   select ${columns}, row_number() over chain,
     ledger_chain('\\x${'00'.repeat(32)}'::bytea, leaf) over chain, 35
   from hashed
   window chain as (partition by tenant_id, environment order by at, id rows unbounded preceding)`,
  `insert into ledger_heads (tenant_id, environment, seq, hash)
   select distinct on (tenant_id, environment) tenant_id, environment, seq, hash from attempts
   where exists (select from tenants where tenants.id = attempts.tenant_id)
   order by tenant_id, environment, seq desc`,
  'drop table attempts_before_ledger',
];

/** `kind`: `retention` marks where a chain begins after its older rows were removed. */
const checkpoints = [
  `create table ledger_checkpoints (
     ${ofTenant}, seq bigint not null, hash bytea not null, at timestamptz not null, key_id text not null,
     signature bytea not null, kind text not null check (kind in ('periodic', 'retention')),
     primary key (tenant_id, environment, seq))`,
];

/** Whatever is absent is an empty text here: a key has no nulls. */
const usage = [
  `create table usage_days (
     ${scope}, day date not null, operation text not null, agent_id text not null, feature_id text not null,
     user_id text not null, config_id text not null, provider text not null, model_name text not null,
     owner text not null, payer text not null,
     calls bigint not null, attempts bigint not null, answered bigint not null, failed bigint not null,
     aborted bigint not null, prompt_tokens bigint not null, completion_tokens bigint not null,
     cached_tokens bigint not null, reasoning_tokens bigint not null, request_bytes bigint not null,
     answer_bytes bigint not null, total_ms double precision not null,
     primary key (tenant_id, environment, day, operation, agent_id, feature_id, user_id, config_id, provider,
       model_name, owner, payer))`,
  `insert into usage_days
   select tenant_id, environment, (at at time zone 'UTC')::date, operation, coalesce(agent_id, ''),
     coalesce(feature_id, ''), coalesce(user_id, ''), coalesce(config_id::text, ''), provider, model_name, owner,
     payer, count(*) filter (where number = 1), count(*), count(*) filter (where outcome = 'answered'),
     count(*) filter (where outcome = 'failed'), count(*) filter (where outcome = 'aborted'),
     coalesce(sum(prompt_tokens), 0), coalesce(sum(completion_tokens), 0), coalesce(sum(cached_tokens), 0),
     coalesce(sum(reasoning_tokens), 0), sum(request_bytes), sum(answer_bytes), sum(total_ms)
   from attempts group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12`,
];
