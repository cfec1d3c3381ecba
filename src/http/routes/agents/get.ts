import { agent, agentParams } from '../../../contract/agents.ts';
import { getAgent } from '../../../control/agents.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toAgentAnswer } from '../answers.ts';
import { collection, viewing } from './common.ts';

export const getAgentRoute = defineRoute({
  ...viewing,
  method: 'GET',
  path: `${collection}/:id`,
  summary: 'See an agent',
  params: agentParams,
  answers: { 200: agent },
  handle: async (call) => ({
    status: 200,
    body: toAgentAnswer(await getAgent(call.services.store, placeOf(call), call.params.id)),
  }),
});
