import { PlugboardError } from '../kernel/errors.ts';
import type { ChatExtras } from './provider.ts';

/** A fault of the caller’s that the provider would only name in its own words, after the call was paid for. */
export function refuse(field: string, detail: string): never {
  throw new PlugboardError('invalid_request', { detail, errors: [{ field, detail }] });
}

/** Where nobody said that fields may be dropped: what cannot be expressed is a 400 that names the field. */
export const strict: ChatExtras = { lose: refuse, adjust: () => undefined };
