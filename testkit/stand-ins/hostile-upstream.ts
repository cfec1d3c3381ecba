import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type LoopbackServer, startLoopbackServer } from './loopback-server.ts';

/** A request as it reached the upstream, and every way to answer it badly. */
export class Arrival {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly response: ServerResponse;
  /** Kept when the caller leaves before it was answered: the moment, on the clock of `performance.now`. */
  readonly left: Promise<number>;
  readonly #request: IncomingMessage;
  #body: Promise<string> | undefined;

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.path = request.url ?? '';
    this.headers = request.headers;
    this.response = response;
    this.#request = request;
    this.left = new Promise((resolve) => {
      response.once('close', () => {
        if (!response.writableFinished) resolve(performance.now());
      });
    });
  }

  get socket(): Socket {
    return this.#request.socket;
  }

  /** Not read before somebody asks for it. */
  body(): Promise<string> {
    this.#body ??= readText(this.#request);
    return this.#body;
  }

  async json(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.body());
  }

  /** The bytes that are given and nothing else: no head, no framing. */
  writeRaw(text: string | Uint8Array): void {
    this.socket.write(text);
  }

  /** A head for a body that ends when the connection does, so that the end says nothing. */
  beginRaw(contentType = 'text/event-stream'): void {
    this.writeRaw(`HTTP/1.1 200 OK\r\ncontent-type: ${contentType}\r\nconnection: close\r\n\r\n`);
  }

  beginStream(headers: Record<string, string> = {}): void {
    this.response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
    this.response.flushHeaders();
  }

  answer(status: number, body: unknown, headers: Record<string, string> = {}): void {
    const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    this.response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
  }

  reset(): void {
    this.socket.resetAndDestroy();
  }
}

type Script = (arrival: Arrival) => void | Promise<void>;

export interface HostileUpstream extends LoopbackServer {
  /** All that came, in order. */
  arrivals: Arrival[];
  /** What the next requests meet. */
  play(script: Script): void;
}

export async function startHostileUpstream(): Promise<HostileUpstream> {
  const arrivals: Arrival[] = [];
  let script: Script = (arrival) => arrival.answer(500, {});
  const server = await startLoopbackServer((request, response) => {
    const arrival = new Arrival(request, response);
    arrivals.push(arrival);
    // Whoever called may leave at any time.
    response.on('error', () => undefined);
    Promise.resolve(script(arrival)).catch(() => arrival.socket.destroy());
  });
  return {
    ...server,
    arrivals,
    play(next) {
      script = next;
    },
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
