import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { health, readiness } from '../../../contract/platform.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import { type Call, defineRoute, type Route } from '../../route.ts';
import type { Services } from '../../services.ts';

const common = { actsOn: 'nowhere', tag: 'Health', method: 'GET', hidden: true } as const;

const alive = defineRoute({
  ...common,
  path: '/healthz',
  access: { anyone: 'says only that the process answers' },
  summary: 'Whether the process answers',
  answers: { 200: health },
  handle: async ({ services }) => ({
    status: 200,
    body: { status: services.isStopping() ? 'stopping' : 'ok' },
  }),
});

const ready = defineRoute({
  ...common,
  path: '/readyz',
  access: { anyone: 'balancers have no token; what is wrong is told on loopback and to operators only' },
  summary: 'Whether calls should be sent here',
  answers: { 200: readiness, 503: readiness },
  handle: async (call) => {
    const checks = await call.services.checkReadiness();
    const ok = checks.every((check) => check.ok);
    const details = Object.fromEntries(
      checks.map(({ name, ok: passed, detail }) => [name, { ok: passed, detail }]),
    );
    const body = {
      status: ok ? 'ready' : 'not_ready',
      ...((await maySeeInside(call)) && { checks: details }),
    };
    return { status: ok ? 200 : 503, body };
  },
});

const metrics = defineRoute({
  ...common,
  path: '/metrics',
  access: { anyone: 'on loopback; elsewhere the handler asks for an operator' },
  summary: 'Prometheus metrics',
  answers: { 200: Type.String() },
  handle: async (call) => {
    if (!(await maySeeInside(call))) throw new PlugboardError('invalid_token');
    const { contentType, text } = await call.services.telemetry.readMetrics();
    call.reply.header('content-type', contentType).serializer(String);
    return { status: 200, body: text };
  },
});

async function maySeeInside({ services, request }: Pick<Call, 'services' | 'request'>): Promise<boolean> {
  return isLocal(request) || isOperator(services, request);
}

/** A proxy on this machine connects from loopback for the whole world; it says so in a header. */
function isLocal({ headers, socket }: FastifyRequest): boolean {
  const address = socket.remoteAddress ?? '';
  const loopback = address === '::1' || /^(?:::ffff:)?127\./.test(address);
  const forwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => name in headers);
  return loopback && !forwarded;
}

async function isOperator(services: Services, request: FastifyRequest): Promise<boolean> {
  try {
    return (await services.authenticator.forControl(request.headers)).role === 'operator';
  } catch (error) {
    if (error instanceof PlugboardError) return false;
    throw error;
  }
}

export const healthRoutes: Route[] = [alive, ready, metrics];
