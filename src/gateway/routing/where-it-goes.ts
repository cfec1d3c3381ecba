import { hostsOf } from '../../providers/hosts-of.ts';
import { findProviderById } from '../../providers/registry.ts';
import type { StandingCredential } from '../../snapshot/ports.ts';

export interface Reached {
  /** Where an account’s calls go. */
  address: URL;
  /** Of that, with the port where it is not the usual one. */
  host: string;
  /** By name: that host, and the one that hands out its tokens. */
  hosts: readonly string[];
}

interface Known extends Reached {
  catalogueId: string;
  variant: string;
}

/**
 * By settings, of which records that were read together hold equal ones as one object: as many accounts as are reached
 * in the same way have one address between them.
 */
const known = new WeakMap<StandingCredential['settings'], readonly Known[]>();

/** Asked of every call. */
export function whereItGoes({ catalogueId, variant, settings }: StandingCredential): Reached {
  const held = known.get(settings) ?? [];
  const found = held.find((one) => one.catalogueId === catalogueId && one.variant === variant);
  if (found) return found;
  const provider = findProviderById(catalogueId);
  if (!provider) throw new Error(`No provider ${catalogueId}`);
  const connection = provider.connect(variant, settings);
  const address = new URL(connection.baseUrl);
  const fresh = { catalogueId, variant, address, host: address.host, hosts: hostsOf(connection) };
  known.set(settings, [...held, fresh]);
  return fresh;
}
