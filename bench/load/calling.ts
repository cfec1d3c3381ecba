import { readFileSync } from 'node:fs';
import { type Dispatcher, Pool } from 'undici';
import type { Call, Load, Tokens } from './jobs.ts';
import { Tally } from './tally.ts';

/** No call of a measurement takes longer, or something hangs. */
const callMaxMs = 30_000;

export function openPool(call: Call, connections: number): Pool {
  return new Pool(call.origin, {
    connections,
    pipelining: 1,
    headersTimeout: callMaxMs,
    bodyTimeout: callMaxMs,
  });
}

export function toRequest(call: Call): Dispatcher.DispatchOptions {
  return {
    method: 'POST',
    path: call.path,
    headers: { 'content-type': 'application/json', ...call.headers },
    body: call.body,
  };
}

/** One call at a time; `again` says what to do when it is over. */
export class Caller implements Dispatcher.DispatchHandler {
  readonly #tally: Tally;
  readonly #over: () => void;
  #status: number | undefined;
  #from = 0;

  constructor(tally: Tally, over: () => void) {
    this.#tally = tally;
    this.#over = over;
  }

  send(pool: Pool, request: Dispatcher.DispatchOptions, from = performance.now()): void {
    this.#from = from;
    this.#status = undefined;
    pool.dispatch(request, this);
  }

  onRequestStart(): void {
    this.#status = undefined;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.#status = status;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#tally.data(chunk.length);
  }

  onResponseEnd(): void {
    this.#tally.end(this.#status, performance.now() - this.#from);
    this.#over();
  }

  onResponseError(): void {
    this.#tally.end(undefined, performance.now() - this.#from);
    this.#over();
  }
}

/** So many connections, each with the next call as soon as its last one is answered. */
export async function callInClosedLoop(
  call: Call,
  connections: number,
  seconds: number,
  tokens?: Tokens,
): Promise<Load> {
  const pool = openPool(call, connections);
  const nextRequest = tokens ? requestsWith(tokens, toRequest(call)) : repeated(toRequest(call));
  const tally = new Tally(call);
  const until = performance.now() + seconds * 1_000;
  await new Promise<void>((done) => {
    let calling = connections;
    const begin = () => {
      const caller = new Caller(tally, next);
      next();
      function next(): void {
        const request = performance.now() < until ? nextRequest() : undefined;
        if (request) caller.send(pool, request);
        else {
          calling -= 1;
          if (calling === 0) done();
        }
      }
    };
    for (let begun = 0; begun < connections; begun += 1) begin();
  });
  const load = tally.result();
  await pool.destroy();
  return load;
}

/** Calls at their own times, whether or not earlier ones are answered: nobody who waits holds others back. */
export async function callInOpenLoop(
  call: Call,
  connections: number,
  seconds: number,
  perSecond: number,
): Promise<Load> {
  const pool = openPool(call, connections);
  const request = toRequest(call);
  const tally = new Tally(call);
  const startedAt = performance.now();
  let sent = 0;
  let open = 0;
  await new Promise<void>((done) => {
    const over = () => {
      open -= 1;
      if (timer === undefined && open === 0) done();
    };
    let timer: NodeJS.Timeout | undefined = setInterval(() => {
      const now = performance.now();
      const due = Math.floor((Math.min(now - startedAt, seconds * 1_000) / 1_000) * perSecond);
      for (; sent < due; sent += 1) {
        open += 1;
        new Caller(tally, over).send(pool, request, now);
      }
      if (now - startedAt < seconds * 1_000) return;
      clearInterval(timer);
      timer = undefined;
      if (open === 0) done();
    }, 1);
  });
  const load = tally.result();
  await pool.destroy();
  return load;
}

function repeated(request: Dispatcher.DispatchOptions): () => Dispatcher.DispatchOptions {
  return () => request;
}

/** Far from each other and without a common factor, so that a short round too meets tenants of the whole list. */
const stride = 7_919;

function requestsWith(
  { file, once }: Tokens,
  request: Dispatcher.DispatchOptions,
): () => Dispatcher.DispatchOptions | undefined {
  const tokens = readFileSync(file, 'utf8').trim().split('\n');
  let asked = 0;
  return () => {
    if (once && asked === tokens.length) return undefined;
    const token = tokens[(asked * stride) % tokens.length];
    asked += 1;
    const headers = { ...(request.headers as Record<string, string>), authorization: `Bearer ${token}` };
    return { ...request, headers };
  };
}
