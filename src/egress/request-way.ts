import { EgressFailure } from '../kernel/egress-failure.ts';
import { readRequestUrl } from '../kernel/outbound-url.ts';
import type { RequestPlan } from '../providers/provider.ts';
import type { Authorized } from './authorize.ts';
import type { TenantPolicy } from './egress-policy.ts';
import { outgoingHeaders } from './provider-client.ts';
import { type Destination, destinationOf } from './provider-pools.ts';
import type { SharedByKey } from './shared-by-key.ts';
import { noIdentity } from './tls-identity.ts';

/** A request whose every part but the body is known. */
export interface Way {
  /** The URL and headers that were planned. */
  key: string;
  destination: Destination;
  path: string;
  headers: string[];
}

/** What many accounts have in common. Nothing in it was made from a secret. */
export interface Common {
  policies: SharedByKey<TenantPolicy>;
  destinations: SharedByKey<Destination>;
  texts: SharedByKey<string>;
}

export function toWay(
  key: string,
  plan: RequestPlan,
  policy: TenantPolicy,
  { headers, tls }: Authorized,
  { destinations, texts }: Common,
): Way {
  const read = readRequestUrl(plan.url, policy.rules, policy.open);
  if (!read.ok) throw new EgressFailure('denied', new Error(`the URL ${read.reason}`));
  const described = { 'content-type': 'application/json', ...headers };
  const destination = destinationOf(read.url, read.target, policy, tls);
  const path = `${read.url.pathname}${read.url.search}`;
  return {
    key: texts.share(key, key),
    // One with a certificate holds its key, which must go when the account does.
    destination: tls === noIdentity ? destinations.share(destination.key, destination) : destination,
    path: texts.share(path, path),
    // The copy has no room for more.
    headers: Object.entries(outgoingHeaders(described)).flat().slice(),
  };
}

export function keyOf({ method, url, headers }: RequestPlan): string {
  let key = `${method} ${url}`;
  for (const name in headers) key += `\n${name}:${headers[name]}`;
  return key;
}
