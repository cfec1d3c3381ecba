import type { Clock } from '../../kernel/clock.ts';
import { limits } from '../../kernel/limits.ts';
import type { Failure, FailureClass } from '../../providers/provider.ts';

/** Signs of a host or an account that is in trouble as a whole, so that the next call would only fail later. */
const dead: ReadonlySet<FailureClass> = new Set(['unreachable', 'timeout', 'overloaded', 'upstream_bug']);
const refused: ReadonlySet<FailureClass> = new Set(['auth']);

export type Passage = 'open_way' | 'probe' | 'blocked';

/**
 * For one version of one credential: a provider that is dead costs callers milliseconds instead of timeouts. One call
 * after the other is let through as a probe; the first that is answered closes it again. A dead key blocks at once: no
 * repetition makes it better, and a new version of the credential has a circuit of its own.
 */
export class Circuit {
  readonly #clock: Clock;
  #failures = 0;
  #failedSince = 0;
  #blockedUntil = 0;
  #isProbing = false;
  #last: Failure | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What a call that is blocked fails with: what the last one that was tried failed with. */
  get failure(): Failure | undefined {
    return this.#last;
  }

  enter(): Passage {
    if (this.#blockedUntil === 0) return 'open_way';
    if (this.#clock() < this.#blockedUntil || this.#isProbing) return 'blocked';
    this.#isProbing = true;
    return 'probe';
  }

  answered(): void {
    this.#failures = 0;
    this.#blockedUntil = 0;
    this.#isProbing = false;
    this.#last = undefined;
  }

  failed(failure: Failure): void {
    const wasProbe = this.#isProbing;
    this.#isProbing = false;
    if (refused.has(failure.class)) {
      this.#block(failure, limits.circuit.deadKeyMs);
    } else if (!dead.has(failure.class)) {
      // It answered, if only to refuse: it lives.
      this.answered();
    } else if (wasProbe || this.#countsUp()) {
      this.#block(failure, limits.circuit.openMs);
    }
  }

  /** A probe that was given up by its caller says nothing. */
  abandoned(): void {
    this.#isProbing = false;
  }

  #countsUp(): boolean {
    const now = this.#clock();
    if (now - this.#failedSince > limits.circuit.windowMs) {
      this.#failures = 0;
      this.#failedSince = now;
    }
    this.#failures += 1;
    return this.#failures >= limits.circuit.failuresMax;
  }

  #block(failure: Failure, ms: number): void {
    this.#last = failure;
    this.#blockedUntil = this.#clock() + ms;
  }
}
