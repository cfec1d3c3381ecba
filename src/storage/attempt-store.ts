import { sql } from 'kysely';
import type { AttemptStore } from '../gateway/ports.ts';
import { attemptFields } from '../kernel/attempt-list.ts';
import { limits } from '../kernel/limits.ts';
import type { AttemptRecord } from '../kernel/records.ts';
import type { Executor } from './open-database.ts';
import { reachable } from './reachable.ts';
import { ownerTransaction } from './transactions.ts';
import { addUsageDays, addUsageTotals } from './usage-sums.ts';

type Column = [name: string, type: string];

const columns: Record<keyof AttemptRecord, Column> = {
  at: ['at', 'timestamptz'],
  id: ['id', 'uuid'],
  requestId: ['request_id', 'text'],
  number: ['number', 'integer'],
  tenantId: ['tenant_id', 'text'],
  environment: ['environment', 'text'],
  agentId: ['agent_id', 'text'],
  featureId: ['feature_id', 'text'],
  actorKind: ['actor_kind', 'text'],
  actorId: ['actor_id', 'text'],
  userId: ['user_id', 'text'],
  operation: ['operation', 'text'],
  streamed: ['streamed', 'boolean'],
  configId: ['config_id', 'uuid'],
  modelName: ['model_name', 'text'],
  credentialId: ['credential_id', 'uuid'],
  credentialVersion: ['credential_version', 'integer'],
  provider: ['provider', 'text'],
  host: ['host', 'text'],
  address: ['address', 'text'],
  owner: ['owner', 'text'],
  payer: ['payer', 'text'],
  reason: ['reason', 'text'],
  outcome: ['outcome', 'text'],
  failureClass: ['failure_class', 'text'],
  upstreamRequestId: ['upstream_request_id', 'text'],
  status: ['status', 'integer'],
  requestBytes: ['request_bytes', 'bigint'],
  answerBytes: ['answer_bytes', 'bigint'],
  promptTokens: ['prompt_tokens', 'bigint'],
  completionTokens: ['completion_tokens', 'bigint'],
  cachedTokens: ['cached_tokens', 'bigint'],
  reasoningTokens: ['reasoning_tokens', 'bigint'],
  firstByteMs: ['first_byte_ms', 'double precision'],
  totalMs: ['total_ms', 'double precision'],
  queueMs: ['queue_ms', 'bigint'],
};
const positionOf = (field: keyof AttemptRecord) => sql.raw(String(attemptFields.indexOf(field)));
const names = sql.raw(attemptFields.map((field) => columns[field][0]).join(', '));
const values = sql.raw(attemptFields.map((field, index) => toValue(columns[field][1], index)).join(', '));

/**
 * Lists in one JSON parameter: measured with 200 and 1,000 rows a statement, the insert alone takes 40,000 to 50,000
 * rows a second on Postgres and 18,000 to 23,000 on PGlite; with an array for each column 45,000 and 15,000 to 22,000;
 * with `jsonb_to_recordset` 22,000 to 27,000 and 10,000 to 14,000.
 */
export function createAttemptStore(db: Executor): AttemptStore {
  const insert = async (lists: readonly string[]): Promise<string[]> => {
    try {
      await reachable(insertAll(db, lists));
      return [];
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (lists.length === 1) return [...lists];
      const half = lists.length >> 1;
      return [...(await insert(lists.slice(0, half))), ...(await insert(lists.slice(half)))];
    }
  };
  return { insertAttempts: insert };
}

/**
 * Rows, the chains that they continue and the sums that they add to come in together or not at all. The heads of the
 * chains are locked first, always in the same order: whoever else ships for the same tenant waits, and then sees what
 * is there already.
 */
