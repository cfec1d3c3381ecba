import { sql } from 'kysely';
import type { AttemptStore } from '../gateway/ports.ts';
import { attemptFields } from '../kernel/attempt-list.ts';
import { limits } from '../kernel/limits.ts';
import type { AttemptRecord } from '../kernel/records.ts';
import type { Executor } from './open-database.ts';
import { reachable } from './reachable.ts';

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
};
const names = sql.raw(attemptFields.map((field) => columns[field][0]).join(', '));
const values = sql.raw(attemptFields.map((field, index) => toValue(columns[field][1], index)).join(', '));
const tenantPosition = sql.raw(String(attemptFields.indexOf('tenantId')));

/**
 * Lists in one JSON parameter. Measured with 200 and 1,000 rows a statement, in rows a second: 40,000 to 50,000 on
 * Postgres and 18,000 to 23,000 on PGlite; with an array for each column 45,000 and 15,000 to 22,000; with
 * `jsonb_to_recordset` 22,000 to 27,000 and 10,000 to 14,000.
 */
export function createAttemptStore(db: Executor): AttemptStore {
  const insert = async (lists: readonly string[]): Promise<string[]> => {
    try {
      await reachable(
        sql`insert into attempts (${names})
          select ${values} from jsonb_array_elements(('[' || ${toParameter(lists)}::text || ']')::jsonb) as attempt (list)
          where exists (select from tenants where tenants.id = attempt.list ->> ${tenantPosition})
          on conflict do nothing`.execute(db),
      );
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
 * A portion of what deleted tenants left, with what was shipped while they were deleted. Answers how many rows it was;
 * none when all are gone.
 */
export async function deleteAttemptsOfDeletedTenants(db: Executor): Promise<number> {
  const { deleteRows } = limits.journal;
  const { numAffectedRows } = await reachable(
    sql`delete from attempts where (at, id) in (
        select gone.at, gone.id from tombstones
        cross join lateral (
          select at, id from attempts where attempts.tenant_id = tombstones.tenant_id limit ${deleteRows}) as gone
        limit ${deleteRows})`.execute(db),
  );
  return Number(numAffectedRows ?? 0);
}

function toValue(type: string, index: number): string {
  const text = `attempt.list ->> ${index}`;
  if (type === 'text') return text;
  if (type === 'timestamptz') return `to_timestamp((${text})::bigint / 1000.0)`;
  return `(${text})::${type}`;
}

/** Escapes in JSON: first those that Postgres cannot store, which are the character zero and half a surrogate pair. */
const escapes = /\\(?:(u0000|ud[89a-f]..)|.)/g;

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
