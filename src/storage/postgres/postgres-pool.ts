import pg from 'pg';

const int8 = 20;
const reconnectAfterMs = 500;

/** Versions and counters stay far below 2^53, so plain numbers hold them. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

export function createPostgresPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'plugboard',
  });
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  // So would one that is in use and has no query under way when the server ends it; its next query says so.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** A connection of its own that listens, and comes back by itself after it was lost. */
export async function listenOn(
  url: string,
  channel: string,
  onNotification: () => void,
): Promise<() => Promise<void>> {
  let closed = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString: url, application_name: 'plugboard-listen' });
    client = fresh;
    fresh.on('notification', onNotification);
    fresh.on('error', () => undefined);
    fresh.on('end', () => {
      if (!closed) timer = setTimeout(() => void connect().catch(() => undefined), reconnectAfterMs);
    });
    try {
      await fresh.connect();
      await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
      // What was announced while nobody listened is fetched now.
      onNotification();
    } catch {
      await fresh.end().catch(() => undefined);
    }
  };
  await connect();

  return async () => {
    closed = true;
    clearTimeout(timer);
    await client?.end().catch(() => undefined);
  };
}
