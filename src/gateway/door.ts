import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../kernel/clock.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { uuidV7 } from '../kernel/ids.ts';
import type { Telemetry } from '../kernel/telemetry.ts';
import { sendError, sendJson } from './answers.ts';
import type { Identify, InferenceCaller } from './ports.ts';

interface DoorParts {
  identify: Identify;
  clock: Clock;
  telemetry: Telemetry;
}

/** What `/v1` answers today: which models a caller can call. No credential can be connected yet, so: none. */
export function createDoor(parts: DoorParts): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    void serve(parts, request, response);
  };
}

async function serve(parts: DoorParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = `req_${uuidV7(parts.clock())}`;
  const startedAt = performance.now();
  const method = request.method ?? 'GET';
  const { traceparent } = request.headers;
  const trace = parts.telemetry.requestStarted({
    method,
    ...(typeof traceparent === 'string' && { traceparent }),
  });
  const route = routeOf(request.url ?? '');
  let caller: InferenceCaller | undefined;
  let errorCode: string | undefined;
  response.setHeader('x-request-id', requestId);
  // Nothing here reads a body; what the client still sends must not keep the connection busy.
  request.resume();
  try {
    caller = await parts.identify(request.headers);
    if (route === 'unknown') throw new PlugboardError('not_found');
    if (method !== 'GET') throw new PlugboardError('method_not_allowed');
    sendJson(response, 200, { object: 'list', data: [] });
  } catch (error) {
    const refused =
      error instanceof PlugboardError ? error : new PlugboardError('internal_error', { cause: error });
    if (refused.code === 'internal_error') parts.telemetry.unexpected(error, { requestId });
    errorCode = refused.code;
    sendError(response, refused);
  }
  parts.telemetry.requestFinished({
    route,
    method,
    status: response.statusCode,
    ms: performance.now() - startedAt,
    requestId,
    ...(caller && { caller }),
    ...(errorCode !== undefined && { errorCode }),
    trace,
  });
}

function routeOf(url: string): string {
  const [path] = url.split('?');
  return path === '/v1/models' ? path : 'unknown';
}
