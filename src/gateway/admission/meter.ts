import type { CallLimit } from '../../kernel/records.ts';
import { countedForMs, msUntilBelow, SlidingWindow } from './sliding-window.ts';

/** Null numbers do not limit. */
export interface Limit extends CallLimit {
  tokensPerMinute?: number | null;
}

/** One thing counted by the minute: here, and on the other replicas as far as they have told. */
class Rate {
  readonly #here = new SlidingWindow();
  #elsewhere: SlidingWindow | undefined;
  #untold = 0;

  count(count: number, now: number): void {
    this.#here.add(count, now);
    this.#untold += count;
  }

  hear(count: number, now: number, at: number): void {
    this.#elsewhere ??= new SlidingWindow();
    this.#elsewhere.add(count, now, at);
  }

  /** Zero where one more fits. A replica that hears nothing of the others keeps to its share besides. */
  msUntilFits(limit: number, replicas: number, now: number): number {
    const here = this.#here.sum(now);
    const sum = here + (this.#elsewhere?.sum(now) ?? 0);
    const share = Math.ceil(limit / replicas);
    if (sum < limit && here < share) return 0;
    const windows = this.#elsewhere ? [this.#here, this.#elsewhere] : [this.#here];
    return Math.max(
      sum < limit ? 0 : msUntilBelow(limit, windows, sum, now),
      here < share ? 0 : msUntilBelow(share, [this.#here], here, now),
    );
  }

  /** What the others do not know yet. What could not be told in time has left their window too. */
  takeUntold(now: number): number {
    const untold = Math.min(this.#untold, this.#here.sum(now));
    this.#untold = 0;
    return untold;
  }

  putBack(untold: number): void {
    this.#untold += untold;
  }
}

/** What is counted of one tenant, environment, token or user. */
export class Meter {
  readonly key: string;
  running = 0;
  runningElsewhere = 0;
  #requests: Rate | undefined;
  #tokens: Rate | undefined;
  #usedAt: number;

  constructor(key: string, now: number) {
    this.key = key;
    this.#usedAt = now;
  }

  /** How long until one more call fits; zero where it does now. `replicas`: among how many the limits are split. */
  msUntilFits(limit: Limit, replicas: number, now: number): number {
    const { requestsPerMinute, tokensPerMinute, concurrent } = limit;
    let wait = 0;
    if (concurrent !== null && !this.#hasRoom(concurrent, replicas)) wait = 1;
    if (requestsPerMinute !== null) {
      this.#requests ??= new Rate();
      wait = Math.max(wait, this.#requests.msUntilFits(requestsPerMinute, replicas, now));
    }
    if (tokensPerMinute && this.#tokens) {
      wait = Math.max(wait, this.#tokens.msUntilFits(tokensPerMinute, replicas, now));
    }
    return wait;
  }

  #hasRoom(concurrent: number, replicas: number): boolean {
    return replicas === 1
      ? this.running + this.runningElsewhere < concurrent
      : this.running < Math.ceil(concurrent / replicas);
  }

  begin(now: number): void {
    this.running += 1;
    this.#requests?.count(1, now);
    this.#usedAt = now;
  }

  end(now: number): void {
    this.running -= 1;
    this.#usedAt = now;
  }

  countTokens(count: number, now: number): void {
    this.#tokens ??= new Rate();
    this.#tokens.count(count, now);
    this.#usedAt = now;
  }

  hear(requests: number, tokens: number, now: number, at: number): void {
    if (requests > 0) {
      this.#requests ??= new Rate();
      this.#requests.hear(requests, now, at);
    }
    if (tokens > 0) {
      this.#tokens ??= new Rate();
      this.#tokens.hear(tokens, now, at);
    }
    this.#usedAt = Math.max(this.#usedAt, at);
  }

  takeUntold(now: number): [requests: number, tokens: number] {
    return [this.#requests?.takeUntold(now) ?? 0, this.#tokens?.takeUntold(now) ?? 0];
  }

  putBack(requests: number, tokens: number): void {
    this.#requests?.putBack(requests);
    this.#tokens?.putBack(tokens);
  }

  get isRunning(): boolean {
    return this.running > 0 || this.runningElsewhere > 0;
  }

  get usedAt(): number {
    return this.#usedAt;
  }

  /** Nothing of it counts any more: a new one would say the same. */
  isSpent(now: number): boolean {
    return !this.isRunning && now - this.#usedAt >= countedForMs;
  }
}
