import { findProviderById } from '../../providers/registry.ts';
import type { StandingCredential } from '../../snapshot/ports.ts';

const addresses = new WeakMap<StandingCredential, URL>();

/** Where an account's calls go. Asked of every call under a lock, so once for each state of the record. */
export function addressOf(credential: StandingCredential): URL {
  const known = addresses.get(credential);
  if (known) return known;
  const { catalogueId, variant, settings } = credential;
  const provider = findProviderById(catalogueId);
  if (!provider) throw new Error(`No provider ${catalogueId}`);
  const address = new URL(provider.connect(variant, settings).baseUrl);
  addresses.set(credential, address);
  return address;
}
