import type { FastifyInstance } from 'fastify';
import { PlugboardError } from '../kernel/errors.ts';
import { findJsonFault, type JsonFault } from '../kernel/json-text.ts';
import { limits } from '../kernel/limits.ts';

const details: Record<JsonFault, string> = {
  too_deep: `nests deeper than ${limits.json.depthMax} levels`,
  too_many_keys: `has more than ${limits.json.keysMax} keys`,
  duplicate_key: 'names a field twice',
};

/** JSON and nothing else: a form that another site posts with a cookie is refused by its type. */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, ({ headers }, body, done) => {
    try {
      refuseCompressed(headers['content-encoding']);
      done(null, parseJsonBody(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** Read as it came, it would not be what whoever undoes the coding on the way has read. */
function refuseCompressed(coding: string | undefined): void {
  if (coding === undefined || coding === 'identity') return;
  throw new PlugboardError('unsupported_media_type', { detail: 'The body must not be compressed.' });
}

function parseJsonBody(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  const fault = findJsonFault(bytes);
  if (fault) throw badBody(details[fault]);
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // The parser's own message quotes the body, which may hold a secret.
    throw badBody('is not valid JSON');
  }
}

function badBody(detail: string): PlugboardError {
  return new PlugboardError('invalid_request', { errors: [{ field: 'body', detail }] });
}
