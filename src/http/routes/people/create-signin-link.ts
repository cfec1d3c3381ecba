import { signinLink, signinLinkBody } from '../../../contract/people.ts';
import { createSigninLink, toLinkInput } from '../../../control/signin-links.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { toInstant } from '../answers.ts';
import { common } from './common.ts';

export const createSigninLinkRoute = defineRoute({
  ...common,
  method: 'POST',
  path: '/ai/api/v1/signin_links',
  summary: 'Make a link that signs one person in, once: an operator, or somebody of a tenant',
  body: signinLinkBody,
  answers: { 201: signinLink },
  handle: async (call) => {
    const { services, body } = call;
    const { act } = callerOf(call);
    const { secret, expiresAt } = await createSigninLink(services, act, toLinkInput(body));
    // Behind the hash it reaches no server's log and no other site's referrer.
    const url = `${services.platform.publicUrl}/signin#${secret.reveal()}`;
    return { status: 201, body: { url, expires_at: toInstant(expiresAt) } };
  },
});
