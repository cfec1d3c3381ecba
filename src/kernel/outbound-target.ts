import {
  canonicalAddress,
  cidrContains,
  isNeverReachable,
  isPublicAddress,
  parseAddress,
  parseCidr,
} from './addresses.ts';

/** What the operators allow one tenant beyond the public internet: by name or by network, never both. */
export interface EgressRule {
  host: string | null;
  cidr: string | null;
  /** Null is every port. */
  port: number | null;
  plainHttp: boolean;
  /** PEM, trusted for this target beside the public authorities. */
  privateCa: string | null;
}

export interface OutboundTarget {
  /** In lower case; an IPv6 literal without its brackets. */
  host: string;
  port: number;
  plainHttp: boolean;
}

/** What is allowed without any rule. */
export interface OpenInternet {
  ports: readonly number[];
  plainHttp: boolean;
}

export const openInternet: OpenInternet = { ports: [443, 8443], plainHttp: false };

const metadataNames = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'instance-data',
  'instance-data.ec2.internal',
  'metadata.tencentyun.com',
]);

/** Last labels of names that only a private network, the hosts file or a cluster's own DNS answers, if anybody does. */
const privateSuffixes = new Set([
  'localhost',
  'localdomain',
  'local',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'svc',
  'test',
  'arpa',
  'onion',
  'invalid',
]);

export function isMetadataName(host: string): boolean {
  return metadataNames.has(host.toLowerCase().replace(/\.$/, ''));
}

/**
 * Why a tenant may not call this target, as far as that is known before any look-up; undefined where nothing speaks
 * against it yet. Where only a network rule could allow it, the addresses decide later.
 */
export function findTargetProblem(
  target: OutboundTarget,
  rules: readonly EgressRule[],
  open: OpenInternet = openInternet,
): string | undefined {
  const { host } = target;
  if (isMetadataName(host)) return 'names a metadata service, which is never called';
  if (parseAddress(host) !== undefined) return findLiteralProblem(target, rules, open);
  const problem = findNeedOfRule(target, open);
  if (problem === undefined || rules.some((rule) => coversName(rule, target))) return undefined;
  const mayBeCovered = rules.some((rule) => rule.cidr !== null && coversPort(rule, target));
  return mayBeCovered ? undefined : problem;
}

function findLiteralProblem(
  target: OutboundTarget,
  rules: readonly EgressRule[],
  open: OpenInternet,
): string | undefined {
  if (isNeverReachable(target.host)) return 'is an address that is never called';
  if (permitsAddress(target.host, target, rules, open)) return undefined;
  return findNeedOfRule(target, open) ?? 'is an address of a private network';
}

/**
 * Whether a tenant's connection to this target may go to this address. A target that needs a rule gets no address
 * beyond that rule, a public one neither: a private name that turns public is somebody else's.
 */
export function permitsAddress(
  address: string,
  target: OutboundTarget,
  rules: readonly EgressRule[],
  open: OpenInternet = openInternet,
): boolean {
  if (isNeverReachable(address)) return false;
  if (rules.some((rule) => coversName(rule, target) || coversAddress(rule, address, target))) return true;
  return findNeedOfRule(target, open) === undefined && isPublicAddress(address);
}

/** The authorities that rules trust for this target, whichever address it turns out to have. */
export function listPrivateAuthorities(target: OutboundTarget, rules: readonly EgressRule[]): string[] {
  const literal = parseAddress(target.host) !== undefined;
  return rules.flatMap((rule) => {
    if (rule.privateCa === null) return [];
    const covers =
      coversName(rule, target) ||
      (literal ? coversAddress(rule, target.host, target) : rule.cidr !== null && coversPort(rule, target));
    return covers ? [rule.privateCa] : [];
  });
}

/**
 * Whether what is sent there stays in a private network, as far as that is known without a look-up: by the address or
 * the name itself, or because operators opened a way to the name for this tenant.
 */
export function isPrivateTarget(target: OutboundTarget, rules: readonly EgressRule[]): boolean {
  if (parseAddress(target.host) !== undefined) return !isPublicAddress(target.host);
  return isPrivateName(target.host) || rules.some((rule) => coversName(rule, target));
}

function findNeedOfRule({ host, port, plainHttp }: OutboundTarget, open: OpenInternet): string | undefined {
  if (plainHttp && !open.plainHttp) return 'must begin with https://';
  if (!plainHttp && !open.ports.includes(port)) return `may use port ${open.ports.join(' or ')} only`;
  if (parseAddress(host) === undefined && isPrivateName(host)) return 'is a name of a private network';
  return undefined;
}

function isPrivateName(host: string): boolean {
  const labels = host.split('.');
  return labels.length < 2 || privateSuffixes.has(labels.at(-1) ?? '');
}

function coversPort(rule: EgressRule, { port, plainHttp }: OutboundTarget): boolean {
  return (rule.port === null || rule.port === port) && (rule.plainHttp || !plainHttp);
}

function coversName(rule: EgressRule, target: OutboundTarget): boolean {
  if (rule.host === null || !coversPort(rule, target)) return false;
  const literal = canonicalAddress(rule.host);
  return literal === undefined
    ? rule.host.toLowerCase() === target.host
    : literal === canonicalAddress(target.host);
}

function coversAddress(rule: EgressRule, text: string, target: OutboundTarget): boolean {
  if (rule.cidr === null || !coversPort(rule, target)) return false;
  const cidr = parseCidr(rule.cidr);
  const address = parseAddress(text);
  return cidr !== undefined && address !== undefined && cidrContains(cidr, address);
}
