/**
 * What an IP address is, decided on its bytes. Written without `node:net` because the rules of the control plane ask
 * it too, and they do no I/O.
 */

/** Four bytes or sixteen. */
export type AddressBytes = Uint8Array;

export interface Cidr {
  network: AddressBytes;
  prefix: number;
}

/** Strict: four plain decimal numbers, or IPv6 without brackets and without a zone (a zone means a local link). */
export function parseAddress(text: string): AddressBytes | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

function parseIpv4(text: string): AddressBytes | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  const numbers = parts.map((part) => (/^(?:0|[1-9]\d{0,2})$/.test(part) ? Number(part) : 256));
  return numbers.every((number) => number <= 255) ? Uint8Array.from(numbers) : undefined;
}

function parseIpv6(text: string): AddressBytes | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? parseGroups(halves[1] ?? '', true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 16 - head.length - tail.length;
  // `::` stands for at least one group of zeros.
  if (halves.length === 2 ? missing < 2 : missing !== 0) return undefined;
  return Uint8Array.from([...head, ...new Array<number>(missing).fill(0), ...tail]);
}

function parseGroups(text: string, mayEndInIpv4: boolean): number[] | undefined {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [index, group] of groups.entries()) {
    if (group.includes('.')) {
      const ipv4 = mayEndInIpv4 && index === groups.length - 1 ? parseIpv4(group) : undefined;
      if (ipv4 === undefined) return undefined;
      bytes.push(...ipv4);
    } else {
      if (!/^[0-9a-f]{1,4}$/i.test(group)) return undefined;
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
    }
  }
  return bytes.length <= 16 ? bytes : undefined;
}

/** A single address is the CIDR that holds it alone. */
export function parseCidr(text: string): Cidr | undefined {
  const [addressText = '', prefixText, ...rest] = text.split('/');
  const network = parseAddress(addressText);
  if (network === undefined || rest.length > 0) return undefined;
  const bits = network.length * 8;
  if (prefixText === undefined) return { network, prefix: bits };
  const prefix = /^\d{1,3}$/.test(prefixText) ? Number(prefixText) : Number.NaN;
  return prefix <= bits ? { network, prefix } : undefined;
}

export function cidrContains({ network, prefix }: Cidr, address: AddressBytes): boolean {
  if (network.length !== address.length) return false;
  const whole = prefix >> 3;
  for (let index = 0; index < whole; index += 1) if (network[index] !== address[index]) return false;
  const rest = prefix & 7;
  return rest === 0 || (byteAt(network, whole) ^ byteAt(address, whole)) >> (8 - rest) === 0;
}

/** One spelling for each address, so that two can be compared. A mapped IPv4 address is that IPv4 address. */
export function canonicalAddress(text: string): string | undefined {
  const bytes = parseAddress(text);
  if (bytes === undefined) return undefined;
  const address = cidrContains(mapped, bytes) ? bytes.subarray(12) : bytes;
  return Array.from(address, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * What nothing may reach. Metadata services hand out the machine's own credentials to whoever asks; the rest
 * (0/8, multicast, reserved, broadcast) is never a server, though Linux connects 0.0.0.0 to loopback.
 */
const neverIpv4 = cidrs(
  '0.0.0.0/8',
  '169.254.0.0/16',
  '100.100.100.200/32', // Alibaba Cloud
  '168.63.129.16/32', // Azure WireServer: a public number, so that no range covers it
  '192.0.0.192/32', // Oracle Cloud, its first generation
  '224.0.0.0/4',
  '240.0.0.0/4',
);

const neverIpv6 = cidrs(
  'fe80::/10',
  'ff00::/8',
  'fd00:ec2::254/128', // EC2
  'fd00:ec2::23/128', // EKS Pod Identity
  'fd20:ce::254/128', // Google Cloud
  'fd00:42::42/128', // Scaleway
  'fd00:c1::a9fe:a9fe/128', // Oracle Cloud
  // Both carry an IPv4 address at a place that the prefix alone does not tell, so the whole of each is refused.
  '64:ff9b:1::/48', // NAT64 for local use, RFC 8215
  '2001::/32', // Teredo
);

/** IANA's special-purpose registry for IPv4, November 2026, and what `neverIpv4` names. */
const specialIpv4 = cidrs(
  '10.0.0.0/8',
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.0.0.0/24', // IETF protocol assignments
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // AMT
  '192.88.99.0/24', // 6to4 relays, deprecated
  '192.168.0.0/16',
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarking
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
);

const globalUnicast = cidr('2000::/3');
const specialIpv6 = cidrs(
  '2001::/23', // IETF protocol assignments: Teredo, benchmarking, ORCHID
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4: an IPv4 address inside
  '2620:4f:8000::/48', // AS112
  '3ffe::/16', // 6bone, given back
  '3fff::/20', // documentation
);

const loopbackIpv6 = cidr('::1/128');
const mapped = cidr('::ffff:0:0/96');
/** Prefixes that are followed by an IPv4 address, and how far. */
const carriers: { prefix: Cidr; offset: number }[] = [
  { prefix: mapped, offset: 12 }, // RFC 4291
  { prefix: cidr('::/96'), offset: 12 }, // compatible, RFC 4291
  { prefix: cidr('::ffff:0:0:0/96'), offset: 12 }, // translated, RFC 7915
  { prefix: cidr('64:ff9b::/96'), offset: 12 }, // NAT64, RFC 6052
  { prefix: cidr('2002::/16'), offset: 2 }, // 6to4, RFC 3056
];

/** True also for what is no address at all. */
export function isNeverReachable(text: string): boolean {
  const address = parseAddress(text);
  if (address === undefined) return true;
  if (address.length === 4) return isIn(neverIpv4, address);
  // ::1 lies inside the compatible form of 0.0.0.0/8.
  if (cidrContains(loopbackIpv6, address)) return false;
  const inside = ipv4Inside(address);
  return isIn(neverIpv6, address) || (inside !== undefined && isIn(neverIpv4, inside));
}

/**
 * An address of the public internet, which a tenant may name without asking. Every form that carries an IPv4 address
 * is refused, a public one inside too: it would be connected to as what it carries.
 */
export function isPublicAddress(text: string): boolean {
  const address = parseAddress(text);
  if (address === undefined) return false;
  if (address.length === 4) return !isIn(neverIpv4, address) && !isIn(specialIpv4, address);
  return cidrContains(globalUnicast, address) && !isIn(specialIpv6, address) && !isIsatap(address);
}

function ipv4Inside(address: AddressBytes): AddressBytes | undefined {
  const carrier = carriers.find(({ prefix }) => cidrContains(prefix, address));
  if (carrier !== undefined) return address.subarray(carrier.offset, carrier.offset + 4);
  return isIsatap(address) ? address.subarray(12) : undefined;
}

/** RFC 5214: any prefix, then `0:5efe` or `200:5efe`, then an IPv4 address. */
function isIsatap(address: AddressBytes): boolean {
  const [first, second, third, fourth] = address.subarray(8, 12);
  return (first === 0 || first === 2) && second === 0 && third === 0x5e && fourth === 0xfe;
}

function isIn(list: readonly Cidr[], address: AddressBytes): boolean {
  return list.some((entry) => cidrContains(entry, address));
}

function cidrs(...texts: string[]): Cidr[] {
  return texts.map(cidr);
}

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(`${text} is no CIDR`);
  return parsed;
}

function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}
