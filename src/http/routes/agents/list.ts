import { agent } from '../../../contract/agents.ts';
import { listOf, listQuery } from '../../../contract/common.ts';
import { listAgents } from '../../../control/agents.ts';
import { toPage } from '../../paging.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toAgentAnswer, toList } from '../answers.ts';
import { collection, viewing } from './common.ts';

export const listAgentsRoute = defineRoute({
  ...viewing,
  method: 'GET',
  path: collection,
  summary: 'List the agents of an environment; a token bound to one agent sees that one',
  query: listQuery,
  answers: { 200: listOf(agent) },
  handle: async (call) => {
    const page = await listAgents(call.services.store, placeOf(call), toPage(call.query));
    return { status: 200, body: toList(page, toAgentAnswer) };
  },
});
