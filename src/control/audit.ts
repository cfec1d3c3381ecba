import { auditHash } from '../kernel/audit-hash.ts';
import type { Clock } from '../kernel/clock.ts';
import { genesisHash } from '../kernel/hash-chain.ts';
import type { AuditRow, CheckpointRecord } from '../kernel/records.ts';
import type { AuditReader, CheckpointStore } from './audit-ports.ts';
import type { Signer } from './signing.ts';

const rowsPerRead = 1000;

/** Signs where every chain ends that has grown since `since`, and answers what it signed. */
export async function signCheckpoints(
  store: CheckpointStore,
  signer: Signer,
  deploymentId: string,
  clock: Clock,
  since: number,
): Promise<CheckpointRecord[]> {
  const heads = await store.listUnsignedHeads(since);
  const signed: CheckpointRecord[] = [];
  for (const head of heads) {
    const unsigned = { ...head, at: clock(), keyId: signer.keyId };
    const signature = signer.sign(checkpointBytes(deploymentId, unsigned));
    const checkpoint = { ...unsigned, signature };
    await store.insertCheckpoint(checkpoint);
    signed.push(checkpoint);
  }
  return signed;
}

/** The exact text that is signed, one field a line, so that anyone can repeat it. */
export function checkpointBytes(
  deploymentId: string,
  checkpoint: Omit<CheckpointRecord, 'signature'>,
): Uint8Array {
  const lines = [
    'plugboard audit checkpoint v1',
    deploymentId,
    checkpoint.tenantId,
    String(checkpoint.seq),
    Buffer.from(checkpoint.hash).toString('hex'),
    new Date(checkpoint.at).toISOString(),
    checkpoint.keyId,
  ];
  return Buffer.from(lines.join('\n'), 'utf8');
}

export interface ChainVerdict {
  tenantId: string;
  rows: number;
  checkpoints: number;
  /** Rows after the last checkpoint: nobody else has witnessed them yet. */
  unsigned: number;
  firstBad: { seq: number; why: string } | null;
}

/** Walks one tenant's chain from its first row and names the first row that is not what was written. */
export async function verifyChain(
  reader: AuditReader,
  signer: Signer,
  deploymentId: string,
  tenantId: string,
): Promise<ChainVerdict> {
  const checkpoints = await reader.readCheckpoints(tenantId);
  const bySeq = new Map(checkpoints.map((checkpoint) => [checkpoint.seq, checkpoint]));
  const lastSigned = checkpoints.at(-1)?.seq ?? 0;
  let previous = { seq: 0, hash: genesisHash };
  const verdict = (firstBad: ChainVerdict['firstBad']): ChainVerdict => ({
    tenantId,
    rows: previous.seq,
    checkpoints: checkpoints.length,
    unsigned: Math.max(0, previous.seq - lastSigned),
    firstBad,
  });
  for (;;) {
    const rows = await reader.readRows(tenantId, previous.seq, rowsPerRead);
    for (const row of rows) {
      const why = faultOf(row, previous) ?? checkpointFault(bySeq.get(row.seq), row, signer, deploymentId);
      if (why !== undefined) return verdict({ seq: why.seq, why: why.text });
      previous = { seq: row.seq, hash: row.hash };
    }
    if (rows.length < rowsPerRead) break;
  }
  if (previous.seq < lastSigned) {
    return verdict({
      seq: previous.seq + 1,
      why: `the rows up to ${lastSigned} were signed and are missing`,
    });
  }
  return verdict(null);
}

interface Fault {
  seq: number;
  text: string;
}

function faultOf(row: AuditRow, previous: { seq: number; hash: Uint8Array }): Fault | undefined {
  if (row.seq !== previous.seq + 1) {
    return { seq: previous.seq + 1, text: 'the row is missing' };
  }
  if (!sameBytes(row.previousHash, previous.hash)) {
    return { seq: row.seq, text: 'it does not follow from the row before' };
  }
  if (!sameBytes(row.hash, auditHash(row))) {
    return { seq: row.seq, text: 'its content is not what was hashed' };
  }
  return undefined;
}

/** Whoever rewrites a whole chain makes it fit in itself, but cannot make the signatures. */
function checkpointFault(
  checkpoint: CheckpointRecord | undefined,
  row: AuditRow,
  signer: Signer,
  deploymentId: string,
): Fault | undefined {
  if (!checkpoint) return undefined;
  if (!signer.verify(checkpoint.keyId, checkpointBytes(deploymentId, checkpoint), checkpoint.signature)) {
    return { seq: row.seq, text: 'the signature of its checkpoint is not valid' };
  }
  return sameBytes(checkpoint.hash, row.hash)
    ? undefined
    : { seq: row.seq, text: 'it is not the row that its checkpoint signed' };
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
