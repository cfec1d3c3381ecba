import { sql } from 'kysely';
import type { CallCountStore, CallCounts } from '../gateway/ports.ts';
import type { Executor } from './open-database.ts';
import { reachable } from './reachable.ts';

/** As many as a replica tells within a minute at its most; then it writes over the oldest. */
const slots = 256;
const keptSeconds = 62;

interface Row {
  replica: string;
  number: string;
  age_ms: number;
  body: string;
}

export function createCallCountStore(db: Executor): CallCountStore {
  return {
    exchange: async ({ replica, number, counts }, known) => {
      const numbers = JSON.stringify(Object.fromEntries(known));
      // Rows of replicas that are gone go with whoever comes next; nobody waits for another who takes them away too.
      const { rows } = await reachable(
        sql<Row>`with told as (
            insert into call_counts (replica, slot, number, body)
            values (${replica}, ${number % slots}, ${number}, ${JSON.stringify(counts)})
            on conflict (replica, slot)
              do update set number = excluded.number, at = excluded.at, body = excluded.body),
          gone as (
            delete from call_counts where (replica, slot) in (
              select replica, slot from call_counts
              where replica <> ${replica} and at < now() - interval '5 minutes'
              for update skip locked))
          select replica::text, number::text, body,
            greatest(0, extract(epoch from now() - at) * 1000)::double precision as age_ms
          from call_counts
          where replica <> ${replica} and at > now() - make_interval(secs => ${keptSeconds})
            and number > coalesce((${numbers}::jsonb ->> replica::text)::bigint, -1)
          order by number`.execute(db),
      );
      return rows.map((row) => ({
        replica: row.replica,
        number: Number(row.number),
        ageMs: row.age_ms,
        counts: JSON.parse(row.body) as CallCounts,
      }));
    },
  };
}
