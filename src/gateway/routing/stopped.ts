import { findStop, type StopRecord } from '../../kernel/stops.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Question, Target } from './route.ts';
import { whereItGoes } from './where-it-goes.ts';

/** What operators stopped, if that covers a call from there on this target. */
export function findStopOf(
  { stops }: Pick<Snapshot, 'stops'>,
  { tenantId, environment }: Pick<Question, 'tenantId' | 'environment'>,
  { credential }: Pick<Target, 'credential'>,
): StopRecord | undefined {
  if (stops.length === 0) return undefined;
  const { hosts } = whereItGoes(credential);
  return findStop(stops, { tenantId, environment, credentialId: credential.id, hosts });
}
