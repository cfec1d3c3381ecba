import type { Telemetry } from '../kernel/telemetry.ts';
import type { LastUses } from '../storage/last-uses.ts';

/** Writes down what is noted from time to time, and once more at the end. */
export function keepLastUses<Used extends { id: string }>(
  uses: LastUses<Used>,
  telemetry: Telemetry,
  opened: AsyncDisposableStack,
): LastUses<Used> {
  uses.start();
  opened.defer(async () => {
    uses.stop();
    await uses.flush().catch((error) => telemetry.unexpected(error));
  });
  return uses;
}
