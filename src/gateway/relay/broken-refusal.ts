import { EgressFailure } from '../../kernel/egress-failure.ts';

/** Whether an answer that broke off had said by its status what it was: the words of an error only explain it. */
export function isBrokenRefusal(status: number, error: unknown): boolean {
  return status >= 400 && error instanceof EgressFailure && error.kind !== 'stopped';
}
