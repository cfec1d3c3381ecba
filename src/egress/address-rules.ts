import { BlockList, isIP } from 'node:net';

/** Who may be connected to. Both questions are asked for every connection: names lie, and so do resolvers. */
export interface EgressPolicy {
  permitsName(host: string): boolean;
  permitsAddress(address: string): boolean;
}

/**
 * What no policy may reach. Metadata services hand out the machine's own credentials to whoever asks; the rest
 * (0/8, multicast, reserved, broadcast) is never a server, though Linux connects 0.0.0.0 to loopback.
 */
const neverIpv4: [network: string, prefix: number][] = [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['100.100.100.200', 32], // Alibaba Cloud
  ['168.63.129.16', 32], // Azure WireServer: a public number, so that no range covers it
  ['192.0.0.192', 32], // Oracle Cloud, its first generation
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

const neverIpv6: [network: string, prefix: number][] = [
  ['fe80::', 10],
  ['ff00::', 8],
  ['fd00:ec2::254', 128], // EC2
  ['fd00:ec2::23', 128], // EKS Pod Identity
  ['fd20:ce::254', 128], // Google Cloud
  ['fd00:42::42', 128], // Scaleway
  ['fd00:c1::a9fe:a9fe', 128], // Oracle Cloud
  // Both carry an IPv4 address at a place that the prefix alone does not tell, so the whole of each is refused.
  ['64:ff9b:1::', 48], // NAT64 for local use, RFC 8215
  ['2001::', 32], // Teredo
];

const neverNames = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'instance-data',
  'instance-data.ec2.internal',
  'metadata.tencentyun.com',
]);

const never = buildNever();
const loopbackIpv6 = new BlockList();
loopbackIpv6.addAddress('::1', 'ipv6');

function buildNever(): BlockList {
  const list = new BlockList();
  // BlockList matches IPv4-mapped addresses by the IPv4 rules; the other ways to write IPv4 as IPv6 are added here.
  for (const [network, prefix] of neverIpv4) {
    const [a = 0, b = 0, c = 0, d = 0] = network.split('.').map(Number);
    const high = ((a << 8) | b).toString(16);
    const low = ((c << 8) | d).toString(16);
    list.addSubnet(network, prefix, 'ipv4');
    list.addSubnet(`::${high}:${low}`, 96 + prefix, 'ipv6'); // compatible, RFC 4291
    list.addSubnet(`::ffff:0:${high}:${low}`, 96 + prefix, 'ipv6'); // translated, RFC 7915
    list.addSubnet(`64:ff9b::${high}:${low}`, 96 + prefix, 'ipv6'); // NAT64, RFC 6052
    list.addSubnet(`2002:${high}:${low}::`, 16 + prefix, 'ipv6'); // 6to4, RFC 3056
  }
  for (const [network, prefix] of neverIpv6) list.addSubnet(network, prefix, 'ipv6');
  return list;
}

/** True also for what is no address at all, or carries a zone: a zone only means something on a local link. */
export function isNeverReachable(address: string): boolean {
  const family = isIP(address);
  if (family === 0 || address.includes('%')) return true;
  if (family === 4) return never.check(address, 'ipv4');
  // ::1 lies inside the compatible form of 0.0.0.0/8.
  return never.check(address, 'ipv6') && !loopbackIpv6.check(address, 'ipv6');
}

export function isMetadataName(host: string): boolean {
  return neverNames.has(host.toLowerCase().replace(/\.+$/, ''));
}

/** For the operator's own destinations: private networks and loopback are where key services live. */
export const operatorPolicy: EgressPolicy = {
  permitsName: (host) => !isMetadataName(host),
  permitsAddress: (address) => !isNeverReachable(address),
};
