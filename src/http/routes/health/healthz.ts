import { health } from '../../../contract/platform.ts';
import { defineRoute } from '../../route.ts';
import { common } from './common.ts';

export const healthzRoute = defineRoute({
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
