import { limits } from '../../kernel/limits.ts';
import { findProviderById } from '../../providers/registry.ts';
import type { StandingCredential } from '../../snapshot/ports.ts';
import type { CallFailure } from '../failures.ts';
import type { GatewayParts } from '../parts.ts';
import type { Passage } from './circuit.ts';

/** What a failure says of the account is told to its circuit and, where that is news, to whoever watches over it. */
export function noteFailure(
  { circuits, health, scrub }: Pick<GatewayParts, 'circuits' | 'health' | 'scrub'>,
  credential: StandingCredential,
  passage: Passage,
  failure: CallFailure,
): void {
  // A failure that a caller asked for says nothing of the account, which all others share; nor does a stop.
  if (failure.class === 'stopped' || findProviderById(credential.catalogueId)?.failsOnDemand) {
    circuits.find(credential)?.circuit.abandoned(passage);
    return;
  }
  const blocks = circuits.of(credential).circuit.failed(failure, passage);
  const said = scrub(failure.message).slice(0, limits.gateway.messageLengthMax);
  const reason = (ours: string) => (said === '' ? ours : `${ours} It says: ${said}`);
  if (failure.class === 'auth') {
    health.found(credential, 'auth_failed', reason('The provider does not accept this key any more.'));
  } else if (failure.class === 'quota') {
    health.found(credential, 'quota', reason('The account at the provider has no quota left.'));
  } else if (blocks) {
    health.found(credential, 'unreachable', reason('The provider did not answer several calls in a row.'));
  }
}
