import { limits } from '../../kernel/limits.ts';
import type { Failure } from '../../providers/provider.ts';

/**
 * How long to wait before the same target is tried again; undefined where it is not worth it: too many tries, too
 * late, or the provider asks for more patience than a caller who waits has.
 */
export function retryDelayMs(
  failure: Failure,
  retries: number,
  elapsedMs: number,
  random: () => number,
): number | undefined {
  const { countMax, firstMs, waitMax, deadlineMs } = limits.retries;
  if (retries >= countMax) return undefined;
  const asked = failure.retryAfterMs ?? 0;
  // All of it is jitter: callers that failed together come back apart.
  const own = firstMs * 2 ** retries * (0.5 + random());
  const delay = Math.max(asked, own);
  return delay > waitMax || elapsedMs + delay > deadlineMs ? undefined : delay;
}
