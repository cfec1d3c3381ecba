import { PlugboardError } from '../../kernel/errors.ts';
import type { CredentialRecord, SealedSecret } from '../../kernel/records.ts';
import { findMisplacedKey } from '../../providers/key-shapes.ts';
import type { ProviderName } from '../../providers/provider.ts';
import type { Act } from '../ports.ts';
import { readChanged, refuseMovedSecrets } from './change-credential.ts';
import {
  type CredentialParts,
  type EnvironmentScope,
  getCredential,
  rulesOfEnterprise,
} from './credentials.ts';
import { invalid } from './prepare.ts';
import { sealSecrets } from './seal-secrets.ts';

/**
 * The first call that names a provider decides whose key it is, before a byte leaves: from then on the key opens
 * for that provider's own hosts only, and another provider's name is refused.
 */
export async function bindProvider(
  parts: CredentialParts,
  act: Act,
  scope: EnvironmentScope,
  id: string,
  provider: ProviderName | undefined,
): Promise<{ record: CredentialRecord; secrets: SealedSecret[] }> {
  const { record, secrets } = await getCredential(parts.store, scope, id);
  if (provider === undefined || record.provider === provider) return { record, secrets };
  if (record.provider !== null) throw new PlugboardError('credential_bound');
  const rules = await rulesOfEnterprise(parts, scope);
  // Nobody wrote the service of an assumed gateway: whoever signs for it fills it in anew.
  const { aws_service: _assumed, ...settings } = record.settings;
  const { prepared, kept } = await readChanged(
    parts.sealer,
    { ...record, provider, settings },
    secrets,
    {},
    {
      environment: scope.environment,
      rules,
      sandbox: parts.sandbox,
    },
  );
  const misplaced = findMisplacedKey(prepared.secrets['api_key'] ?? '', provider);
  if (misplaced !== undefined) throw invalid([{ field: 'provider', detail: misplaced }]);
  if (!prepared.chosen) throw new Error('A named provider leaves nothing unbound');
  // A bare key goes to its provider from now on; one with an address goes nowhere else than before.
  if (record.catalogueId !== '') refuseMovedSecrets(prepared, kept);
  const now = parts.clock();
  const bound: CredentialRecord = {
    ...record,
    provider,
    catalogueId: prepared.chosen.provider.id,
    variant: prepared.chosen.variant.id,
    settings: { ...prepared.settings },
    secretVersion: record.secretVersion + 1,
    updatedAt: now,
  };
  const sealed = await sealSecrets(
    parts.sealer,
    bound,
    bound.secretVersion,
    prepared.secrets,
    prepared.connection,
    now,
  );
  await parts.store.changeInTenant(scope, act, async ({ credentials }, audit) => {
    if (!(await credentials.update(bound, sealed, record.secretVersion))) {
      throw new PlugboardError('changed_meanwhile');
    }
    audit({
      action: 'credential.bound',
      target: { kind: 'credential', id },
      environment: scope.environment,
      detail: { provider },
    });
  });
  return { record: bound, secrets: sealed };
}
