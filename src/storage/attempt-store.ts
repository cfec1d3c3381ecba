import { sql } from 'kysely';
import type { AttemptStore } from '../gateway/ports.ts';
import { attemptFields } from '../kernel/attempt-list.ts';
import { limits } from '../kernel/limits.ts';
import type { Executor } from './open-database.ts';
import { reachable } from './reachable.ts';

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

/** One statement: all comes in, with the chains that it continues and the sums that it adds to, or nothing. */
async function insertAll(db: Executor, all: readonly string[]): Promise<void> {
  const { first, last } = spanOf(all);
  await sql`select ship_attempts(${listChains(all)}::text::jsonb,
    ('[' || ${toParameter(all)}::text || ']')::jsonb, ${first}, ${last})`.execute(db);
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
