import { createHash } from 'node:crypto';
import { isNeverReachable } from '../kernel/addresses.ts';
import {
  type EgressRule,
  findTargetProblem,
  isMetadataName,
  listPrivateAuthorities,
  type OpenInternet,
  type OutboundTarget,
  openInternet,
  permitsAddress,
} from '../kernel/outbound-target.ts';

/** Who may be connected to. Both questions are asked for every connection: names lie, and so do resolvers. */
export interface EgressPolicy {
  permitsTarget(target: OutboundTarget): boolean;
  permitsAddress(address: string, target: OutboundTarget): boolean;
}

/** For the operator's own destinations: private networks and loopback are where key services live. */
export const operatorPolicy: EgressPolicy = {
  permitsTarget: ({ host }) => !isMetadataName(host),
  permitsAddress: (address) => !isNeverReachable(address),
};

/** What one tenant may reach: the public internet, and what the operators' rules add for that tenant alone. */
export interface TenantPolicy extends EgressPolicy {
  /** Two policies with the same key allow the same; sockets are shared within a key only. */
  readonly key: string;
  readonly rules: readonly EgressRule[];
  readonly open: OpenInternet;
  /** PEM of the authorities that the rules trust for this target, beside the public ones. */
  listAuthorities(target: OutboundTarget): string[];
}

export function tenantPolicy(rules: readonly EgressRule[], open: OpenInternet = openInternet): TenantPolicy {
  return {
    key: keyOf(rules, open),
    rules,
    open,
    permitsTarget: (target) => findTargetProblem(target, rules, open) === undefined,
    permitsAddress: (address, target) => permitsAddress(address, target, rules, open),
    listAuthorities: (target) => listPrivateAuthorities(target, rules),
  };
}

function keyOf(rules: readonly EgressRule[], open: OpenInternet): string {
  const said = rules.map(({ host, cidr, port, plainHttp, privateCa }) =>
    JSON.stringify([host, cidr, port, plainHttp, privateCa]),
  );
  const text = JSON.stringify([open.ports, open.plainHttp, said.toSorted()]);
  return createHash('sha256').update(text).digest('base64url');
}
