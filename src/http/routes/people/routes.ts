import { listOf, listQuery } from '../../../contract/common.ts';
import {
  patchPersonBody,
  person,
  personParams,
  signinLink,
  signinLinkBody,
} from '../../../contract/people.ts';
import { suspendPerson } from '../../../control/people.ts';
import { createSigninLink, toLinkInput } from '../../../control/signin-links.ts';
import { toUuidPage } from '../../paging.ts';
import { callerOf, defineRoute, type Route } from '../../route.ts';
import { toInstant, toList, toPersonAnswer } from '../answers.ts';

const common = { access: { permission: 'people.manage' }, actsOn: 'nowhere', tag: 'People' } as const;

const list = defineRoute({
  ...common,
  method: 'GET',
  path: '/ai/api/v1/people',
  summary: 'List the people who signed in or may',
  query: listQuery,
  answers: { 200: listOf(person) },
  handle: async ({ services, query }) => {
    const page = await services.store.readAsPlatform(({ people }) => people.list(toUuidPage(query)));
    return { status: 200, body: toList(page, toPersonAnswer) };
  },
});

const patch = defineRoute({
  ...common,
  method: 'PATCH',
  path: '/ai/api/v1/people/:id',
  summary: 'Suspend a person, which ends the sessions and stops the tokens they made; or let them in again',
  params: personParams,
  body: patchPersonBody,
  answers: { 200: person },
  handle: async (call) => {
    const { act } = callerOf(call);
    const changed = await suspendPerson(call.services, act, call.params.id, call.body.suspended);
    return { status: 200, body: toPersonAnswer(changed) };
  },
});

const createLink = defineRoute({
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

export const peopleRoutes: Route[] = [list, patch, createLink];
