import { patchPersonBody, person, personParams } from '../../../contract/people.ts';
import { suspendPerson } from '../../../control/people.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { toPersonAnswer } from '../answers.ts';
import { common } from './common.ts';

export const patchPersonRoute = defineRoute({
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
