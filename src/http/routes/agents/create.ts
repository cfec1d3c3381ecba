import { agent, createAgentBody } from '../../../contract/agents.ts';
import { createAgent } from '../../../control/agents.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { toAgentAnswer } from '../answers.ts';
import { collection, managing } from './common.ts';

export const createAgentRoute = defineRoute({
  ...managing,
  method: 'POST',
  path: collection,
  summary: 'Create an agent',
  body: createAgentBody,
  answers: { 201: agent },
  handle: async (call) => {
    const { id, ...input } = call.body;
    const created = await createAgent(call.services, callerOf(call).act, placeOf(call), id, input);
    return { status: 201, body: toAgentAnswer(created) };
  },
});
