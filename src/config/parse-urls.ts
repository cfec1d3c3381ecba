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
  // A bare origin is told as it was written.
  return { value: url.href === `${text}/` ? text : url.href };
}

export function parseCollectorUrl(text: string): Parsed<string | null> {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return { problem: 'is not an http or https URL' };
  if (url.username !== '' || url.password !== '') return { problem: 'carries user information' };
  return { value: url.href };
}

/** They go into a header as they are: letters, digits and dots, and nothing that means something there. */
const plainOrigin = /^https?:\/\/(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(?::\d+)?$/;

export function parseOrigins(text: string): Parsed<string[]> {
  const origins: string[] = [];
  for (const part of text.split(',').map((one) => one.trim())) {
    const parsed = parsePublicUrl(part);
    if ('problem' in parsed) return { problem: `has a part that ${parsed.problem}` };
    if (parsed.value === null || !plainOrigin.test(parsed.value)) {
      return { problem: 'has a part that is not the origin of one host' };
    }
    origins.push(parsed.value);
  }
  return { value: origins };
}
