import { limits } from '../../kernel/limits.ts';

/**
 * Retries are a share of calls, never a multiple: when a provider is down, everybody's retries together would be the
 * storm that keeps it down. Each call earns a part of a retry, up to a few in hand.
 */
export class RetryBudget {
  #inHand: number = limits.retries.inHandMax;

  earn(): void {
    this.#inHand = Math.min(limits.retries.inHandMax, this.#inHand + limits.retries.perCall);
  }

  /** False where there is none left: the failure stands. */
  spend(): boolean {
    if (this.#inHand < 1) return false;
    this.#inHand -= 1;
    return true;
  }
}
