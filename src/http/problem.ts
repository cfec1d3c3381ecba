import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCode, errorRegistry, type FieldProblem, PlugboardError } from '../kernel/errors.ts';
import type { Telemetry } from '../kernel/telemetry.ts';

interface AjvFault {
  instancePath: string;
  keyword: string;
  message?: string;
  params: Record<string, unknown>;
}

/** Whatever was thrown, as an error of the registry: nothing else ever leaves. */
export function toPlugboardError(error: unknown): PlugboardError {
  if (error instanceof PlugboardError) return error;
  // JavaScript can throw nothing at all.
  const { validation, validationContext, code, statusCode } = (error ?? {}) as FastifyError;
  if (validation) {
    const faults = validation as unknown as AjvFault[];
    return new PlugboardError('invalid_request', {
      errors: faults.map((fault) => toFieldProblem(fault, validationContext ?? 'body')),
    });
  }
  const known = codeOf(code);
  if (known) return new PlugboardError(known, { cause: error });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new PlugboardError('invalid_request', { cause: error });
  }
  return new PlugboardError('internal_error', { cause: error });
}

function codeOf(fastifyCode: string | undefined): ErrorCode | undefined {
  switch (fastifyCode) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return 'request_too_large';
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return 'unsupported_media_type';
    default:
      return undefined;
  }
}

function toFieldProblem(fault: AjvFault, context: string): FieldProblem {
  const path = fault.instancePath.split('/').filter(Boolean);
  const named = fault.params['missingProperty'] ?? fault.params['additionalProperty'];
  if (typeof named === 'string') path.push(named);
  const detail =
    fault.keyword === 'additionalProperties'
      ? 'is not a field of this request'
      : fault.keyword === 'required'
        ? 'is required'
        : (fault.message ?? 'is not valid');
  return { field: path.join('.') || context, detail };
}

export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  telemetry: Telemetry,
): FastifyReply {
  const problem = toPlugboardError(error);
  if (problem.status >= 500 && problem.code === 'internal_error') {
    telemetry.unexpected(error, { requestId: request.id });
  }
  request.errorCode = problem.code;
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', String(problem.retryAfterSeconds));
  if (problem.wasRetried) reply.header('x-should-retry', 'false');
  if (problem.queueId !== undefined) reply.header('x-plugboard-queue-id', problem.queueId);
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(toProblem(problem, request.id));
}

export function toProblem(error: PlugboardError, requestId: string): Record<string, unknown> {
  return {
    type: `about:blank#${error.code}`,
    title: errorRegistry[error.code].message,
    status: error.status,
    detail: error.message,
    code: error.code,
    request_id: requestId,
    ...(error.limitOwner && { limit_owner: error.limitOwner }),
    ...(error.queueId !== undefined && { queue_id: error.queueId }),
    ...(error.resetsAt !== undefined && { resets_at: new Date(error.resetsAt).toISOString() }),
    ...(error.errors && { errors: error.errors }),
  };
}
