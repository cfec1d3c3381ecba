import { findAccountRegion, findLockProblem, type LockRules } from '../../kernel/lock.ts';
import type { CredentialRecord } from '../../kernel/records.ts';
import { hostsOf } from '../../providers/hosts-of.ts';
import type { Connection, Warning } from '../../providers/provider.ts';

/** Said where it is saved; calls are held against the lock as it stands when they are made. */
export function listLockWarnings(
  lock: LockRules | undefined,
  { settings, dataRegion }: Pick<CredentialRecord, 'settings' | 'dataRegion'>,
  connection: Connection | null,
): Warning[] {
  if (!connection) return [];
  const problem = findLockProblem(lock, {
    owner: 'own',
    hosts: hostsOf(connection),
    region: findAccountRegion(settings, dataRegion),
    model: '',
  });
  if (problem === undefined) return [];
  return [{ field: 'lock', detail: `forbids calls on this account: ${problem}` }];
}
