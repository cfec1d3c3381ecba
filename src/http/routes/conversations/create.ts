import { conversation, createConversationBody } from '../../../contract/conversations.ts';
import { createConversation } from '../../../control/conversations/conversations.ts';
import { chooseModel } from '../../../gateway/conversations/fixed-model.ts';
import { textHeader } from '../../../gateway/read-headers.ts';
import { namedAgent } from '../../named-agent.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toConversationAnswer } from './answers.ts';
import { collection, using, viewerOf } from './common.ts';

export const createConversationRoute = defineRoute({
  ...using,
  method: 'POST',
  path: collection,
  summary: 'Begin a conversation; from now on it stays with the model that serves at this moment',
  body: createConversationBody,
  answers: { 201: conversation },
  handle: async (call) => {
    const { services, request, body } = call;
    const viewer = viewerOf(call);
    const agentId = namedAgent(placeOf(call), body.agent_id);
    const wish = { ...viewer, agentId, featureId: textHeader(request.raw, 'x-plugboard-feature') };
    const config = chooseModel(services.keeper.snapshot, wish, body.llm_config_id, services.clock());
    const { conversations } = services;
    const begun = await createConversation(conversations, viewer, agentId, config, body.title ?? null);
    return { status: 201, body: toConversationAnswer(services, begun) };
  },
});
