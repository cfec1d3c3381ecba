import type { Clock } from '../../kernel/clock.ts';
import { limits } from '../../kernel/limits.ts';
import type { Failure, FailureClass } from '../../providers/provider.ts';

/**
 * Signs of a host that is in trouble as a whole, so that the next call would only fail later. An answer without sense
 * is none: what one caller sends may provoke it, and the others on the account would pay for that.
 */
const dead: ReadonlySet<FailureClass> = new Set(['unreachable', 'timeout', 'overloaded']);

export type Passage = 'open_way' | 'probe' | 'blocked';

/** While a probe runs, nobody knows how long it takes. */
const leastWaitMs = 1_000;

const nothing: Failure = { class: 'unreachable', message: '' };

/**
 * For one state of one credential: a provider that is dead costs callers milliseconds instead of timeouts. Now and then
 * one call is let through as a probe; the first that is answered closes the circuit. A dead key blocks at once: no
 * repetition makes it better, and a new key has a circuit of its own.
 */
export class Circuit {
  readonly #clock: Clock;
  /** Since the last answer, however long ago: calls that run into timeouts fail slowly. */
  #failures = 0;
  #blockedUntil = 0;
  #isProbing = false;
  #last = nothing;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What a call that is blocked fails with: what the last one that was tried failed with, and when to come back. */
  get failure(): Failure {
    // A dead key is not mended by waiting.
    if (!dead.has(this.#last.class)) return this.#last;
    return { ...this.#last, retryAfterMs: Math.max(leastWaitMs, this.#blockedUntil - this.#clock()) };
  }

  enter(): Passage {
    if (this.#blockedUntil === 0) return 'open_way';
    if (this.#isProbing || this.#clock() < this.#blockedUntil) return 'blocked';
    this.#isProbing = true;
    return 'probe';
  }

  answered(): void {
    this.#failures = 0;
    this.#blockedUntil = 0;
    this.#isProbing = false;
  }

  /** True where it blocks from now on. */
  failed(failure: Failure, passage: Passage): boolean {
    const { failuresMax, openMs, deadKeyMs } = limits.circuit;
    if (failure.class === 'auth') return this.#block(failure, passage, deadKeyMs);
    if (!dead.has(failure.class)) {
      // It answered, if only to refuse: it lives.
      this.answered();
      return false;
    }
    this.#failures += 1;
    if (passage !== 'probe' && this.#failures < failuresMax) return false;
    return this.#block(failure, passage, openMs);
  }

  /** A probe that was given up by its caller says nothing. */
  abandoned(passage: Passage): void {
    if (passage === 'probe') this.#isProbing = false;
  }

  #block(failure: Failure, passage: Passage, ms: number): boolean {
    this.abandoned(passage);
    this.#last = failure;
    this.#blockedUntil = this.#clock() + ms;
    return true;
  }
}
