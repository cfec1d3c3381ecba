import { agentParams, deleteAgentQuery } from '../../../contract/agents.ts';
import { deleteAgent } from '../../../control/delete-agent.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { collection, managing } from './common.ts';

export const deleteAgentRoute = defineRoute({
  ...managing,
  method: 'DELETE',
  path: `${collection}/:id`,
  summary:
    'Delete an agent; refused while it has accounts or models of its own, unless they shall go with it. Tokens bound to it stop working, its id is never used again',
  params: agentParams,
  query: deleteAgentQuery,
  answers: { 204: null },
  handle: async (call) => {
    const { cascade = false } = call.query;
    await deleteAgent(call.services, callerOf(call).act, placeOf(call), call.params.id, cascade);
    return { status: 204 };
  },
});
