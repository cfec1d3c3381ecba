import { signLedgerCheckpoints } from '../control/ledger/checkpoints.ts';
import { makeLedgerMonths, retainLedger } from '../control/ledger/retention.ts';
import type { LedgerChains, LedgerRetention } from '../control/ledger-ports.ts';
import type { Signer } from '../control/signing.ts';
import type { Clock } from '../kernel/clock.ts';
import { limits } from '../kernel/limits.ts';
import type { Telemetry } from '../kernel/telemetry.ts';
import { every } from './every.ts';

interface LedgerWorkParts {
  retention: LedgerRetention;
  chains: LedgerChains;
  signer: Signer;
  deploymentId: string;
  clock: Clock;
  telemetry: Telemetry;
}

/** What is done by the clock for the ledger. */
export function startLedgerWork(parts: LedgerWorkParts, signal: AbortSignal): { stop(): Promise<void> }[] {
  const { chains, signer, deploymentId, clock, telemetry } = parts;
  const { checkpointEveryMs, monthsEveryMs, retainEveryMs } = limits.ledger;
  const makeMonths = async () => {
    const months = await makeLedgerMonths(parts);
    if (months.length > 0) telemetry.ledgerMonthsMade({ months });
  };
  // A service that was away over the turn of a month does not wait for the clock.
  const first = makeMonths().catch((error) => telemetry.unexpected(error));
  return [
    { stop: () => first },
    every(checkpointEveryMs, telemetry, async () => {
      const signed = await signLedgerCheckpoints(chains, signer, deploymentId, clock);
      telemetry.ledgerSigned({ chains: signed });
    }),
    every(monthsEveryMs, telemetry, makeMonths),
    every(retainEveryMs, telemetry, async () => {
      const removed = await retainLedger(parts, signal);
      if (removed.cuts > 0) telemetry.ledgerRetained(removed);
    }),
  ];
}
