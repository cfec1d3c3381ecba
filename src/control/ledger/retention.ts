import type { Clock } from '../../kernel/clock.ts';
import { limits } from '../../kernel/limits.ts';
import type { LedgerChains, LedgerCut, LedgerRetention } from '../ledger-ports.ts';
import type { Signer } from '../signing.ts';
import { signCheckpoint, toCheckpointFacts } from './checkpoints.ts';

interface RetentionParts {
  retention: LedgerRetention;
  chains: Pick<LedgerChains, 'insertCheckpoints'>;
  signer: Signer;
  deploymentId: string;
  clock: Clock;
}

const { retentionDaysDefault, retentionDaysMin, cutChains, deleteRows, monthsAhead } = limits.ledger;
const dayMs = 24 * 60 * 60_000;

/** Months that no row waits for: one that is made late has to take its rows from the partition for other times. */
export function makeLedgerMonths({
  retention,
  clock,
}: Pick<RetentionParts, 'retention' | 'clock'>): Promise<string[]> {
  return retention.makeMonths(clock(), 1 + monthsAhead);
}

/**
 * Takes away what no tenant wants kept any more. Where each chain will begin is signed before its first row goes, so
 * verification starts there whenever this is broken off; whoever runs it again, or beside, finds the same.
 */
export async function retainLedger(
  parts: RetentionParts,
  signal: AbortSignal,
): Promise<{ cuts: number; rows: number; months: string[] }> {
  const { retention, clock } = parts;
  const now = clock();
  const all: LedgerCut[] = [];
  for (let after: LedgerCut['chain'] | null | undefined; after !== null; ) {
    if (signal.aborted) break;
    const found = await retention.listCuts({
      now,
      retentionDaysDefault,
      limit: cutChains,
      ...(after && { after }),
    });
    for (const cut of found.cuts) await signCut(parts, cut);
    all.push(...found.cuts);
    after = found.last;
  }
  const months = all.length === 0 ? [] : await retention.dropMonths(now - retentionDaysMin * dayMs);
  let rows = 0;
  for (const { chain, seq } of all) {
    for (let deleted = 1; deleted > 0 && !signal.aborted; rows += deleted) {
      deleted = await retention.deleteUpTo(chain, seq, deleteRows);
    }
  }
  return { cuts: all.length, rows, months };
}

async function signCut(
  { chains, signer, deploymentId, clock }: RetentionParts,
  { chain, seq, hash, keptSince }: LedgerCut,
): Promise<void> {
  const end = { ...chain, seq, hash, at: clock(), kind: 'retention' as const, keptSince };
  const checkpoint = signCheckpoint(signer, deploymentId, end);
  await chains.insertCheckpoints([checkpoint], (one) => toCheckpointFacts(deploymentId, one));
}
