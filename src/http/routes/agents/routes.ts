import { agent, agentParams, createAgentBody, patchAgentBody } from '../../../contract/agents.ts';
import { listOf, listQuery } from '../../../contract/common.ts';
import { createAgent, deleteAgent, getAgent, listAgents, updateAgent } from '../../../control/agents.ts';
import { toPage } from '../../paging.ts';
import { callerOf, defineRoute, placeOf, type Route } from '../../route.ts';
import { toAgentAnswer, toList } from '../answers.ts';

const collection = '/ai/api/v1/agents';
const viewing = { access: { permission: 'agents.view' }, actsOn: 'environment', tag: 'Agents' } as const;
const managing = { ...viewing, access: { permission: 'agents.manage' } } as const;

const list = defineRoute({
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

const get = defineRoute({
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

const create = defineRoute({
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

const patch = defineRoute({
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

const remove = defineRoute({
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

export const agentRoutes: Route[] = [list, get, create, patch, remove];
