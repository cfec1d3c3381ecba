import { PlugboardError } from '../../kernel/errors.ts';
import type { CredentialRecord } from '../../kernel/records.ts';
import type { TenantRepositories } from '../ports.ts';

/**
 * The credential as it stands by now, which nobody else changes until the transaction ends: whoever switched it off
 * while this change was prepared does not find it on again. Refused where its secrets are others by now.
 */
export async function holdCredential(
  { credentials }: Pick<TenantRepositories, 'credentials'>,
  { id, secretVersion }: Pick<CredentialRecord, 'id' | 'secretVersion'>,
): Promise<CredentialRecord> {
  const held = await credentials.hold(id);
  if (held?.secretVersion !== secretVersion) throw new PlugboardError('changed_meanwhile');
  return held;
}
