import { PlugboardError } from '../../kernel/errors.ts';
import type { CredentialRecord, SealedSecret } from '../../kernel/records.ts';
import { findMisplacedKey } from '../../providers/key-shapes.ts';
import type { ProviderName } from '../../providers/provider.ts';
import { findProviderName } from '../../providers/registry.ts';
import type { Act } from '../ports.ts';
import { readChanged, refuseMovedSecrets } from './change-credential.ts';
import {
  type CredentialParts,
  type EnvironmentScope,
  getCredential,
  rulesOfEnterprise,
} from './credentials.ts';
import { holdCredential } from './hold-credential.ts';
import { invalid } from './prepare.ts';
import { sealSecrets } from './seal-secrets.ts';

interface Bound {
  record: CredentialRecord;
  secrets: SealedSecret[];
}

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
): Promise<Bound> {
  const held = await getCredential(parts.store, scope, id);
  const { record } = held;
  if (provider === undefined || record.provider === provider) return held;
  if (record.provider !== null) throw new PlugboardError('credential_bound');
  // What was assumed is said now: nothing is sealed or sent otherwise than before.
  const isAsAssumed = findProviderName(record) === provider;
  const bound = isAsAssumed
    ? { ...held, record: { ...record, provider, updatedAt: parts.clock() } }
    : await sealFor(parts, scope, held, provider);
  await parts.store.changeInTenant(scope, act, async ({ credentials }, audit) => {
    const sealed = isAsAssumed ? undefined : bound.secrets;
    const { name, enabled, order, expiresAt, dataRegion, status } = await holdCredential(
      { credentials },
      record,
    );
    const kept = { name, enabled, order, expiresAt, dataRegion, ...(!enabled && { status }) };
    await credentials.update({ ...bound.record, ...kept }, sealed, record.secretVersion);
    audit({
      action: 'credential.bound',
      target: { kind: 'credential', id },
      environment: scope.environment,
      detail: { provider },
    });
  });
  return bound;
}

/** The same settings and secrets, as this provider reads them. */
async function sealFor(
  parts: CredentialParts,
  scope: EnvironmentScope,
  { record, secrets }: Bound,
  provider: ProviderName,
): Promise<Bound> {
  const rules = await rulesOfEnterprise(parts, scope);
  // Nobody wrote the service of an assumed gateway: whoever signs for it fills it in anew.
  const { aws_service: _assumed, ...settings } = record.settings;
  const ground = { environment: scope.environment, rules, sandbox: parts.sandbox };
  const named = { ...record, provider, settings };
  const { prepared, kept } = await readChanged(parts.sealer, named, secrets, {}, ground);
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
    // What was found out on another wire says nothing of this one.
    ...(record.enabled && { status: 'untested', statusDetail: null }),
    secretVersion: record.secretVersion + 1,
    updatedAt: now,
  };
  const { secretVersion } = bound;
  const { secrets: read, connection } = prepared;
  return {
    record: bound,
    secrets: await sealSecrets(parts.sealer, bound, secretVersion, read, connection, now),
  };
}
