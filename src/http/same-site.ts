import type { FastifyRequest } from 'fastify';
import { cookieOf } from '../control/authentication/presented.ts';
import { sessionCookieName } from '../control/authentication/sessions.ts';
import { PlugboardError } from '../kernel/errors.ts';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A browser sends the session cookie along with what another site makes it ask for. Browsers say where a request
 * comes from; one that says nothing must at least name our origin.
 */
export function refuseCrossSite({ method, headers }: FastifyRequest, publicUrl: string): void {
  if (harmless.has(method) || cookieOf(headers.cookie, sessionCookieName) === undefined) return;
  const site = headers['sec-fetch-site'];
  const own = site === undefined ? headers.origin === new URL(publicUrl).origin : site === 'same-origin';
  if (!own) throw new PlugboardError('cross_site');
}
