import { Socket as DatagramSocket } from 'node:dgram';
import { appendFileSync } from 'node:fs';
import { Socket } from 'node:net';

/**
 * Loaded before a program (`--import`): writes down every socket that it opens to somewhere, and which of our files
 * asked for it. One JSON object in a line each, in the file that `OUTBOUND_RECORD` names.
 */
export interface OutboundConnect {
  to: string;
  /** The file of `src` that is nearest to the connect, `pg` for the database’s driver; null where neither is there. */
  by: string | null;
}

const file = process.env['OUTBOUND_RECORD'];
const sourceFolder = new URL('../src/', import.meta.url).href;

const { connect } = Socket.prototype;
Socket.prototype.connect = function (this: Socket, ...given: unknown[]): Socket {
  record(describe(given.flat()));
  return Reflect.apply(connect, this, given);
} as typeof connect;

const { send } = DatagramSocket.prototype;
DatagramSocket.prototype.send = function (this: DatagramSocket, ...given: unknown[]): void {
  record('a datagram');
  Reflect.apply(send, this, given);
} as typeof send;

function record(to: string): void {
  if (file === undefined) return;
  const line: OutboundConnect = { to, by: findCaller() };
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}

function describe([first, second]: unknown[]): string {
  if (typeof first !== 'object' || first === null) return `${second ?? 'localhost'}:${first}`;
  const { path, host, port } = first as { path?: string; host?: string; port?: number | string };
  return path ?? `${host ?? 'localhost'}:${port}`;
}

function findCaller(): string | null {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 100;
  const { stack = '' } = new Error('here');
  Error.stackTraceLimit = stackTraceLimit;
  for (const line of stack.split('\n')) {
    if (line.includes('/node_modules/pg/')) return 'pg';
    const [, ours] = line.split(sourceFolder);
    if (ours !== undefined) return ours.replace(/:\d+:\d+\)?$/, '');
  }
  return null;
}
