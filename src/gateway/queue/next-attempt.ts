import { limits } from '../../kernel/limits.ts';

export interface BackoffBounds {
  firstMs: number;
  waitMaxMs: number;
}

/**
 * When a call is tried next. A try that did not happen, because the way to the model is closed at present, counts for
 * nothing: it is repeated when the way may be open again. `chance`: between 0 and 1.
 */
export function nextAttemptMs(
  { firstMs, waitMaxMs }: BackoffBounds,
  attempts: number,
  wasTried: boolean,
  retryAfterMs: number,
  chance: number,
): number {
  const own = wasTried ? firstMs * 2 ** Math.min(attempts - 1, 30) : limits.circuit.openMs;
  // Calls that failed together come back apart, whoever said when.
  const jitter = 0.5 + chance;
  return Math.max(Math.min(own, waitMaxMs) * jitter, retryAfterMs + firstMs * chance);
}
