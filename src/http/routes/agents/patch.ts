import { agent, agentParams, patchAgentBody } from '../../../contract/agents.ts';
import { updateAgent } from '../../../control/agents.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { toAgentAnswer } from '../answers.ts';
import { collection, managing } from './common.ts';

export const patchAgentRoute = defineRoute({
  ...managing,
  method: 'PATCH',
  path: `${collection}/:id`,
  summary: 'Change an agent',
  params: agentParams,
  body: patchAgentBody,
  answers: { 200: agent },
  handle: async (call) => {
    const { act } = callerOf(call);
    const changed = await updateAgent(call.services, act, placeOf(call), call.params.id, call.body);
    return { status: 200, body: toAgentAnswer(changed) };
  },
});
