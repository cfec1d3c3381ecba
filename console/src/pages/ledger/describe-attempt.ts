import type { Attempt } from '../../api/ledger.ts';
import { ledger } from '../../strings/ledger.ts';

export const describeOperation = ({ operation, streamed }: Attempt): string =>
  streamed ? ledger.streamed : ledger.operations[operation];

/** Of what it failed; undefined where there is nothing to say. */
export function describeFailure({ outcome, failure_class: failure, status }: Attempt): string | undefined {
  const why = [
    ...(failure === null ? [] : [ledger.failure(failure)]),
    ...(status === null || outcome === 'answered' ? [] : [ledger.status(status)]),
  ];
  return why.length === 0 ? undefined : why.join(', ');
}
