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
