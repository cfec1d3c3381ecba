import { readiness } from '../../../contract/platform.ts';
import { defineRoute } from '../../route.ts';
import { common, maySeeInside } from './common.ts';

export const readyzRoute = defineRoute({
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
