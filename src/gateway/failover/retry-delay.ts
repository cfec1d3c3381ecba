import type { Failure } from '../../providers/provider.ts';
import type { RetryBounds } from '../ports.ts';

/**
 * How long to wait before the same target is tried again; undefined where it is not worth it: too many tries, too
 * late, or the provider asks for more patience than a caller who waits has. `chance`: between 0 and 1.
 */
export function retryDelayMs(
  { countMax, firstMs, waitMaxMs, deadlineMs }: RetryBounds,
  { retryAfterMs }: Pick<Failure, 'retryAfterMs'>,
  retries: number,
  elapsedMs: number,
  chance: number,
): number | undefined {
  if (retries >= countMax) return undefined;
  const own = firstMs * 2 ** retries;
  // Callers that failed together come back apart, whoever said when.
  const delay = retryAfterMs === undefined ? own * (0.5 + chance) : retryAfterMs + own * chance;
  return delay > waitMaxMs || elapsedMs + delay > deadlineMs ? undefined : delay;
}