function insertAll(db: Executor, all: readonly string[]): Promise<void> {
  const [chains, lists, { first, last }] = [listChains(all), toParameter(all), spanOf(all)];
  return ownerTransaction(db, async (trx) => {
    await sql`insert into ledger_heads (tenant_id, environment)
      select chain.list ->> 0, chain.list ->> 1 from jsonb_array_elements(${chains}::text::jsonb) as chain (list)
      where exists (select from tenants where tenants.id = chain.list ->> 0)
      order by 1, 2
      on conflict (tenant_id, environment) do update set seq = ledger_heads.seq`.execute(trx);
    await sql`with shipped as (
        select distinct on (list ->> ${positionOf('id')}) list,
          list ->> ${positionOf('id')} as id, ${sql.raw(toValue('timestamptz', attemptFields.indexOf('at'), 'list'))} as at,
          list ->> ${positionOf('tenantId')} as tenant_id, list ->> ${positionOf('environment')} as environment
        from jsonb_array_elements(('[' || ${lists}::text || ']')::jsonb) as attempt (list)),
      attempt as (
        select list, head.seq + row_number() over chain as seq,
          ledger_chain(head.hash, sha256(convert_to(list::text, 'UTF8'))) over chain as hash
        from shipped join ledger_heads head using (tenant_id, environment)
        where not exists (select from attempts known where known.at = shipped.at and known.id = shipped.id::uuid
          and known.at between ${first} and ${last})
        window chain as (partition by tenant_id, environment order by shipped.at, shipped.id rows unbounded preceding)),
      added as (
        insert into attempts (${names}, seq, hash, fields)
        select ${values}, seq, hash, jsonb_array_length(list) from attempt returning *),
      summed as (${sql.raw(addUsageDays)}),
      totalled as (${sql.raw(addUsageTotals)})
      update ledger_heads head set seq = last.seq, hash = last.hash
      from (
        select distinct on (tenant_id, environment) tenant_id, environment, seq, hash from added
        order by tenant_id, environment, seq desc) last
      where head.tenant_id = last.tenant_id and head.environment = last.environment`.execute(trx);
  });
}

/**
 * A portion of what deleted tenants left, with what was shipped while they were deleted. Answers how many rows it was;
 * none when all are gone.
 */
export async function deleteAttemptsOfDeletedTenants(db: Executor): Promise<number> {
  const { deleteRows } = limits.journal;
  let deleted = 0;
  for (const table of ['attempts', 'usage_days', 'usage_totals'] as const) {
    const gone = await reachable(
      sql`delete from ${sql.table(table)} where ctid = any (array(
          select gone.place from tombstones cross join lateral (
            select ctid as place from ${sql.table(table)} rows where rows.tenant_id = tombstones.tenant_id
            limit ${deleteRows}) as gone
          limit ${deleteRows}))
        and tenant_id in (select tenant_id from tombstones)`.execute(db),
    );
    deleted += Number(gone.numAffectedRows ?? 0);
  }
  return deleted;
}

function toValue(type: string, index: number, list = 'attempt.list'): string {
  const text = `${list} ->> ${index}`;
  if (type === 'text') return text;
  if (type === 'timestamptz') return `to_timestamp((${text})::bigint / 1000.0)`;
  return `(${text})::${type}`;
}

/** Escapes in JSON: first those that Postgres cannot store, which are the character zero and half a surrogate pair. */
const escapes = /\\(?:(u0000|ud[89a-f]..)|.)/g;

/** Tenant and environment of each, read off the texts: what stands before them has no comma in it. */
function listChains(lists: readonly string[]): string {
  const from = attemptFields.indexOf('tenantId');
  const scopes = new Set(
    lists.map((list) =>
      list
        .split(',', from + 2)
        .slice(from)
        .join(','),
    ),
  );
  return `[${[...scopes].map((scope) => `[${scope}]`).join(',')}]`;
}

const latestDate = 8.64e15;

/** From when to when these are: told beside them, so that the database plans for the months in question alone. */
function spanOf(lists: readonly string[]): { first: Date; last: Date } {
  const at = attemptFields.indexOf('at');
  // What is no list at all is refused for that, and not here.
  const times = lists
    .map((list) => Number(list.split(',', at + 1)[at]))
    .filter((time) => Math.abs(time) <= latestDate);
  const span = times.reduce(
    ({ first, last }, time) => ({ first: Math.min(first, time), last: Math.max(last, time) }),
    { first: times[0] ?? 0, last: times[0] ?? 0 },
  );
  return { first: new Date(span.first), last: new Date(span.last) };
}

/**
 * Texts go as they are, since to parse them and write them anew takes the main thread two to three times as long as
 * all the rest. The database puts the brackets around, which here would copy the whole text once more.
 */
function toParameter(lists: readonly string[]): string {
  const text = lists.join(',');
  if (!text.includes('\\u')) return text;
  return text.replace(escapes, (found, unstorable) => (unstorable === undefined ? found : '\uFFFD'));
}

/** Errors in the data and broken constraints: trying again would not help. */
function isRefusal(error: unknown): boolean {
  return /^2[23]/.test((error as { code?: string }).code ?? '');
}
