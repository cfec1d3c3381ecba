import type { Static } from 'typebox';
import { session, startSessionBody } from '../../../contract/people.ts';
import type { Caller } from '../../../control/authentication/caller.ts';
import { readPresented } from '../../../control/authentication/presented.ts';
import {
  beginSession,
  callerOf as callerOfSession,
  endSession,
} from '../../../control/authentication/sessions.ts';
import { redeemSigninLink } from '../../../control/signin-links.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import { limits } from '../../../kernel/limits.ts';
import type { Membership } from '../../../kernel/records.ts';
import { callerOf, defineRoute, type Route } from '../../route.ts';
import { clearedSessionCookie, sessionCookie } from '../../session-cookie.ts';
import { toMembershipAnswer } from '../answers.ts';

const path = '/ai/api/v1/session';

const start = defineRoute({
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
    services.telemetry.signedIn({ method: 'link', personId, requestId: request.id });
    const id = await beginSession(services.store, personId, services.clock());
    const inForce = await services.authenticator.sessionOf(id.reveal());
    const caller = inForce && callerOfSession(inForce, undefined);
    if (!inForce || !caller) throw new PlugboardError('no_membership');
    reply.header('set-cookie', sessionCookie(id));
    return { status: 200, body: toSessionAnswer(caller, inForce.memberships) };
  },
});

const get = defineRoute({
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
    return { status: 200, body: toSessionAnswer(caller, inForce?.memberships ?? []) };
  },
});

const end = defineRoute({
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

function toSessionAnswer(caller: Caller, memberships: Membership[]): Static<typeof session> {
  return {
    role: caller.role,
    name: caller.name,
    tenant: caller.home?.tenantId ?? null,
    environment: caller.home?.environment ?? null,
    agent_id: caller.agentId,
    memberships: memberships.map(toMembershipAnswer),
  };
}

export const sessionRoutes: Route[] = [start, get, end];
