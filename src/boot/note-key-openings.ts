import type { Clock } from '../kernel/clock.ts';
import type { Telemetry } from '../kernel/telemetry.ts';
import { KeyOpenings } from '../storage/key-openings.ts';
import type { Executor } from '../storage/open-database.ts';
import type { OnOpened } from './observed-vault.ts';
import { writeDown } from './write-down.ts';

/** Keys of accounts that were opened are on record: who holds them can be asked for it. */
export function noteKeyOpenings(
  db: Executor,
  clock: Clock,
  telemetry: Pick<Telemetry, 'unexpected'>,
  opened: AsyncDisposableStack,
): { onOpened: OnOpened; flush(): Promise<void> } {
  const openings = new KeyOpenings(db);
  writeDown(openings, telemetry, opened);
  return {
    onOpened: (context) => {
      if (context.record.startsWith('credential/')) openings.note(context, clock());
    },
    flush: () => openings.flush(),
  };
}
