import { setTimeout as pause } from 'node:timers/promises';

const pollEveryMs = 20;

/**
 * Asks until the answer is neither undefined nor false, and gives it back. An error of `check` counts as "not yet";
 * the last one is the cause when the time is up.
 */
export async function eventually<T>(
  what: string,
  check: () => T | Promise<T>,
  withinMs = 10_000,
): Promise<Exclude<T, undefined | false>> {
  const deadline = performance.now() + withinMs;
  let cause: unknown;
  for (;;) {
    try {
      const answer = await check();
      if (answer !== undefined && answer !== false) return answer as Exclude<T, undefined | false>;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}`, { cause });
    await pause(pollEveryMs);
  }
}
