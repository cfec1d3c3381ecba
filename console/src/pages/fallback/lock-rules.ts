import type { Lock, LockBody } from '../../api/lock.ts';

type LockRules = Pick<Lock, 'managed' | 'hosts' | 'regions'>;

/** What is null is not locked, and left out where the whole lock is put. */
export function toLockBody({ managed, hosts, regions }: LockRules): LockBody {
  return { ...(managed && { managed }), ...(hosts && { hosts }), ...(regions && { regions }) };
}
