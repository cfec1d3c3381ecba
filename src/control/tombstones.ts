import { canonicalJson } from '../kernel/hash-chain.ts';
import type { Signer } from './signing.ts';

/** What is left of a deleted tenant: that it is gone, when, and where its audit chain ended. */
export interface Tombstone {
  deployment: string;
  tenant: string;
  deleted_at: string;
  audit_seq: number;
  audit_head: string;
  key_id: string;
}

/** One line of the tombstone file: the tombstone and the signature over its canonical JSON. */
export function signTombstone(tombstone: Omit<Tombstone, 'key_id'>, signer: Signer): string {
  const signed: Tombstone = { ...tombstone, key_id: signer.keyId };
  const signature = Buffer.from(signer.sign(bytesOf(signed))).toString('base64');
  return canonicalJson({ ...signed, signature });
}

/** Undefined when the line is not ours or was changed. */
export function parseTombstone(line: string, deploymentId: string, signer: Signer): Tombstone | undefined {
  try {
    const { signature, ...tombstone } = JSON.parse(line) as Tombstone & { signature: string };
    if (tombstone.deployment !== deploymentId || typeof tombstone.tenant !== 'string') return undefined;
    const valid = signer.verify(tombstone.key_id, bytesOf(tombstone), Buffer.from(signature, 'base64'));
    return valid ? tombstone : undefined;
  } catch {
    return undefined;
  }
}

function bytesOf(tombstone: Tombstone): Uint8Array {
  return Buffer.from(canonicalJson(tombstone), 'utf8');
}
