import type { Call, Load } from './jobs.ts';

const kept = 2_000_000;

/** Counts what came back. */
export class Tally {
  readonly #startedAt = performance.now();
  readonly #expectedStatus: number;
  readonly #latencies: number[] = [];
  #calls = 0;
  #errors = 0;
  #bytes = 0;

  constructor({ expectedStatus = 200 }: Pick<Call, 'expectedStatus'>) {
    this.#expectedStatus = expectedStatus;
  }

  data(length: number): void {
    this.#bytes += length;
  }

  /** The status is undefined where the answer was cut. */
  end(status: number | undefined, ms: number): void {
    if (status !== this.#expectedStatus) this.#errors += 1;
    else {
      this.#calls += 1;
      if (this.#latencies.length < kept) this.#latencies.push(ms);
    }
  }

  result(): Load {
    const sorted = Float64Array.from(this.#latencies).sort();
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return {
      calls: this.#calls,
      errors: this.#errors,
      bytes: this.#bytes,
      seconds: (performance.now() - this.#startedAt) / 1_000,
      p50Ms: at(0.5),
      p99Ms: at(0.99),
    };
  }
}
