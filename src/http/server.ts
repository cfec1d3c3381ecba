import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { PlugboardError } from '../kernel/errors.ts';
import { uuidV7 } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { admit } from './access.ts';
import { framedBy } from './content-policy.ts';
import { readJsonBodies } from './json-bodies.ts';
import { registerOpenApi } from './openapi.ts';
import { registerConsole } from './pages/console.ts';
import { registerSigninPage } from './pages/register.ts';
import { sendProblem } from './problem.ts';
import { registerRoute } from './register-route.ts';
import type { Route } from './route.ts';
import { refuseCrossSite } from './same-site.ts';
import { compileSchemas } from './schema-compilers.ts';
import type { Services } from './services.ts';
import { letGoOfUnread } from './unread-answers.ts';

export type Door = (request: IncomingMessage, response: ServerResponse) => void;

interface ServerParts {
  services: Services;
  routes: readonly Route[];
  /** Takes every request whose path begins with `/v1/`, before Fastify sees it. */
  door: Door;
  /** Of proxies whose word for who calls is taken; without any, whoever connects is the caller. */
  trustedProxies?: readonly string[];
}

export async function createHttpServer({
  services,
  routes,
  door,
  trustedProxies = [],
}: ServerParts): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    genReqId: () => `req_${uuidV7(services.clock())}`,
    requestIdHeader: false,
    bodyLimit: limits.http.controlBodyBytesMax,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 2048 },
    // A malformed URL never reaches the router's hooks, so the answer is made here.
    frameworkErrors: (error, request, reply) => {
      reply.headers({ 'x-request-id': request.id, ...headersWithoutHooks });
      sendProblem(error, request, reply as never, services.telemetry);
    },
    serverFactory: (handler) => createBoundedServer(handler as Door, door),
  });
  app.decorateRequest('admission', undefined);
  app.decorateRequest('errorCode', undefined);
  app.decorateRequest('trace', undefined);
  app.decorateRequest('startedAt', 0);

  requireAccess(app);
  watchRequests(app, services);
  readJsonBodies(app);
  compileSchemas(app);
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, services.telemetry));
  app.setNotFoundHandler((request, reply) =>
    sendProblem(new PlugboardError('not_found'), request, reply, services.telemetry),
  );
  await app.register(helmet, framedBy([]));
  await app.register(rateLimit, {
    global: false,
    // How much is left would tell one caller of a tenant what the others do.
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
    addHeaders: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
      'retry-after': true,
    },
    errorResponseBuilder: (_request, context) =>
      new PlugboardError('rate_limited', { retryAfterSeconds: Math.ceil(context.ttl / 1000) }),
  });
  await registerOpenApi(app, services.platform);

  app.addHook('onRequest', async (request) => {
    refuseCrossSite(request, services.platform.publicUrl);
  });
  await app.register(async (scope) => {
    for (const route of routes) registerRoute(scope, services, route, admit);
    registerSigninPage(scope);
    registerConsole(scope, services.platform.embedOrigins);
  });
  return app;
}

/** What the hooks would have set. */
const headersWithoutHooks = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** Set by hand: Node's defaults leave a slow client minutes, and Fastify sets none on a server it did not make. */
function createBoundedServer(control: Door, door: Door) {
  const server = createServer(
    {
      headersTimeout: limits.http.headersTimeoutMs,
      // Node looks for what is overdue every 30 s, which would make 40 of the 10 that a slow client has.
      connectionsCheckingInterval: limits.http.headersTimeoutMs / 4,
      requestTimeout: limits.http.requestTimeoutMs,
      keepAliveTimeout: limits.http.keepAliveTimeoutMs,
      maxHeaderSize: limits.http.headerBytesMax,
      // Of two Authorization headers Node would drop one in silence; joined, they are no valid token.
      joinDuplicateHeaders: true,
    },
    (request, response) => {
      letGoOfUnread(response, limits.http.unreadAnswerMs);
      if (isReadTwoWays(request)) refuseUnread(response);
      else if (request.url?.startsWith('/v1/')) door(request, response);
      else control(request, response);
    },
  );
  server.maxHeadersCount = limits.http.headersCountMax;
  server.maxConnections = limits.http.connectionsMax;
  return server;
}

/** Codings before `chunked`, which Node takes off no body, and two hosts, which it joins: a server in front may read another request. */
function isReadTwoWays({ headers: { host, 'transfer-encoding': coding } }: IncomingMessage): boolean {
  return (coding !== undefined && coding.toLowerCase() !== 'chunked') || host?.includes(',') === true;
}

function refuseUnread(response: ServerResponse): void {
  response.writeHead(400, { connection: 'close', 'content-length': 0 }).end();
}

/** A route that does not say who may call it stops the boot. The plugins' own pages are the API's documentation. */
function requireAccess(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    const documentation = route.url === '/ai/docs' || route.url.startsWith('/ai/docs/');
    if (!documentation && route.config?.access === undefined) {
      throw new Error(`${String(route.method)} ${route.url} does not declare who may call it`);
    }
  });
}

function watchRequests(app: FastifyInstance, { telemetry }: Services): void {
  app.addHook('onRequest', async (request, reply) => {
    const { traceparent } = request.headers;
    request.startedAt = performance.now();
    request.trace = telemetry.requestStarted({
      method: request.method,
      ...(typeof traceparent === 'string' && { traceparent }),
    });
    reply.header('x-request-id', request.id);
    reply.header('cache-control', 'no-store');
  });
  const finished = (request: FastifyRequest, reply: FastifyReply) => {
    const { admission, trace, errorCode } = request;
    telemetry.requestFinished({
      route: request.routeOptions.url ?? 'unknown',
      method: request.method,
      status: reply.statusCode,
      ms: performance.now() - request.startedAt,
      requestId: request.id,
      ...(admission && {
        caller: {
          actor: admission.caller.actor,
          ...(admission.tenantId !== undefined && { tenantId: admission.tenantId }),
          ...(admission.place && { environment: admission.place.environment }),
        },
      }),
      ...(errorCode !== undefined && { errorCode }),
      ...(trace && { trace }),
    });
  };
  app.addHook('onResponse', async (request, reply) => finished(request, reply));
  // Fastify has no word for those who hang up before they have their answer.
  app.addHook('onRequest', async (request, reply) => {
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) finished(request, reply);
    });
  });
}
