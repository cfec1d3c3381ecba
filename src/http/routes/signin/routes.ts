import { signinMethods } from '../../../contract/signin-methods.ts';
import { cookieOf } from '../../../control/authentication/presented.ts';
import { beginSession } from '../../../control/authentication/sessions.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import { limits } from '../../../kernel/limits.ts';
import { type Answer, type Call, defineRoute, type Route } from '../../route.ts';
import type { Services } from '../../services.ts';
import { sessionCookie } from '../../session-cookie.ts';
import { clearedTicketCookie, ticketCookie, ticketCookieName } from './ticket-cookie.ts';

const callbackPath = '/signin/oidc/callback';

const common = {
  method: 'GET',
  actsOn: 'nowhere',
  tag: 'Session',
} as const;

const methods = defineRoute({
  ...common,
  path: '/ai/api/v1/signin_methods',
  access: { anyone: 'the sign-in page asks it before anybody is known' },
  summary: 'See how people can sign in here',
  answers: { 200: signinMethods },
  handle: async ({ services: { oidc, platform } }) => ({
    status: 200,
    body: { link: true, oidc: { enabled: oidc !== null, name: platform.name } },
  }),
});

const begin = defineRoute({
  ...common,
  path: '/signin/oidc',
  access: { anyone: 'this is where people come in by the identity provider; its answer is what counts' },
  summary: 'Go to the platform’s identity provider to sign in; for browsers',
  answers: { 302: null, 303: null },
  attemptsPerMinute: limits.signin.attemptsPerMinute,
  handle: (call) =>
    orBackToSignin(call, async () => {
      const { location, ticket } = await oidcOf(call.services).begin(redirectUriOf(call.services));
      call.reply.header('set-cookie', ticketCookie(ticket));
      return redirect(call, 302, location);
    }),
});

const callback = defineRoute({
  ...common,
  path: callbackPath,
  access: { anyone: 'the identity provider sends people back here; the answer they bring is what counts' },
  summary: 'Come back from the platform’s identity provider; for browsers',
  answers: { 303: null },
  attemptsPerMinute: limits.signin.attemptsPerMinute,
  handle: (call) => {
    // Whatever comes of it, this sign-in is over.
    call.reply.header('set-cookie', clearedTicketCookie());
    return orBackToSignin(call, async () => {
      const { services, request, reply } = call;
      const { personId } = await oidcOf(services).finish({
        // Read by hand: a parameter that comes twice must not reach the protocol as a list.
        parameters: new URLSearchParams(request.url.split('?').slice(1).join('?')),
        ticket: cookieOf(request.headers.cookie, ticketCookieName),
        redirectUri: redirectUriOf(services),
        requestId: request.id,
      });
      const id = await beginSession(services.store, personId, services.clock());
      services.telemetry.signedIn({ method: 'oidc', personId, requestId: request.id });
      reply.header('set-cookie', sessionCookie(id));
      return redirect(call, 303, '/');
    });
  },
});

/** People see a page with a sentence, not a JSON problem; the code is all that the page gets to know. */
async function orBackToSignin(call: Call, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof PlugboardError ? error.code : 'signin_failed';
    if (code === 'not_found') throw error;
    call.services.telemetry.signinRefused({
      method: 'oidc',
      reason: code,
      requestId: call.request.id,
      error,
    });
    return redirect(call, 303, `/signin?error=${code}`);
  }
}

function oidcOf({ oidc }: Services) {
  if (!oidc) throw new PlugboardError('not_found');
  return oidc;
}

export function redirectUriOf({ platform }: Services): string {
  return `${platform.publicUrl}${callbackPath}`;
}

function redirect({ reply }: Call, status: 302 | 303, location: string): Answer {
  reply.header('location', location);
  return { status };
}

export const signinRoutes: Route[] = [methods, begin, callback];
