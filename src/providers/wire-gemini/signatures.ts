import { textOf } from '../../kernel/json-values.ts';
import { recallFromId, rememberInId } from '../call-memory.ts';

/** Where Gemini is asked. */
export type GeminiHost = 'gemini_api' | 'vertex_ai';

/** Who signed: what one host’s model signed, the same model elsewhere calls corrupted. */
export interface Signer {
  host: GeminiHost;
  model: string;
}

/**
 * Gemini 3 refuses a call in the current turn that lacks the signature of the thought behind it. Calls that another
 * model made have none; this is the stand-in that Google documents (`skip_thought_signature_validator`) in base64,
 * the form that every reader of a bytes field takes.
 */
export const signatureStandIn = 'c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I=';

export function rememberSignature(id: string, signature: unknown, signer: Signer): string {
  return isSignature(signature) ? rememberInId(id, 'gemini', nameOf(signer), signature) : id;
}

export function recallSignature(id: string, signer: Signer): string | undefined {
  const signature = recallFromId(id, 'gemini', nameOf(signer));
  return isSignature(signature) ? textOf(signature) : undefined;
}

function nameOf({ host, model }: Signer): string {
  return `${host}/${model}`;
}

function isSignature(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z0-9+/_-]+={0,2}$/.test(value);
}
