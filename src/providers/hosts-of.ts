import type { Connection } from './provider.ts';

/** Every host that a call on the account takes, by name: the provider’s, and the one that hands out the token for it. */
export function hostsOf({ baseUrl, auth }: Pick<Connection, 'baseUrl' | 'auth'>): string[] {
  const tokenUrl = tokenUrlOf(auth);
  const urls = tokenUrl === undefined ? [baseUrl] : [baseUrl, tokenUrl];
  return [...new Set(urls.map((url) => new URL(url).hostname))];
}

function tokenUrlOf(auth: Connection['auth']): string | undefined {
  if (auth.kind === 'oauth2' || auth.kind === 'google_jwt') return auth.tokenUrl;
  return auth.kind === 'aws_role' ? auth.stsUrl : undefined;
}
