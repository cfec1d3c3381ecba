import { readPresented } from '../../../control/authentication/presented.ts';
import { endSession } from '../../../control/authentication/sessions.ts';
import { defineRoute } from '../../route.ts';
import { clearedSessionCookie } from '../../session-cookie.ts';
import { path } from './common.ts';

export const endSessionRoute = defineRoute({
  method: 'DELETE',
  path,
  access: { anyone: 'signing out must work also when the session is already over' },
  actsOn: 'nowhere',
  tag: 'Session',
  summary: 'Sign out',
  answers: { 204: null },
  handle: async ({ services, request, reply }) => {
    const presented = readPresented(request.headers, { cookie: true, apiKey: false });
    if (presented.kind === 'session') await endSession(services.store, presented.text);
    reply.header('set-cookie', clearedSessionCookie());
    return { status: 204 };
  },
});
