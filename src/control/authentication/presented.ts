import { PlugboardError } from '../../kernel/errors.ts';
import { sessionCookieName } from './sessions.ts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

export type Presented =
  | { kind: 'token'; text: string }
  | { kind: 'session'; text: string }
  | { kind: 'nothing' };

/** Every way to present a token ends here: exactly one may be used at a time. */
export function readPresented(headers: Headers, ways: { cookie: boolean; apiKey: boolean }): Presented {
  const found: Presented[] = [];
  const authorization = single(headers['authorization']);
  if (authorization !== undefined) found.push({ kind: 'token', text: bearerOf(authorization) });
  if (ways.apiKey) {
    for (const name of ['api-key', 'x-api-key']) {
      const value = single(headers[name]);
      if (value !== undefined) found.push({ kind: 'token', text: value });
    }
  }
  if (ways.cookie) {
    const session = cookieOf(single(headers['cookie']), sessionCookieName);
    if (session !== undefined) found.push({ kind: 'session', text: session });
  }
  if (found.length > 1) throw new PlugboardError('ambiguous_credentials');
  return found[0] ?? { kind: 'nothing' };
}

/** Node joins repeated headers with a comma, which no token contains: such a one then fails by its shape. */
function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value;
}

function bearerOf(authorization: string): string {
  return /^bearer /i.test(authorization) ? authorization.slice('bearer '.length).trim() : '';
}

export function cookieOf(header: string | undefined, name: string): string | undefined {
  const found = header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`));
  return found?.slice(name.length + 1);
}
