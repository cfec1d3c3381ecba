import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { openKeyProvider } from '../boot/open-key-provider.ts';
import type { Config } from '../config/config.ts';
import { createOperatorClient } from '../egress/operator-client.ts';
import { Scrubber } from '../kernel/secret.ts';
import { DirectoryInUseError, lockDataDirectory } from '../storage/data-directory.ts';
import { type Finding, inspectPostgres } from '../storage/postgres/inspect-postgres.ts';

export type { Finding };

const freeBytesMin = 512 * 1024 * 1024;

/** Changes nothing: no directory is made, no key, no row. */
export async function inspectStart(config: Config): Promise<Finding[]> {
  const database =
    config.databaseUrl === null
      ? [inspectEmbedded(config.dataDirectory)]
      : await inspectPostgres(config.databaseUrl.reveal());
  return [
    inspectDirectory(config.dataDirectory),
    inspectSpace(config.dataDirectory),
    ...database,
    await inspectKey(config),
    await inspectPort(config.listen),
  ];
}

function inspectDirectory(directory: string): Finding {
  const name = 'data directory';
  const exists = existsSync(directory);
  const place = exists ? directory : nearestParent(directory);
  try {
    accessSync(place, constants.W_OK);
  } catch {
    return {
      name,
      ok: false,
      detail: `${place} is not writable`,
      remedy: 'Change its owner, or PLUGBOARD_DATA_DIR.',
    };
  }
  if (exists && (statSync(directory).mode & 0o077) !== 0) {
    return {
      name,
      ok: false,
      detail: `${directory} can be entered by other users`,
      remedy: `chmod 700 ${directory}`,
    };
  }
  return { name, ok: true, detail: exists ? directory : `${directory} will be made` };
}

function inspectSpace(directory: string): Finding {
  const { bavail, bsize } = statfsSync(existsSync(directory) ? directory : nearestParent(directory));
  const free = bavail * bsize;
  const ok = free >= freeBytesMin;
  return {
    name: 'disk',
    ok,
    detail: `${Math.round(free / 1024 / 1024)} MB free`,
    ...(!ok && { remedy: `Make room: at least ${freeBytesMin / 1024 / 1024} MB.` }),
  };
}

function inspectEmbedded(directory: string): Finding {
  const name = 'database';
  const database = join(directory, 'database');
  if (!existsSync(database) || existsSync(`${database}.making`)) {
    return { name, ok: true, detail: 'embedded; will be made at the first start' };
  }
  try {
    lockDataDirectory(directory).release();
  } catch (error) {
    if (!(error instanceof DirectoryInUseError)) throw error;
    return {
      name,
      ok: false,
      detail: error.message,
      remedy: 'It does not answer: look at its log, or end it.',
    };
  }
  const made = readFileSync(join(database, 'PG_VERSION'), 'utf8').trim();
  return { name, ok: true, detail: `embedded, made by Postgres ${made}` };
}

/** Asks the provider for one wrapping and opens it again: the answer says more than any look at the settings. */
async function inspectKey(config: Config): Promise<Finding> {
  const name = 'master key';
  const local = join(config.dataDirectory, 'master.key');
  if (config.masterKey.kind === 'generated-local' && !existsSync(local)) {
    return existsSync(join(config.dataDirectory, 'database'))
      ? { name, ok: false, detail: `${local} is missing`, remedy: 'Put it back from your backup.' }
      : { name, ok: true, detail: 'will be made at the first start' };
  }
  const client = createOperatorClient();
  try {
    const provider = openKeyProvider({
      config,
      send: client.send,
      clock: Date.now,
      scrubber: new Scrubber(),
      mayCreateKey: false,
    });
    const context = { deploymentId: 'doctor', tenantId: 'doctor' };
    const text = Buffer.alloc(32, 'plugboard doctor');
    const opened = await provider.unwrap(await provider.wrap(text, context), context);
    return { name, ok: opened.equals(text), detail: `${provider.kind}: wraps and opens` };
  } catch (error) {
    const { message, cause } = error as Error;
    const inner = cause instanceof Error ? ` (${cause.message})` : '';
    return {
      name,
      ok: false,
      detail: `${message}${inner}`,
      remedy: 'Check the key, or the key service and its permissions.',
    };
  } finally {
    await client.close();
  }
}

function inspectPort({ host, port }: Config['listen']): Promise<Finding> {
  const name = 'port';
  return new Promise((answer) => {
    const probe = createServer();
    probe.once('error', (error) =>
      answer({
        name,
        ok: false,
        detail: `${host}:${port} cannot be listened on: ${error.message}`,
        remedy: 'Stop what listens there, or set PLUGBOARD_HOST and PLUGBOARD_PORT.',
      }),
    );
    probe.listen(port, host, () =>
      probe.close(() => answer({ name, ok: true, detail: `${host}:${port} is free` })),
    );
  });
}

function nearestParent(directory: string): string {
  let place = resolve(directory);
  while (!existsSync(place)) place = dirname(place);
  return place;
}
