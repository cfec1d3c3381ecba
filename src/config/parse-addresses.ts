import { isIP } from 'node:net';
import type { Parsed } from './environment-reader.ts';

/** `port: null` is every port. A single address is the CIDR that holds it alone. */
export type EgressAllowRule = { host: string; port: number | null } | { cidr: string; port: number | null };

const hostNamePattern =
  /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/;

/** Resolvers take a name that ends in a number (`127.1`, `0x7f.1`) for an IPv4 address, so it is no name here. */
function isHostName(text: string): boolean {
  return hostNamePattern.test(text) && !/(?:^|\.)(?:\d+|0x[0-9a-f]*)$/.test(text);
}

export function parseHost(text: string): Parsed<string> {
  if (isIP(text) !== 0) return { value: text };
  const host = text.toLowerCase();
  return isHostName(host) ? { value: host } : { problem: 'is neither an IP address nor a host name' };
}

export function parsePort(text: string): Parsed<number> {
  const port = parseWholeNumber(text, 0, 65_535);
  return port === undefined ? { problem: 'is not a port' } : { value: port };
}

export function parseWholeNumber(text: string, min: number, max: number): number | undefined {
  if (!/^\d{1,9}$/.test(text)) return undefined;
  const number = Number(text);
  return number >= min && number <= max ? number : undefined;
}

/** An IP literal of a loopback network, or a name that by RFC 6761 never leaves the machine. */
export function isLoopbackHost(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

export function parseEgressAllow(text: string): Parsed<EgressAllowRule[]> {
  return parseList(text, parseEgressRule, 'is neither a host nor a CIDR, with or without a port');
}

/** Addresses that are shown to people, so that they can open a firewall for them. */
export function parseEgressIps(text: string): Parsed<string[]> {
  return parseList(text, parseCidrOrAddress, 'is neither an IP address nor a CIDR');
}

/** Whose `X-Forwarded-For` is believed. A network of everybody would let each caller choose an address. */
export function parseTrustedProxies(text: string): Parsed<string[]> {
  const problem = 'is neither an IP address nor a CIDR of fewer than all addresses';
  return parseList(text, (entry) => (/\/0+$/.test(entry) ? undefined : parseCidrOrAddress(entry)), problem);
}

/** Problems name an entry by its place: the text itself could be anything that was pasted by mistake. */
function parseList<T>(text: string, parser: (entry: string) => T | undefined, problem: string): Parsed<T[]> {
  const values: T[] = [];
  for (const [index, entry] of text.split(',').entries()) {
    if (entry.trim() === '') continue;
    const value = parser(entry.trim());
    if (value === undefined) return { problem: `entry ${index + 1} ${problem}` };
    values.push(value);
  }
  return { value: values };
}

function parseEgressRule(entry: string): EgressAllowRule | undefined {
  const cidr = parseCidr(entry);
  if (cidr !== undefined) return { cidr, port: null };
  // A zone only means something on a local link, which no rule opens.
  if (entry.includes('%')) return undefined;
  const { target, portText } = splitPort(entry);
  const port = portText === undefined ? null : parseWholeNumber(portText, 1, 65_535);
  if (port === undefined) return undefined;

  const bare = target.replace(/^\[(.*)\]$/, '$1');
  const isBracketed = bare !== target;
  const network = parseCidr(bare);
  if (network !== undefined) return { cidr: network, port };
  if (isIP(bare) === 6 || (isIP(bare) === 4 && !isBracketed))
    return { cidr: `${bare}/${isIP(bare) === 4 ? 32 : 128}`, port };
  const host = target.toLowerCase();
  return isHostName(host) ? { host, port } : undefined;
}

/** An IPv6 address without brackets has no port: its own colons cannot be told from the port's. */
function splitPort(entry: string): { target: string; portText?: string } {
  if (isIP(entry) === 6) return { target: entry };
  const match = /^(.*[^:]):(\d+)$/.exec(entry);
  return match?.[1] !== undefined && match[2] !== undefined
    ? { target: match[1], portText: match[2] }
    : { target: entry };
}

function parseCidr(text: string): string | undefined {
  const [address = '', prefixText = '', ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || address.includes('%') || rest.length > 0) return undefined;
  const prefix = parseWholeNumber(prefixText, 0, family === 4 ? 32 : 128);
  return prefix === undefined ? undefined : `${address}/${prefix}`;
}

function parseCidrOrAddress(text: string): string | undefined {
  return isIP(text) !== 0 && !text.includes('%') ? text : parseCidr(text);
}
