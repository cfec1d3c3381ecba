import type { RequestTrace } from '../kernel/telemetry.ts';
import type { Admission } from './access.ts';
import type { Access } from './route.ts';

declare module 'fastify' {
  interface FastifyRequest {
    admission: Admission | undefined;
    errorCode: string | undefined;
    trace: RequestTrace | undefined;
    startedAt: number;
  }
  interface FastifyContextConfig {
    access?: Access;
  }
}
