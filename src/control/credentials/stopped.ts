import { PlugboardError } from '../../kernel/errors.ts';
import type { CredentialRecord } from '../../kernel/records.ts';
import { findStop, type Stoppable, type StopRecord, sayStopped } from '../../kernel/stops.ts';
import { hostsOf } from '../../providers/hosts-of.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { pick } from './choose-variant.ts';

type Stops = Pick<Snapshot, 'stops'>;

/** What operators stopped, if that covers calls on this credential. */
export function findStopOn({ stops }: Stops, record: CredentialRecord): StopRecord | undefined {
  return stops.length === 0 ? undefined : findStop(stops, toStoppable(record));
}

/** A stop holds for checks as it does for calls: nothing is sent. */
export function refuseStopped({ stops }: Stops, about: Stoppable | CredentialRecord): void {
  if (stops.length === 0) return;
  const stop = findStop(stops, 'catalogueId' in about ? toStoppable(about) : about);
  if (stop) throw new PlugboardError('llm_unavailable', { detail: sayStopped(stop) });
}

function toStoppable({ tenantId, environment, id, catalogueId, variant, settings }: CredentialRecord) {
  const hosts =
    catalogueId === '' ? [] : hostsOf(pick(catalogueId, variant).provider.connect(variant, settings));
  return { tenantId, environment, credentialId: id, hosts };
}
