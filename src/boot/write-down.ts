import { limits } from '../kernel/limits.ts';
import type { Telemetry } from '../kernel/telemetry.ts';
import { every } from './every.ts';

/** What calls note in memory goes to the database every few seconds, and once more at the end. */
export function writeDown(
  noted: { flush(): Promise<void> },
  telemetry: Pick<Telemetry, 'unexpected'>,
  opened: AsyncDisposableStack,
): void {
  const writing = every(limits.tokens.lastUsedFlushEveryMs, telemetry, () => noted.flush());
  opened.defer(async () => {
    await writing.stop();
    await noted.flush().catch((error) => telemetry.unexpected(error));
  });
}
