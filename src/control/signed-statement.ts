import { canonicalJson } from '../kernel/hash-chain.ts';
import type { Signer } from './signing.ts';

export interface SignedStatement<Statement> {
  statement: Statement;
  /** The exact bytes: the statement as JSON with its keys in order, so that a copy of them is all a verifier needs. */
  signed: Uint8Array;
  signature: Uint8Array;
  keyId: string;
}

export function signStatement<Statement>(signer: Signer, statement: Statement): SignedStatement<Statement> {
  const signed = Buffer.from(canonicalJson(statement), 'utf8');
  return { statement, signed, signature: signer.sign(signed), keyId: signer.keyId };
}
