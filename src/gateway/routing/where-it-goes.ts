import { hostsOf } from '../../providers/hosts-of.ts';
import { findProviderById } from '../../providers/registry.ts';
import type { StandingCredential } from '../../snapshot/ports.ts';

export interface Reached {
  /** Where an account’s calls go. */
  address: URL;
  /** By name: that host, and the one that hands out its tokens. */
  hosts: readonly string[];
}

const reached = new WeakMap<StandingCredential, Reached>();

/** Asked of every call under a lock or while something is stopped, so once for each state of the record. */
export function whereItGoes(credential: StandingCredential): Reached {
  const known = reached.get(credential);
  if (known) return known;
  const { catalogueId, variant, settings } = credential;
  const provider = findProviderById(catalogueId);
  if (!provider) throw new Error(`No provider ${catalogueId}`);
  const connection = provider.connect(variant, settings);
  const found = { address: new URL(connection.baseUrl), hosts: hostsOf(connection) };
  reached.set(credential, found);
  return found;
}
