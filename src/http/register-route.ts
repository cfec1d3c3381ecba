import type { RateLimitOptions } from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import type { TSchema } from 'typebox';
import { problem } from '../contract/common.ts';
import type { admit } from './access.ts';
import type { Call, Route } from './route.ts';
import type { Services } from './services.ts';

export function registerRoute(
  app: FastifyInstance,
  services: Services,
  route: Route,
  admission: typeof admit,
): void {
  app.route({
    method: route.method,
    url: route.path,
    config: {
      access: route.access,
      ...(route.attemptsPerMinute !== undefined && {
        rateLimit: limitOf(route, route.attemptsPerMinute),
      }),
    },
    schema: {
      tags: [route.tag],
      summary: route.summary,
      ...(route.hidden && { hide: true }),
      ...(route.body && { body: route.body }),
      ...(route.params && { params: route.params }),
      ...(route.query && { querystring: route.query }),
      ...('anyone' in route.access && { security: [] }),
      response: answersOf(route),
    },
    onRequest: async (request) => {
      request.admission = await admission(services, route, request);
    },
    handler: async (request, reply) => {
      const { caller, tenantId, place } = request.admission ?? {};
      const call: Call = {
        services,
        request,
        reply,
        body: request.body,
        params: request.params,
        query: request.query,
        caller,
        act: caller && { actor: caller.actor, requestId: request.id },
        tenantId,
        place,
      };
      const answer = await route.handle(call);
      return answer.sent ? reply : reply.code(answer.status).send(answer.body);
    },
  });
}

/** Strangers share a limit by address; whoever is known has one with the tenant. Asked after admission, to know. */
function limitOf({ access }: Route, max: number): RateLimitOptions {
  if ('anyone' in access) return { max, timeWindow: '1 minute' };
  return {
    max,
    timeWindow: '1 minute',
    hook: 'preHandler',
    keyGenerator: ({ admission, ip }) =>
      `${admission?.tenantId ?? ip}/${admission?.place?.environment ?? ''}`,
  };
}

function answersOf(route: Route): Record<string, TSchema | Record<string, unknown>> {
  const answers: Record<string, TSchema | Record<string, unknown>> = {
    '4xx': {
      description: 'A problem, with its code.',
      content: { 'application/problem+json': { schema: problem } },
    },
  };
  for (const [status, schema] of Object.entries(route.answers)) {
    if (schema === null) answers[status] = { type: 'null', description: 'Done; there is nothing to say.' };
    else if (route.answersWith === undefined) answers[status] = schema;
    else answers[status] = { description: route.summary, content: { [route.answersWith]: { schema } } };
  }
  return answers;
}
