import { parseAddress } from './addresses.ts';
import {
  type EgressRule,
  findTargetProblem,
  type OpenInternet,
  type OutboundTarget,
  openInternet,
} from './outbound-target.ts';

export type OutboundUrl = { ok: true; url: URL; target: OutboundTarget } | { ok: false; reason: string };

const lengthMax = 4096;
const shape = /^(https?):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/i;
const authority = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::([1-9]\d{0,4}))?$/i;
const label = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;

/**
 * A base URL as a tenant typed it. It is parsed once, and what the parser made of it must be what stands there: every
 * spelling that two readers could take for two hosts is refused rather than understood.
 */
export function readOutboundUrl(
  text: string,
  rules: readonly EgressRule[],
  open: OpenInternet = openInternet,
): OutboundUrl {
  const [, , , path = '', query, fragment] = shape.exec(text) ?? [];
  if (fragment !== undefined) return refused('may not contain #');
  // A path is appended to it, which a query would swallow.
  if (query !== undefined) return refused('may not contain ?');
  if (path.includes('%')) return refused('may not contain %');
  return readRequestUrl(text, rules, open);
}

/** A URL that is about to be called: a provider's code put it together, so it may carry a query and encoded names. */
export function readRequestUrl(
  text: string,
  rules: readonly EgressRule[],
  open: OpenInternet = openInternet,
): OutboundUrl {
  const parsed = parseExactly(text);
  if (!parsed.ok) return parsed;
  const problem = findTargetProblem(parsed.target, rules, open);
  return problem === undefined ? parsed : refused(problem);
}

function parseExactly(text: string): OutboundUrl {
  if (text.length > lengthMax) return refused('is too long');
  if (!/^[!-[\]-~]+$/.test(text))
    return refused('may hold plain ASCII characters only, no spaces or backslashes');
  const [, scheme = '', site = '', path = '', query = '', fragment] = shape.exec(text) ?? [];
  if (scheme === '') return refused('must be a URL such as https://api.example.com/v1');
  if (fragment !== undefined) return refused('may not contain #');
  if (site.includes('@')) return refused('may not contain a user name or a password');
  if (path.split('/').some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment))) {
    return refused('may not contain . or .. as a part of its path');
  }
  const [, host = '', portText] = authority.exec(site) ?? [];
  if (!isPlainHost(host.toLowerCase())) return refused('has no host that can be called');
  const url = URL.parse(text);
  if (url === null) return refused('has no host that can be called');
  const plainHttp = url.protocol === 'http:';
  const port = Number(portText ?? (plainHttp ? 80 : 443));
  const isAsTyped =
    url.hostname === host.toLowerCase() &&
    Number(url.port || (plainHttp ? 80 : 443)) === port &&
    `${url.pathname}${url.search}` === `${path === '' ? '/' : path}${query === '?' ? '' : query}`;
  if (!isAsTyped) return refused('is not written the way it would be read; write it in its plain form');
  return { ok: true, url, target: { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port, plainHttp } };
}

function isPlainHost(host: string): boolean {
  if (host.startsWith('[')) return parseAddress(host.slice(1, -1)) !== undefined;
  return host.length <= 253 && host.split('.').every((part) => label.test(part));
}

function refused(reason: string): OutboundUrl {
  return { ok: false, reason };
}
