import { board } from '../../../contract/board.ts';
import { listAgents } from '../../../control/agents.ts';
import { drawBoard } from '../../../gateway/routing/board.ts';
import { limits } from '../../../kernel/limits.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toBoardAnswer } from './answers.ts';

export const getBoardRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/board',
  access: { permission: 'routing.explain' },
  actsOn: 'environment',
  tag: 'Routing',
  summary: 'See what is plugged into what: the way of each feature and agent, its models and their accounts',
  answers: { 200: board },
  handle: async (call) => {
    const { store, keeper, clock } = call.services;
    const place = placeOf(call);
    const agents = await listAgents(store, place, { limit: limits.board.agentsMax });
    const drawn = drawBoard(keeper.snapshot, place, agents.items, clock());
    const isPartial = drawn.isPartial || agents.next !== undefined;
    return { status: 200, body: toBoardAnswer({ ...drawn, isPartial }) };
  },
});
