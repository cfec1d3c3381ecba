import { agentParams } from '../../../contract/agents.ts';
import { deleteAgent } from '../../../control/agents.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { collection, managing } from './common.ts';

export const deleteAgentRoute = defineRoute({
  ...managing,
  method: 'DELETE',
  path: `${collection}/:id`,
  summary: 'Delete an agent; tokens bound to it stop working, its id is never used again',
  params: agentParams,
  answers: { 204: null },
  handle: async (call) => {
    await deleteAgent(call.services, callerOf(call).act, placeOf(call), call.params.id);
    return { status: 204 };
  },
});
