import { decodePart } from './pasted-text.ts';

/** An address taken apart, with what may be secret in it kept apart from what is not. */
export interface UrlPieces {
  scheme: string;
  /** As typed, in lower case, with its port: a host that a parser would rewrite is refused later for what it is. */
  host: string;
  hostname: string;
  path: string;
  /** Decoded. */
  segments: string[];
  query: ReadonlyMap<string, string>;
  user?: string;
  password?: string;
}

const local = /^(localhost|host\.docker\.internal|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(:\d{1,5})?(\/.*)?$/i;
const named = /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){0,8}:\d{2,5}(\/.*)?$/i;
const known =
  /^[a-z0-9.-]{1,200}\.(openai\.com|anthropic\.com|azure\.(com|us|cn)|amazonaws\.com|googleapis\.com)(\/.*)?$/i;

/** Reads one address. Without a scheme only where it can hardly be anything else, such as a key with a dot in it. */
export function findUrlPieces(text: string): UrlPieces | undefined {
  if (/\s/.test(text)) return undefined;
  const parts = /^(https?):\/\/([^/?#]+)([^?#]*)(\?[^#]*)?(#.*)?$/i.exec(text);
  if (parts) {
    const [, scheme = '', authority = '', path = '', search = ''] = parts;
    return piecesOf(scheme.toLowerCase(), authority, path, search);
  }
  if (local.test(text)) return findUrlPieces(`http://${text}`);
  return named.test(text) || known.test(text) ? findUrlPieces(`https://${text}`) : undefined;
}

function piecesOf(scheme: string, authority: string, path: string, search: string): UrlPieces | undefined {
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1).toLowerCase();
  const hostname = host.replace(/:\d{0,5}$/, '');
  if (!/^(?=.*[a-z0-9])[^\s"'<>{}|\\^`]+$/.test(hostname)) return undefined;
  const [user, ...password] = at === -1 ? [] : authority.slice(0, at).split(':');
  return {
    scheme,
    host,
    hostname,
    path,
    segments: path.split('/').filter(Boolean).map(decodePart),
    query: new Map(new URLSearchParams(search)),
    ...(user !== undefined && user !== '' && { user: decodePart(user) }),
    ...(password.length > 0 && { password: decodePart(password.join(':')) }),
  };
}

export function originOfPieces({ scheme, host }: UrlPieces): string {
  return `${scheme}://${host}`;
}
