import type { IncomingMessage } from 'node:http';

/** A header that may be left out; empty is as good as absent. */
export function textHeader({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
