import type { Clock } from '../../kernel/clock.ts';
import type { LedgerCheckpoint } from '../../kernel/ledger.ts';
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
    const checkpoint = signCheckpoint(signer, deploymentId, { ...head, at: clock(), kind: 'periodic' });
    await chains.insertCheckpoint(checkpoint);
    signed.push(checkpoint);
  }
  return signed;
}

function signCheckpoint(
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
  checkpoint: Omit<LedgerCheckpoint, 'signature'>,
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
