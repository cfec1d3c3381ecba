import { createServer, type Socket } from 'node:net';
import { announce } from '../processes.ts';
import {
  type Answer,
  anthropicStream,
  bedrockStream,
  nothingHere,
  openaiStream,
  openaiStreamWithUsage,
  openaiWhole,
} from './answers.ts';

/**
 * Every provider at once, on bare sockets: what an HTTP server costs would be taken from the core that it shares with
 * the load generator. The first part of the path says in what time an answer comes:
 * `/burst/…` at once, `/paced/…` an event for each turn of the event loop, `/held/…` begins and never ends.
 */

const headEnd = Buffer.from('\r\n\r\n');
const heldPieces = 4;
/** The wish to stream is looked for in bodies up to this size; larger ones never stream here. */
const lookedIntoBytesMax = 64 * 1024;

interface Reading {
  pending: Buffer[];
  path: string;
  /** Of the body, still to come; undefined while the head is read. */
  missing: number | undefined;
  keep: boolean;
}

const server = createServer({ noDelay: true }, (socket) => {
  const reading: Reading = { pending: [], path: '', missing: undefined, keep: false };
  socket.on('data', (chunk) => read(socket, reading, chunk));
  socket.on('error', () => socket.destroy());
});

function read(socket: Socket, reading: Reading, chunk: Buffer): void {
  let rest = chunk;
  if (reading.missing === undefined) {
    const all = reading.pending.length === 0 ? rest : Buffer.concat([...reading.pending, rest]);
    const end = all.indexOf(headEnd);
    if (end === -1) {
      reading.pending = [all];
      return;
    }
    readHead(reading, all.toString('latin1', 0, end));
    rest = all.subarray(end + headEnd.length);
  }
  reading.missing = (reading.missing ?? 0) - rest.length;
  if (reading.keep) reading.pending.push(rest);
  if (reading.missing > 0) return;
  const body = reading.keep ? Buffer.concat(reading.pending).toString('latin1') : '';
  reading.pending = [];
  reading.missing = undefined;
  answer(socket, reading.path, body);
}

function readHead(reading: Reading, head: string): void {
  reading.path = head.slice(head.indexOf(' ') + 1, head.indexOf(' HTTP/1.'));
  const [, length = '0'] = /\r\ncontent-length: *(\d+)/i.exec(head) ?? [];
  reading.missing = Number(length);
  reading.keep = reading.missing <= lookedIntoBytesMax;
  reading.pending = [];
}

function answer(socket: Socket, path: string, body: string): void {
  const found = findAnswer(path, body);
  if (path.startsWith('/held/')) {
    socket.write(Buffer.concat([found.head, ...found.pieces.slice(0, heldPieces)]));
  } else if (path.startsWith('/paced/') && found.pieces.length > 1) {
    socket.write(found.head);
    writePaced(socket, found.pieces, 0);
  } else {
    socket.write(found.all);
  }
}

function writePaced(socket: Socket, pieces: Buffer[], at: number): void {
  const piece = pieces[at];
  if (piece === undefined || socket.destroyed) return;
  socket.write(piece);
  setImmediate(writePaced, socket, pieces, at + 1);
}

function findAnswer(path: string, body: string): Answer {
  if (path.endsWith('/v1/chat/completions')) {
    if (!/"stream":\s*true/.test(body)) return openaiWhole;
    return body.includes('"include_usage"') ? openaiStreamWithUsage : openaiStream;
  }
  if (path.endsWith('/v1/messages')) return anthropicStream;
  if (path.endsWith('/converse-stream')) return bedrockStream;
  return nothingHere;
}

server.listen(0, '127.0.0.1', () => announce(server.address()));
