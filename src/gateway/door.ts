import type { IncomingMessage, ServerResponse } from 'node:http';
import { PlugboardError } from '../kernel/errors.ts';
import { uuidV7 } from '../kernel/ids.ts';
import { sendError } from './answers.ts';
import { chatCalls, embeddingCalls } from './call-kinds.ts';
import { handleCompletion } from './handle-completion.ts';
import { handleModels } from './handle-models.ts';
import { handleQueue } from './handle-queue.ts';
import { CallerGone, Inbound } from './inbound.ts';
import type { GatewayParts } from './parts.ts';

const queuePath = '/v1/queue/';

type Handler = (parts: GatewayParts, inbound: Inbound) => Promise<void>;

/** What `/v1` answers. */
const handlers: Readonly<Record<string, { methods: readonly string[]; handle: Handler }>> = {
  '/v1/chat/completions': {
    methods: ['POST'],
    handle: (parts, inbound) => handleCompletion(parts, inbound, chatCalls),
  },
  '/v1/embeddings': {
    methods: ['POST'],
    handle: (parts, inbound) => handleCompletion(parts, inbound, embeddingCalls),
  },
  '/v1/models': { methods: ['GET'], handle: handleModels },
  '/v1/queue/{id}': { methods: ['GET', 'DELETE'], handle: handleQueue },
};

export function createDoor(
  parts: GatewayParts,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    void serve(parts, request, response);
  };
}

async function serve(parts: GatewayParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const at = parts.clock();
  const inbound = new Inbound(request, response, `req_${uuidV7(at)}`, at);
  const { traceparent } = request.headers;
  const method = request.method ?? 'GET';
  const trace = parts.telemetry.requestStarted({
    method,
    requestId: inbound.requestId,
    ...(typeof traceparent === 'string' && { traceparent }),
  });
  inbound.traceparent = trace.traceparent;
  const path = patternOf(pathOf(request.url ?? ''));
  const known = Object.hasOwn(handlers, path) ? handlers[path] : undefined;
  let errorCode: string | undefined;
  parts.running.add(inbound);
  try {
    if (!known) throw await unknownPath(parts, inbound);
    if (!known.methods.includes(method)) {
      response.setHeader('allow', known.methods.join(', '));
      throw new PlugboardError('method_not_allowed');
    }
    await known.handle(parts, inbound);
  } catch (error) {
    errorCode = refuse(parts, inbound, error);
  } finally {
    parts.running.delete(inbound);
  }
  const { caller } = inbound;
  parts.telemetry.requestFinished({
    route: known ? path : 'unknown',
    method,
    status: response.statusCode,
    ms: performance.now() - inbound.startedAt,
    requestId: inbound.requestId,
    ...(caller && { caller }),
    ...(errorCode !== undefined && { errorCode }),
    trace,
  });
}

/** Who may not call is told nothing of what is here. */
async function unknownPath(parts: GatewayParts, inbound: Inbound): Promise<PlugboardError> {
  inbound.caller = await parts.identify(inbound.request.headers);
  return new PlugboardError('not_found');
}

function refuse({ telemetry }: GatewayParts, inbound: Inbound, error: unknown): string | undefined {
  if (error instanceof CallerGone) return undefined;
  const { requestId, response, request } = inbound;
  const refused =
    error instanceof PlugboardError ? error : new PlugboardError('internal_error', { cause: error });
  if (refused.code === 'internal_error') telemetry.unexpected(error, { requestId });
  // What the client still sends is not read: the connection ends with this answer.
  const mustClose = !request.complete;
  if (response.headersSent) response.destroy();
  else sendError(response, refused, { 'x-request-id': requestId, ...(mustClose && { connection: 'close' }) });
  return refused.code;
}

/** Ids are no routes of their own: each would be a series of metrics. */
function patternOf(path: string): string {
  return path.startsWith(queuePath) ? `${queuePath}{id}` : path;
}

function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
}
