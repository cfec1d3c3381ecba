import { type Kysely, sql } from 'kysely';

/**
 * Attempts come in by a function: the database plans its statements once for each connection and not for each batch,
 * which took a fourth of the time that a thousand rows take. Whoever adds a field replaces the function.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(shipAttempts).execute(db);
  await sql.raw('revoke execute on function ship_attempts from public').execute(db);
}

/** In the order in which an attempt lists its values. */
const fields: [column: string, type: string][] = [
  ['id', 'uuid'],
  ['at', 'timestamptz'],
  ['request_id', 'text'],
  ['number', 'integer'],
  ['tenant_id', 'text'],
  ['environment', 'text'],
  ['agent_id', 'text'],
  ['feature_id', 'text'],
  ['actor_kind', 'text'],
  ['actor_id', 'text'],
  ['user_id', 'text'],
  ['operation', 'text'],
  ['streamed', 'boolean'],
  ['config_id', 'uuid'],
  ['model_name', 'text'],
  ['credential_id', 'uuid'],
  ['credential_version', 'integer'],
  ['provider', 'text'],
  ['host', 'text'],
  ['address', 'text'],
  ['owner', 'text'],
  ['payer', 'text'],
  ['reason', 'text'],
  ['outcome', 'text'],
  ['failure_class', 'text'],
  ['upstream_request_id', 'text'],
  ['status', 'integer'],
  ['request_bytes', 'bigint'],
  ['answer_bytes', 'bigint'],
  ['prompt_tokens', 'bigint'],
  ['completion_tokens', 'bigint'],
  ['cached_tokens', 'bigint'],
  ['reasoning_tokens', 'bigint'],
  ['first_byte_ms', 'double precision'],
  ['total_ms', 'double precision'],
  ['queue_ms', 'bigint'],
];
const names = fields.map(([column]) => column).join(', ');
const values = fields.map(([, type], position) => valueAt(position, type)).join(', ');

function valueAt(position: number, type: string): string {
  const text = `list ->> ${position}`;
  if (type === 'text') return text;
  return type === 'timestamptz' ? `to_timestamp((${text})::bigint / 1000.0)` : `(${text})::${type}`;
}

/** What is summed up, and by what; whatever is absent is an empty text, as a key has no nulls. */
const sums = {
  calls: 'count(*) filter (where number = 1)',
  attempts: 'count(*)',
  answered: `count(*) filter (where outcome = 'answered')`,
  failed: `count(*) filter (where outcome = 'failed')`,
  aborted: `count(*) filter (where outcome = 'aborted')`,
  prompt_tokens: 'coalesce(sum(prompt_tokens), 0)',
  completion_tokens: 'coalesce(sum(completion_tokens), 0)',
  cached_tokens: 'coalesce(sum(cached_tokens), 0)',
  reasoning_tokens: 'coalesce(sum(reasoning_tokens), 0)',
  request_bytes: 'sum(request_bytes)',
  answer_bytes: 'sum(answer_bytes)',
  total_ms: 'sum(total_ms::numeric)',
  // Each try tells how long its call has waited by then: the one that was answered says it for the call.
  queue_ms: `coalesce(sum(queue_ms) filter (where outcome = 'answered'), 0)`,
};
const dimensions = {
  tenant_id: 'tenant_id',
  environment: 'environment',
  day: `(at at time zone 'UTC')::date`,
  operation: 'operation',
  agent_id: `coalesce(agent_id, '')`,
  feature_id: `coalesce(feature_id, '')`,
  provider: 'provider',
  model_name: 'model_name',
  owner: 'owner',
  payer: 'payer',
};
const withUsers = {
  ...dimensions,
  user_id: `coalesce(user_id, '')`,
  config_id: `coalesce(config_id::text, '')`,
};
const ofDay = { ...withUsers, ...sums };
const days = `select ${Object.entries(ofDay)
  .map(([name, value]) => `${value} as ${name}`)
  .join(', ')} from added group by ${Object.values(withUsers).join(', ')}`;
const totals = `select ${Object.keys(dimensions).join(', ')}, ${Object.keys(sums)
  .map((name) => `sum(${name})`)
  .join(', ')} from days group by ${Object.keys(dimensions).join(', ')}`;

/** In the order of the key, so that no two who ship at once wait for each other. */
function addTo(table: string, by: object, selection: string): string {
  const [key, summed] = [Object.keys(by), Object.keys(sums)];
  return `insert into ${table} as kept (${[...key, ...summed].join(', ')})
    ${selection} order by ${key.join(', ')}
    on conflict (${key.join(', ')}) do update set
      ${summed.map((name) => `${name} = kept.${name} + excluded.${name}`).join(', ')}`;
}

/**
 * Rows, the chains that they continue and the sums that they add to come in together or not at all. The heads of the
 * chains are locked first, always in the same order: whoever else ships for the same tenant waits, and then sees what
 * is there already.
 */
const shipAttempts = `create or replace function ship_attempts(
    chains jsonb, lists jsonb, first_at timestamptz, last_at timestamptz) returns void
  language plpgsql set plan_cache_mode = force_generic_plan as $ship$
  begin
    insert into ledger_heads (tenant_id, environment)
      select chain.list ->> 0, chain.list ->> 1 from jsonb_array_elements(chains) as chain (list)
      where exists (select from tenants where tenants.id = chain.list ->> 0)
      order by 1, 2
      on conflict (tenant_id, environment) do update set seq = ledger_heads.seq;
    with shipped as (
        select distinct on (list ->> 0) list, list ->> 0 as id, ${valueAt(1, 'timestamptz')} as at,
          list ->> 4 as tenant_id, list ->> 5 as environment
        from jsonb_array_elements(lists) as attempt (list)),
      attempt as (
        select list, head.seq + row_number() over chain as seq,
          ledger_chain(head.hash, sha256(convert_to(list::text, 'UTF8'))) over chain as hash
        from shipped join ledger_heads head using (tenant_id, environment)
        where not exists (select from attempts known where known.at = shipped.at and known.id = shipped.id::uuid
          and known.at between first_at and last_at)
        window chain as (partition by tenant_id, environment order by shipped.at, shipped.id rows unbounded preceding)),
      added as (
        insert into attempts (${names}, seq, hash, fields)
        select ${values}, seq, hash, jsonb_array_length(list) from attempt returning *),
      days as materialized (${days}),
      summed as (${addTo('usage_days', withUsers, `select * from days`)}),
      totalled as (${addTo('usage_totals', dimensions, totals)})
      update ledger_heads head set seq = last.seq, hash = last.hash
      from (
        select distinct on (tenant_id, environment) tenant_id, environment, seq, hash from added
        order by tenant_id, environment, seq desc) last
      where head.tenant_id = last.tenant_id and head.environment = last.environment;
  end $ship$`;
