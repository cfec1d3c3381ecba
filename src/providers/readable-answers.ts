import { PlugboardError } from '../kernel/errors.ts';
import type { Failure } from './provider.ts';

/** A 200 that is something else: a login page must not read as an account without models. */
export function noModelList(): never {
  throw new PlugboardError('upstream_error', { detail: 'The answer is no list of models.' });
}

/** Half a vector would be stored and never found again. */
export function wholeVectors(vectors: number[][]): number[][] {
  if (vectors.length > 0 && vectors.every((vector) => vector.length > 0)) return vectors;
  throw new PlugboardError('upstream_error', { detail: 'The answer holds no vectors.' });
}

/** An answer or an event that this provider’s protocol does not know. */
export function brokenAnswer(message: string): Failure {
  return { class: 'upstream_bug', message };
}

/**
 * Text where JSON was to come. A page may be how single sign-on refuses, or an address that is wrong: nothing in it
 * tells which, so it says nothing of the key.
 */
export function brokenText(text: string): Failure {
  return brokenAnswer(
    /^\s*(<!doctype|<html)/i.test(text)
      ? 'A web page came in place of an answer: the server wants a sign-in, or the address is wrong.'
      : 'The answer is not JSON.',
  );
}
