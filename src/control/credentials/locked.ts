import { PlugboardError } from '../../kernel/errors.ts';
import { findAccountRegion, findLockProblem } from '../../kernel/lock.ts';
import type { CredentialRecord } from '../../kernel/records.ts';
import { hostsOf } from '../../providers/hosts-of.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { pick } from './choose-variant.ts';

type Lockable = Pick<
  CredentialRecord,
  'tenantId' | 'environment' | 'catalogueId' | 'variant' | 'settings' | 'dataRegion'
>;

/**
 * The lock holds for checks as it does for calls: no secret goes where it forbids. Where nothing says the region yet,
 * the hosts alone decide: no text of the tenant's is in a check, and links for keys do not ask for a region.
 */
export function refuseLocked(
  snapshot: Pick<Snapshot, 'pluggedIn'>,
  { tenantId, environment, catalogueId, variant, settings, dataRegion }: Lockable,
  model = '',
): void {
  const { lock } = snapshot.pluggedIn(tenantId, environment);
  if (!lock || catalogueId === '') return;
  const hosts = hostsOf(pick(catalogueId, variant).provider.connect(variant, settings));
  const region = findAccountRegion(settings, dataRegion);
  const rules = region === null ? { ...lock, regions: null } : lock;
  const problem = findLockProblem(rules, { owner: 'own', hosts, region, model });
  if (problem === undefined) return;
  const detail = `The environment’s lock forbids this account, and so nothing is sent to check it: ${problem}.`;
  throw new PlugboardError('target_locked', { detail });
}
