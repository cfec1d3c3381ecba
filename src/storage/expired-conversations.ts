import { sql } from 'kysely';
import { limits } from '../kernel/limits.ts';
import type { Executor } from './open-database.ts';
import { reachable } from './reachable.ts';

/** A portion of what has expired, messages and all. Answers how many conversations it was; none when all are gone. */
export async function deleteExpiredConversations(db: Executor, now: number): Promise<number> {
  const { numAffectedRows } = await reachable(
    sql`delete from conversations where ctid in (
        select ctid from conversations where expires_at <= ${new Date(now)}
        limit ${limits.conversations.deleteRows} for update skip locked)`.execute(db),
  );
  return Number(numAffectedRows ?? 0);
}
