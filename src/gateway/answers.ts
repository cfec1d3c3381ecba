import type { ServerResponse } from 'node:http';
import type { PlugboardError } from '../kernel/errors.ts';

/** What OpenAI's clients expect of an error: they branch on `type` and `code`. */
export function sendError(response: ServerResponse, error: PlugboardError): void {
  if (error.status === 401) response.setHeader('www-authenticate', 'Bearer');
  if (error.retryAfterSeconds !== undefined) {
    response.setHeader('retry-after', String(error.retryAfterSeconds));
  }
  const body = {
    error: { message: error.message, type: typeOf(error.status), code: error.code, param: null },
  };
  sendJson(response, error.status, body);
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
}

function typeOf(status: number): string {
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  if (status === 429) return 'rate_limit_error';
  return status < 500 ? 'invalid_request_error' : 'api_error';
}
