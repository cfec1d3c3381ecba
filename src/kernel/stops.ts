import { coversHost } from './host-pattern.ts';
import type { Environment } from './scope.ts';

/** What operators stopped. It holds until they take it away. */
export interface StopRecord {
  id: string;
  /** Of a stopped tenant, or the one whose the credential is; null where a host is stopped. */
  tenantId: string | null;
  /** Null: every environment. */
  environment: Environment | null;
  /** A name without a port, `*.example.com` for all below it, or `*` for everything. */
  host: string | null;
  credentialId: string | null;
  /** For people: the tenants that it concerns read it. */
  reason: string;
  createdAt: number;
}

/** Where a host is stopped: all of them, and with that every call of everybody. */
export const everyHost = '*';

/** What a stop may be about: who calls, on which account, and every host that this takes. */
export interface Stoppable {
  tenantId: string;
  environment: Environment;
  credentialId?: string;
  hosts?: readonly string[];
}

/** The first that covers it. There are few: operators make them by hand. */
export function findStop(stops: readonly StopRecord[], about: Stoppable): StopRecord | undefined {
  return stops.length === 0 ? undefined : stops.find((stop) => isCovered(stop, about));
}

function isCovered(
  stop: StopRecord,
  { tenantId, environment, credentialId, hosts = [] }: Stoppable,
): boolean {
  // Also a call that has no host yet, and one of the built-in model, which has none.
  if (stop.host === everyHost) return true;
  if (stop.host !== null) return isHostStopped([stop], hosts);
  if (stop.credentialId !== null) return stop.credentialId === credentialId;
  return stop.tenantId === tenantId && (stop.environment === null || stop.environment === environment);
}

export function isHostStopped(stops: readonly StopRecord[], hosts: readonly string[]): boolean {
  return stops.some(
    ({ host }) => host === everyHost || (host !== null && hosts.some((name) => coversHost(host, name))),
  );
}

/** For whoever calls; the reason is for administrators. */
export function sayStopped({ host, credentialId }: StopRecord): string {
  if (host === everyHost) return 'The platform’s operators have stopped all calls for now.';
  const what = host !== null ? 'to this host' : credentialId !== null ? 'on this account' : 'of this tenant';
  return `The platform’s operators have stopped calls ${what}. Your administrator sees why.`;
}
