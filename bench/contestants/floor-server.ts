import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Dispatcher, Pool } from 'undici';
import { announce } from '../processes.ts';

/** The least that a gateway in this language can do: read the body, send it on, relay what comes back. */

const pool = new Pool(process.argv[2] ?? '');

class Relay implements Dispatcher.DispatchHandler {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  onRequestStart(): void {}

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    const { 'content-type': type = 'application/json', 'content-length': length } = headers;
    this.#response.setHeader('content-type', type);
    if (length !== undefined) this.#response.setHeader('content-length', length);
    this.#response.writeHead(status);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#response.write(chunk);
  }

  onResponseEnd(): void {
    this.#response.end();
  }

  onResponseError(): void {
    this.#response.destroy();
  }
}

function serve(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const [only] = chunks;
    pool.dispatch(
      {
        method: 'POST',
        path: request.url ?? '/',
        headers: {
          'content-type': 'application/json',
          authorization: request.headers.authorization ?? '',
        },
        body: chunks.length === 1 && only ? only : Buffer.concat(chunks),
        bodyTimeout: 0,
      },
      new Relay(response),
    );
  });
}

const server = createServer(serve);
server.listen(0, '127.0.0.1', () => announce(server.address()));
