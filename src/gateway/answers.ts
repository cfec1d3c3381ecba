import type { OutgoingHttpHeaders } from 'node:http';
import type { PlugboardError } from '../kernel/errors.ts';
import type { Receiver, Reply } from './inbound.ts';
import type { Target } from './routing/route.ts';

const joinedBytesMax = 16 * 1024;

/** What OpenAI's clients expect of an error: they branch on `type` and `code`. */
export function toErrorBody(error: PlugboardError): Record<string, unknown> {
  return {
    error: {
      message: error.message,
      type: typeOf(error.status),
      code: error.code,
      param: error.errors?.[0]?.field ?? null,
      ...(error.limitOwner && { limit_owner: error.limitOwner }),
      ...(error.resetsAt !== undefined && { resets_at: new Date(error.resetsAt).toISOString() }),
    },
    ...(error.queueId !== undefined && { queue_id: error.queueId }),
  };
}

export function sendError(response: Reply, error: PlugboardError, headers: OutgoingHttpHeaders = {}): void {
  sendJson(response, error.status, JSON.stringify(toErrorBody(error)), {
    ...headers,
    ...(error.wasRetried && { 'x-should-retry': 'false' }),
    ...(error.queueId !== undefined && { 'x-plugboard-queue-id': error.queueId }),
    ...(error.status === 401 && { 'www-authenticate': 'Bearer' }),
    ...(error.retryAfterSeconds !== undefined && { 'retry-after': String(error.retryAfterSeconds) }),
  });
}

/** Who answered. An account and a model that were named directly have no config. */
export function servedHeaders(
  { requestId }: Pick<Receiver, 'requestId'>,
  { owner, config }: Target,
  attempts: number,
): OutgoingHttpHeaders {
  return {
    'x-request-id': requestId,
    'x-plugboard-served-by': owner,
    ...(config && { 'x-plugboard-config': config.id }),
    'x-plugboard-attempts': String(attempts),
  };
}

/** The answer of a model, whole. A promise only where it is kept first. */
export function sendAnswer(
  { response, keeper }: Receiver,
  body: string | Buffer,
  headers: OutgoingHttpHeaders,
): Promise<void> | undefined {
  const send = () => sendJson(response, 200, body, headers);
  if (keeper) return keeper.keepWhole(200, headers, body).then(send);
  send();
  return undefined;
}

export function sendJson(
  response: Reply,
  status: number,
  body: string | Buffer,
  headers: OutgoingHttpHeaders = {},
): void {
  const bytes = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  // Text leaves together with the head, in one write; what is long is not worth another copy. Of plain characters, as
  // most answers are, Node need not count the bytes again.
  if (typeof body === 'string') response.end(body, bytes === body.length ? 'latin1' : 'utf8');
  else if (bytes > joinedBytesMax) response.end(body);
  else response.end(body.toString('latin1'), 'latin1');
}

function typeOf(status: number): string {
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  if (status === 429) return 'rate_limit_error';
  return status < 500 ? 'invalid_request_error' : 'api_error';
}
