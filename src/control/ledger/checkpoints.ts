import type { Clock } from '../../kernel/clock.ts';
import type { LedgerCheckpoint } from '../../kernel/ledger.ts';
import type { NotificationFacts } from '../../kernel/notification-kinds.ts';
import type { LedgerChains } from '../ledger-ports.ts';
import type { Signer } from '../signing.ts';

/** Signs where every chain ends that has grown, and answers what it signed. */
export async function signLedgerCheckpoints(
  chains: LedgerChains,
  signer: Signer,
  deploymentId: string,
  clock: Clock,
): Promise<LedgerCheckpoint[]> {
  const signed: LedgerCheckpoint[] = [];
  for (const head of await chains.listUnsignedHeads()) {
    const end = { ...head, at: clock(), kind: 'periodic' as const, keptSince: null };
    const checkpoint = signCheckpoint(signer, deploymentId, end);
    await chains.insertCheckpoint(checkpoint, toCheckpointFacts(deploymentId, checkpoint));
    signed.push(checkpoint);
  }
  return signed;
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
