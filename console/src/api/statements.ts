import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';
import { boundsOf, type Period } from './periods.ts';

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type LedgerProof = Answer<'/ai/api/v1/ledger/proof'>;
export type RoutingProof = Answer<'/ai/api/v1/routing/proof'>;
export type CustodyPack = Answer<'/ai/api/v1/custody'>;

/** A statement is signed anew each time it is asked for: the one that is looked at stays until somebody wants another. */
const asSigned = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false } as const;

export const ledgerProofQuery = (api: Api, period: Period) => ({
  ...api.query(['ledger-proof', period], (client, signal) =>
    client.GET('/ai/api/v1/ledger/proof', { params: { query: boundsOf(period, Date.now()) }, signal }),
  ),
  ...asSigned,
});

export const routingProofQuery = (api: Api) => ({
  ...api.query(['routing-proof'], (client, signal) => client.GET('/ai/api/v1/routing/proof', { signal })),
  ...asSigned,
});

export const custodyQuery = (api: Api, period: Period) => ({
  ...api.query(['custody', period], (client, signal) =>
    client.GET('/ai/api/v1/custody', { params: { query: boundsOf(period, Date.now()) }, signal }),
  ),
  ...asSigned,
});

/** What everything that the service signs is checked with. */
export const getLedgerKeys = (client: ApiClient) => client.GET('/ai/api/v1/ledger/keys');
