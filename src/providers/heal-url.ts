import type { DraftFields } from './read-fields.ts';
import { isDotSegment } from './url-parts.ts';

export type UrlReading =
  | { ok: true; url: string; healed: string[] }
  /** What is wrong, to follow the field's name: `must start with …`. Never the value. */
  | { ok: false; detail: string };

interface UrlRules {
  /** A token URL may carry one; a base URL is continued with a path. */
  query?: boolean;
}

interface BaseRules {
  /** Ends of pasted addresses that belong to an operation, not to the base. Longest first. */
  endings?: readonly string[];
  /** Whole bases of hosts that are known: a shorter address on the same host is completed to it. */
  knownBases?: readonly string[];
}

const openaiEndings = ['/chat/completions', '/completions', '/embeddings', '/models', '/responses'];

/**
 * Reads one absolute http(s) address. What is compared is what was typed: a host that a parser would rewrite
 * (`0x7f.1`, `127.1`, full-width digits) is refused, because the guard and the connection must see the same name.
 */
export function readUrl(text: string, { query = false }: UrlRules = {}): UrlReading {
  const parts = /^(https?):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/i.exec(text);
  if (!parts) return { ok: false, detail: 'must start with https:// or http://' };
  const [, scheme = '', authority = '', path = '', search = '', hash] = parts;
  if (/[\s\\]/.test(text)) return { ok: false, detail: 'must not contain spaces or backslashes' };
  // Of a template that was pasted before its <tenant-id> was filled in.
  if (/[<>{}|^`"]/.test(text)) return { ok: false, detail: 'must not contain placeholders or quotes' };
  if (authority.includes('@')) return { ok: false, detail: 'must not contain a user name or password' };
  if (hash !== undefined) return { ok: false, detail: 'must not have a part after #' };
  if (search !== '' && !query) return { ok: false, detail: 'must not have a part after ?' };
  if (path.split('/').some(isDotSegment))
    return { ok: false, detail: 'must not contain . or .. as a folder' };
  if (/%(2f|5c)/i.test(path)) return { ok: false, detail: 'must not contain an encoded slash' };
  const url = `${scheme.toLowerCase()}://${authority.toLowerCase()}${path}${search}`;
  const parsed = URL.parse(url);
  if (!parsed || !isHostAsTyped(parsed, authority.toLowerCase())) {
    return { ok: false, detail: 'must name its host plainly' };
  }
  return { ok: true, url, healed: [] };
}

function isHostAsTyped(parsed: URL, authority: string): boolean {
  const host = authority.replace(/:\d*$/, '');
  return host !== '' && parsed.hostname === host;
}

/** Reads and corrects the address that calls are appended to. */
export function healBaseUrl(text: string, rules: BaseRules = {}): UrlReading {
  const { endings = openaiEndings, knownBases = [] } = rules;
  const reading = readUrl(text);
  if (!reading.ok) return reading;
  const healed: string[] = [];
  const start = reading.url.indexOf('/', reading.url.indexOf('://') + 3);
  const host = start === -1 ? reading.url : reading.url.slice(0, start);
  let path = start === -1 ? '' : reading.url.slice(start);
  // Slashes in a row reach some gateways as another path: MicrosoftDocs/azure-docs#110272.
  const tidy = path.replace(/\/{2,}/g, '/').replace(/\/$/, '');
  if (tidy !== path && path !== '/') healed.push('took the spare slash away');
  path = tidy;
  const ending = endings.find((end) => path.toLowerCase().endsWith(end));
  if (ending !== undefined) {
    path = path.slice(0, -ending.length).replace(/\/$/, '');
    healed.push(`took ${ending} away`);
  }
  const known = findKnownBase(`${host}${path}`, knownBases);
  if (known !== undefined) {
    healed.push(`added ${known.slice(`${host}${path}`.length)}`);
    return { ok: true, url: known, healed };
  }
  return { ok: true, url: `${host}${path}`, healed };
}

function findKnownBase(url: string, knownBases: readonly string[]): string | undefined {
  return knownBases.find((base) => base.startsWith(`${url}/`));
}

/** Takes a base URL out of a draft: kept as healed, with what was healed told. */
export function takeBaseUrl(
  draft: DraftFields,
  name: string,
  rules: BaseRules & { required?: boolean | string } = {},
): string | undefined {
  const typed = draft.takeText(name, { required: rules.required ?? false });
  if (typed === undefined) return undefined;
  return keepUrl(draft, name, healBaseUrl(typed, rules));
}

/** Takes a URL that is used exactly as it stands: where tokens are asked for. */
export function takeTokenUrl(draft: DraftFields, name: string): string | undefined {
  const typed = draft.takeText(name, { required: true });
  if (typed === undefined) return undefined;
  return keepUrl(draft, name, readUrl(typed, { query: true }));
}

function keepUrl(draft: DraftFields, name: string, reading: UrlReading): string | undefined {
  if (!reading.ok) {
    draft.refuse(name, `${name} ${reading.detail}`);
    return undefined;
  }
  if (reading.healed.length > 0) draft.heal(name, reading.healed.join(', '), reading.url);
  if (reading.url.startsWith('http:')) {
    draft.warn(name, `${name} is plain http: keys and texts travel unencrypted`);
  }
  draft.keep(name, reading.url);
  return reading.url;
}
