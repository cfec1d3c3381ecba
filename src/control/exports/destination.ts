import type { ExportRecord } from '../../kernel/exports.ts';
import { Secret } from '../../kernel/secret.ts';
import type { SealContext, Sealer } from '../ports.ts';
import type { Destination } from './to-request.ts';

type Owner = Pick<ExportRecord, 'tenantId' | 'environment' | 'id' | 'origin'>;

/** Sealed to where it goes: were the origin changed behind our back, nothing would be opened for it. */
function contextOf({ tenantId, environment, id, origin }: Owner, version: number): SealContext {
  return {
    tenantId,
    record: `export/${environment}/${id}`,
    field: 'destination',
    version,
    origins: [origin],
  };
}

export function sealDestination(
  sealer: Sealer,
  owner: Owner,
  version: number,
  destination: Destination,
): Promise<Uint8Array> {
  return sealer.seal(contextOf(owner, version), new Secret(JSON.stringify(destination)));
}

/** While it is open it is known to the scrubber. */
export async function openDestination(
  sealer: Sealer,
  of: ExportRecord,
): Promise<{ destination: Destination; release(): void }> {
  const secret = await sealer.open(contextOf(of, of.secretVersion), of.sealed);
  return { destination: JSON.parse(secret.reveal()) as Destination, release: () => sealer.release(secret) };
}
