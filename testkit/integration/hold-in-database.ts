import pg from 'pg';

/** A transaction of somebody else, which keeps what its statement took until it is let go. */
export interface DatabaseHold {
  /** How many statements wait for a lock. */
  countWaiting(): Promise<number>;
  letGo(): Promise<void>;
  /** Whoever waits is thrown out first, so that nothing of it happens. */
  throwOut(): Promise<void>;
}

const ofOthers = `from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;

export async function holdInDatabase(databaseUrl: string, statement: string): Promise<DatabaseHold> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('begin');
  await client.query(statement);
  return {
    countWaiting: async () => {
      const waiting = await client.query(`select count(*) as count ${ofOthers} and wait_event_type = 'Lock'`);
      return Number(waiting.rows[0].count);
    },
    letGo: () => client.end(),
    throwOut: async () => {
      await client.query(`select pg_terminate_backend(pid) ${ofOthers}`);
      await client.end();
    },
  };
}
