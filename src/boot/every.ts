import type { Telemetry } from '../kernel/telemetry.ts';

/** Waits for its own last run; a failure is told and tried again next time. */
export function every(
  ms: number,
  telemetry: Pick<Telemetry, 'unexpected'>,
  work: () => Promise<void>,
): { stop(): Promise<void> } {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= work()
      .catch((error) => telemetry.unexpected(error))
      .finally(() => {
        running = undefined;
      });
  }, ms);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
