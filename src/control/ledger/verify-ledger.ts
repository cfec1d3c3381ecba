import { genesisHash } from '../../kernel/hash-chain.ts';
import type { LedgerCheckpoint, LedgerHead, LedgerRow } from '../../kernel/ledger.ts';
import { ledgerHash } from '../../kernel/ledger.ts';
import type { LedgerChains } from '../ledger-ports.ts';
import type { Signer } from '../signing.ts';
import { ledgerCheckpointBytes } from './checkpoints.ts';

const rowsPerRead = 1000;

export interface LedgerVerdict {
  tenantId: string;
  environment: LedgerHead['environment'];
  /** The row that verification began after: zero, or where retention cut. */
  begins: number;
  rows: number;
  checkpoints: number;
  /** Rows after the last checkpoint: nobody else has witnessed them yet. */
  unsigned: number;
  firstBad: { seq: number; why: string } | null;
}

type Verify = Pick<Signer, 'verify'>;

/** Walks one chain from its first row that is kept and names the first row that is not what came in. */
export async function verifyLedger(
  chains: LedgerChains,
  signer: Verify,
  deploymentId: string,
  head: LedgerHead,
): Promise<LedgerVerdict> {
  const verdict = await walk(chains, signer, deploymentId, head);
  if (!verdict.firstBad) return verdict;
  // Retention may have cut the chain while it was walked: what it took is not missing.
  const cut = (await chains.readCheckpoints(head)).findLast(({ kind }) => kind === 'retention');
  const isCutMeanwhile = cut !== undefined && cut.seq > verdict.begins && isSigned(signer, deploymentId, cut);
  return isCutMeanwhile ? verifyLedger(chains, signer, deploymentId, head) : verdict;
}

async function walk(
  chains: LedgerChains,
  signer: Verify,
  deploymentId: string,
  head: LedgerHead,
): Promise<LedgerVerdict> {
  const checkpoints = await chains.readCheckpoints(head);
  const start = checkpoints.findLast(({ kind }) => kind === 'retention');
  const begins = start?.seq ?? 0;
  let last = { seq: begins, hash: start?.hash ?? genesisHash };
  const verdict = (firstBad: LedgerVerdict['firstBad']): LedgerVerdict => ({
    tenantId: head.tenantId,
    environment: head.environment,
    begins,
    rows: last.seq - begins,
    checkpoints: checkpoints.length,
    unsigned: Math.max(0, last.seq - (checkpoints.at(-1)?.seq ?? 0)),
    firstBad,
  });
  const forged = checkpoints.find((one) => !isSigned(signer, deploymentId, one));
  if (forged) return verdict({ seq: forged.seq, why: 'the signature of its checkpoint is not valid' });
  const bySeq = new Map(checkpoints.map((one) => [one.seq, one]));
  for (;;) {
    const rows = await chains.readRows(head, last.seq, rowsPerRead);
    for (const row of rows) {
      const why = faultOf(row, last, bySeq.get(row.seq));
      if (why) return verdict(why);
      last = { seq: row.seq, hash: row.hash };
    }
    if (rows.length < rowsPerRead) return verdict(endFault(last, head, checkpoints));
  }
}

function faultOf(
  row: LedgerRow,
  last: { seq: number; hash: Uint8Array },
  checkpoint: LedgerCheckpoint | undefined,
): LedgerVerdict['firstBad'] {
  if (row.seq !== last.seq + 1) return { seq: last.seq + 1, why: 'the row is missing' };
  if (!isSame(row.hash, ledgerHash(last.hash, row))) {
    return { seq: row.seq, why: 'it is not what came in, or does not follow from the row before' };
  }
  // Whoever rewrites a whole chain makes it fit in itself, but cannot make the signatures.
  if (checkpoint && !isSame(checkpoint.hash, row.hash)) {
    return { seq: row.seq, why: 'it is not the row that its checkpoint signed' };
  }
  return null;
}

function endFault(
  last: { seq: number; hash: Uint8Array },
  head: LedgerHead,
  checkpoints: readonly LedgerCheckpoint[],
): LedgerVerdict['firstBad'] {
  const lastSigned = checkpoints.at(-1)?.seq ?? 0;
  if (last.seq < lastSigned) {
    return { seq: last.seq + 1, why: `the rows up to ${lastSigned} were signed and are missing` };
  }
  if (last.seq < head.seq) return { seq: last.seq + 1, why: `the rows up to ${head.seq} are missing` };
  return null;
}

function isSigned(signer: Verify, deploymentId: string, checkpoint: LedgerCheckpoint): boolean {
  return signer.verify(
    checkpoint.keyId,
    ledgerCheckpointBytes(deploymentId, checkpoint),
    checkpoint.signature,
  );
}

const isSame = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
