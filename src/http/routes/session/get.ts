import { readPresented } from '../../../control/authentication/presented.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { path, session, toSessionAnswer } from './common.ts';

export const getSessionRoute = defineRoute({
  method: 'GET',
  path,
  access: { permission: 'platform.view' },
  actsOn: 'nowhere',
  tag: 'Session',
  summary: 'See who one is and where one acts',
  answers: { 200: session },
  handle: async (call) => {
    const { caller } = callerOf(call);
    const presented = readPresented(call.request.headers, { cookie: true, apiKey: false });
    const inForce =
      presented.kind === 'session' ? await call.services.authenticator.sessionOf(presented.text) : undefined;
    return {
      status: 200,
      body: toSessionAnswer(caller, inForce?.memberships ?? [], call.services.keeper.snapshot),
    };
  },
});
