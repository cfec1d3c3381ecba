import type { CredentialRecord, SealedSecret } from '../../kernel/records.ts';
import { Secret } from '../../kernel/secret.ts';
import type { Connection, Secrets } from '../../providers/provider.ts';
import type { SealContext, Sealer } from '../ports.ts';

type Owner = Pick<CredentialRecord, 'tenantId' | 'environment' | 'id'>;

/** What each secret is sealed to: this row, this field, this version, and the origins that may receive it. */
export function sealContext(
  owner: Owner,
  field: string,
  version: number,
  origins: readonly string[],
): SealContext {
  return {
    tenantId: owner.tenantId,
    record: `credential/${owner.environment}/${owner.id}`,
    field,
    version,
    origins: [...origins],
  };
}

/** A key without a provider is sealed to no origin at all: as it lies, it can be sent nowhere. */
export function originsOf(connection: Connection | null, field: string): readonly string[] {
  return connection?.origins[field] ?? [];
}

export async function sealSecrets(
  sealer: Sealer,
  owner: Owner,
  version: number,
  secrets: Secrets,
  connection: Connection | null,
  now: number,
): Promise<SealedSecret[]> {
  return Promise.all(
    Object.entries(secrets).map(async ([field, value]) => {
      const origins = [...originsOf(connection, field)].toSorted();
      const secret = new Secret(value);
      const sealed = await sealer.seal(sealContext(owner, field, version, origins), secret);
      return {
        field,
        sealed,
        origins,
        last4: field === 'gcp_service_account' ? null : secret.last4(),
        createdAt: now,
      };
    }),
  );
}
