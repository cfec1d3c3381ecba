import type { Stop } from '../../api/stops.ts';

/** As a host it means everything. */
export const everyHost = '*';

export const stopKinds = ['tenant', 'host', 'credential', 'everything'] as const;
export type StopKind = (typeof stopKinds)[number];

export function kindOf({ host, credential_id: credential }: Stop): StopKind {
  if (host !== null) return host === everyHost ? 'everything' : 'host';
  return credential !== null ? 'credential' : 'tenant';
}
