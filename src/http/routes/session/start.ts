import { startSessionBody } from '../../../contract/people.ts';
import {
  beginSession,
  callerOf as callerOfSession,
  mayAct,
} from '../../../control/authentication/sessions.ts';
import { redeemSigninLink } from '../../../control/signin-links.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import { limits } from '../../../kernel/limits.ts';
import { defineRoute } from '../../route.ts';
import { sessionCookie } from '../../session-cookie.ts';
import { path, session, toSessionAnswer } from './common.ts';

export const startSessionRoute = defineRoute({
  method: 'POST',
  path,
  access: { anyone: 'this is where people come in; the one-time link is what counts' },
  actsOn: 'nowhere',
  tag: 'Session',
  summary: 'Sign in with a one-time link',
  body: startSessionBody,
  answers: { 200: session },
  attemptsPerMinute: limits.signin.attemptsPerMinute,
  handle: async ({ services, body, request, reply }) => {
    const personId = await redeemSigninLink(services, request.id, body.link);
    // Its tenants may have been deleted since the link was made: then there is nothing to open a session for.
    if (!mayAct(services.keeper.snapshot, personId)) throw new PlugboardError('no_membership');
    const id = await beginSession(services.store, personId, services.clock());
    const inForce = await services.authenticator.sessionOf(id.reveal());
    const caller = inForce && callerOfSession(inForce, undefined);
    if (!inForce || !caller) throw new PlugboardError('no_membership');
    services.telemetry.signedIn({ method: 'link', personId, requestId: request.id });
    reply.header('set-cookie', sessionCookie(id));
    return { status: 200, body: toSessionAnswer(caller, inForce.memberships, services.keeper.snapshot) };
  },
});
