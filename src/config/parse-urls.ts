import type { Parsed } from './environment-reader.ts';
import { isLoopbackHost } from './parse-addresses.ts';

/** What is wrong with it as an address to trust what comes from it; undefined when nothing is. */
export function problemOfTrustedUrl(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return 'is not an https URL';
  if (url.username !== '' || url.password !== '') return 'carries user information';
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) return 'is plain http to another machine';
  return undefined;
}

export function parsePublicUrl(text: string): Parsed<string | null> {
  const problem = problemOfTrustedUrl(text);
  if (problem !== undefined) return { problem };
  const url = new URL(text);
  // `search` and `hash` are empty for a bare `?` or `#`, which would still end up in links.
  if (url.pathname !== '/' || /[?#]/.test(text)) return { problem: 'is more than an origin' };
  return { value: url.origin };
}

export function parseSupportUrl(text: string): Parsed<string | null> {
  const url = URL.parse(text);
  // It becomes a link in the console: a `javascript:` URL would run there.
  if (url === null || !/^(?:https?|mailto):$/.test(url.protocol))
    return { problem: 'is not a URL that people can follow' };
  if (url.username !== '' || url.password !== '') return { problem: 'carries user information' };
  return { value: url.href };
}

export function parseCollectorUrl(text: string): Parsed<string | null> {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return { problem: 'is not an http or https URL' };
  if (url.username !== '' || url.password !== '') return { problem: 'carries user information' };
  return { value: url.href };
}
