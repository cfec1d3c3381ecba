import { Type } from 'typebox';
import { PlugboardError } from '../../../kernel/errors.ts';
import { defineRoute } from '../../route.ts';
import { common, maySeeInside } from './common.ts';

export const metricsRoute = defineRoute({
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
