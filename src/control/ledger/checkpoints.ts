import type { Clock } from '../../kernel/clock.ts';
import type { LedgerCheckpoint } from '../../kernel/ledger.ts';
import { limits } from '../../kernel/limits.ts';
import type { NotificationFacts } from '../../kernel/notification-kinds.ts';
import type { LedgerChains } from '../ledger-ports.ts';
import type { Signer } from '../signing.ts';

const { checkpointsAtOnce } = limits.ledger;

/** Signs where every chain ends that has grown, and answers how many it signed. */
export async function signLedgerCheckpoints(
  chains: LedgerChains,
  signer: Signer,
  deploymentId: string,
  clock: Clock,
): Promise<number> {
  const heads = await chains.listUnsignedHeads();
  // A portion at a time: to sign for a hundred thousand tenants takes seconds, in which calls want to be answered.
  for (let from = 0; from < heads.length; from += checkpointsAtOnce) {
    const signed = heads.slice(from, from + checkpointsAtOnce).map((head) => {
      const end = { ...head, at: clock(), kind: 'periodic' as const, keptSince: null };
      return signCheckpoint(signer, deploymentId, end);
    });
    await chains.insertCheckpoints(signed, (checkpoint) => toCheckpointFacts(deploymentId, checkpoint));
  }
  return heads.length;
}

export function signCheckpoint(
  signer: Signer,
  deploymentId: string,
  end: Omit<LedgerCheckpoint, 'keyId' | 'signature'>,
): LedgerCheckpoint {
  const unsigned = { ...end, keyId: signer.keyId };
  return { ...unsigned, signature: signer.sign(ledgerCheckpointBytes(deploymentId, unsigned)) };
}

/** The exact text that is signed, one field a line, so that anyone can repeat it. */
export function ledgerCheckpointBytes(
  deploymentId: string,
  checkpoint: Omit<LedgerCheckpoint, 'signature' | 'keptSince'>,
): Uint8Array {
  const lines = [
    'plugboard ledger checkpoint v1',
    deploymentId,
    checkpoint.tenantId,
    checkpoint.environment,
    String(checkpoint.seq),
    Buffer.from(checkpoint.hash).toString('hex'),
    new Date(checkpoint.at).toISOString(),
    checkpoint.kind,
    checkpoint.keyId,
  ];
  return Buffer.from(lines.join('\n'), 'utf8');
}

/** Everything that a witness needs to keep. */
export function toCheckpointFacts(deploymentId: string, checkpoint: LedgerCheckpoint): NotificationFacts {
  const { seq, hash, at, kind, keyId, signature } = checkpoint;
  return {
    seq,
    hash: Buffer.from(hash).toString('hex'),
    at: new Date(at).toISOString(),
    kind,
    key_id: keyId,
    signed: Buffer.from(ledgerCheckpointBytes(deploymentId, checkpoint)).toString('base64'),
    signature: Buffer.from(signature).toString('base64'),
  };
}
