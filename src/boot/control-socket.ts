import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import type { Secret } from '../kernel/secret.ts';

/** Unix systems take about a hundred bytes for the name of a socket. */
const nameBytesMax = 100;

/** Where the server of a data directory listens for the command line: in it, or near if the name is too long. */
export function controlSocketPath(dataDirectory: string): string {
  const inside = join(resolve(dataDirectory), 'control.sock');
  if (Buffer.byteLength(inside) <= nameBytesMax) return inside;
  const name = createHash('sha256').update(resolve(dataDirectory)).digest('hex').slice(0, 16);
  return join(tmpdir(), `plugboard-${userInfo().uid}`, `${name}.sock`);
}

/**
 * The command line's way in: the same API, on a socket that only the server's own user can open. Whoever can open
 * it could also read the data directory, so what comes through it acts as an operator.
 */
export async function listenOnControlSocket(
  dataDirectory: string,
  token: Secret,
  handle: RequestListener,
): Promise<Server> {
  const path = controlSocketPath(dataDirectory);
  preparePlace(path);
  const server = createServer((request, response) => {
    delete request.headers.cookie;
    request.headers.authorization = `Bearer ${token.reveal()}`;
    handle(request, response);
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(path, () => listening());
  });
  chmodSync(path, 0o600);
  return server;
}

/** Only called by whoever holds the directory's lock, so a socket that lies there belongs to nobody alive. */
function preparePlace(path: string): void {
  const directory = join(path, '..');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const { uid, mode } = statSync(directory);
  if (uid !== userInfo().uid || (mode & 0o022) !== 0) {
    throw new Error(`${directory} belongs to somebody else or is writable by others`);
  }
  rmSync(path, { force: true });
}
