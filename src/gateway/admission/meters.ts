import { Meter } from './meter.ts';

const sweepAtLeast = 1_000;
/** Of those that are not running, how many make room when all places are taken. */
const evictedShare = 0.1;

/** Meters by what they count; made when first needed, and few enough however many users there are. */
export class Meters {
  readonly #meters = new Map<string, Meter>();
  readonly #max: number;
  #sweepAt = sweepAtLeast;

  constructor(max: number) {
    this.#max = max;
  }

  get size(): number {
    return this.#meters.size;
  }

  get(key: string, now: number): Meter {
    const known = this.#meters.get(key);
    if (known) return known;
    if (this.#meters.size >= this.#sweepAt) this.#sweep(now);
    const meter = new Meter(key, now);
    this.#meters.set(key, meter);
    return meter;
  }

  find(key: string): Meter | undefined {
    return this.#meters.get(key);
  }

  /** When there are twice as many as after the last time, so that it costs each new one little. */
  #sweep(now: number): void {
    for (const [key, meter] of this.#meters) if (meter.isSpent(now)) this.#meters.delete(key);
    if (this.#meters.size >= this.#max) this.#evict();
    const { size } = this.#meters;
    this.#sweepAt =
      size < this.#max ? Math.min(this.#max, Math.max(sweepAtLeast, size * 2)) : size + sweepAtLeast;
  }

  /** The longest unused lose what was counted of them. Whatever runs calls stays: those end here. */
  #evict(): void {
    const idle = [...this.#meters.values()].filter((meter) => !meter.isRunning);
    idle.sort((one, other) => one.usedAt - other.usedAt);
    const places = Math.ceil(this.#max * evictedShare);
    for (const { key } of idle.slice(0, places)) this.#meters.delete(key);
  }
}
