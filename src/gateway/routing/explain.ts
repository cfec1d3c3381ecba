import { isPrivateTarget } from '../../kernel/outbound-target.ts';
import type { StopRecord } from '../../kernel/stops.ts';
import { findProviderName } from '../../providers/registry.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { resolve } from './resolve.ts';
import type { Operation, Question, Route, Target } from './route.ts';
import { findStopOf } from './stopped.ts';
import { whereItGoes } from './where-it-goes.ts';

/** A target as whoever asks where calls go may see it. */
export interface ExplainedTarget {
  target: Target;
  provider: string;
  /** By which programs name the account; null for the platform’s, which have no name that tenants could use. */
  providerId: string | null;
  /** With its port where that is not the usual one. */
  host: string;
  leavesNetwork: boolean;
  whatLeaves: string;
  stop: StopRecord | undefined;
}

interface Explanation {
  route: Route;
  targets: ExplainedTarget[];
}

/** Where a call would go, by the very rule that sends it there. Nothing is called. Throws as the call would. */
export function explain(snapshot: Snapshot, question: Question, now: number): Explanation {
  const route = resolve(snapshot, question, now);
  return { route, targets: route.targets.map((target) => explainTarget(snapshot, question, target)) };
}

export function explainTarget(
  snapshot: Snapshot,
  { tenantId, environment, operation }: Pick<Question, 'tenantId' | 'environment' | 'operation'>,
  target: Target,
): ExplainedTarget {
  const { credential, config, owner } = target;
  const { address, host } = whereItGoes(credential);
  const leavesNetwork = isOutside(snapshot, { tenantId, environment }, owner, address);
  return {
    target,
    provider: config?.provider ?? findProviderName(credential) ?? credential.catalogueId,
    providerId: owner === 'own' ? credential.providerId : null,
    host,
    leavesNetwork,
    whatLeaves: describe(target, operation, host, leavesNetwork),
    stop: findStopOf(snapshot, { tenantId, environment }, target),
  };
}

/** The platform’s network is never the tenant’s, whatever its addresses look like. */
export function isOutside(
  snapshot: Snapshot,
  { tenantId, environment }: Pick<Question, 'tenantId' | 'environment'>,
  owner: Target['owner'],
  address: URL,
): boolean {
  const rules = snapshot.egressRules(tenantId, environment);
  return owner === 'managed' || !isPrivateTarget(toOutboundTarget(address), rules);
}

function toOutboundTarget(url: URL) {
  const plainHttp = url.protocol === 'http:';
  const port = url.port === '' ? (plainHttp ? 80 : 443) : Number(url.port);
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port, plainHttp };
}

function describe(
  { owner, credential: { dataRegion } }: Target,
  operation: Operation,
  host: string,
  leavesNetwork: boolean,
): string {
  if (!leavesNetwork) return `Nothing: the call goes to ${host}, inside the tenant’s own network.`;
  const what = operation === 'chat' ? 'The whole call (messages, tools, settings)' : 'The texts of the call';
  const where = dataRegion === null ? host : `${host} (${dataRegion})`;
  const account = owner === 'own' ? 'the tenant’s own account' : 'the platform’s account';
  return `${what} ${operation === 'chat' ? 'goes' : 'go'} to ${where}, on ${account}.`;
}
