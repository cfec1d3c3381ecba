import type { Dispatcher, Pool } from 'undici';
import { openPool, toRequest } from './calling.ts';
import type { Call } from './jobs.ts';

const openingAtOnce = 100;

/** Streams that have begun and do not end, until they are let go. */
export class HeldStreams {
  #pool: Pool | undefined;

  /** How many have begun. */
  async open(call: Call, streams: number): Promise<number> {
    const pool = openPool(call, streams);
    this.#pool = pool;
    const request = { ...toRequest(call), headersTimeout: 0, bodyTimeout: 0 };
    let asked = 0;
    let begun = 0;
    let failed = 0;
    await new Promise<void>((done) => {
      const next = () => {
        if (begun + failed === streams) done();
        else if (asked < streams) {
          asked += 1;
          pool.dispatch(request, holding(began, broke));
        }
      };
      const began = () => {
        begun += 1;
        next();
      };
      const broke = () => {
        failed += 1;
        next();
      };
      for (let first = 0; first < openingAtOnce; first += 1) next();
    });
    return begun;
  }

  async release(): Promise<void> {
    await this.#pool?.destroy();
    this.#pool = undefined;
  }
}

function holding(began: () => void, broke: () => void): Dispatcher.DispatchHandler {
  let isOver = false;
  const once = (tell: () => void) => {
    if (isOver) return;
    isOver = true;
    tell();
  };
  return {
    onRequestStart: () => undefined,
    onResponseStart: (_controller, status) => {
      if (status !== 200) once(broke);
    },
    onResponseData: () => once(began),
    onResponseEnd: () => once(broke),
    onResponseError: () => once(broke),
  };
}
