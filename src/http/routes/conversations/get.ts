import { conversationParams, conversationWithMessages } from '../../../contract/conversations.ts';
import { getConversation } from '../../../control/conversations/conversations.ts';
import { defineRoute } from '../../route.ts';
import { toConversationWithMessages } from './answers.ts';
import { collection, using, viewerOf } from './common.ts';

export const getConversationRoute = defineRoute({
  ...using,
  method: 'GET',
  path: `${collection}/:id`,
  summary: 'Read a conversation, also one whose model is gone',
  params: conversationParams,
  answers: { 200: conversationWithMessages },
  handle: async (call) => {
    const { services, params } = call;
    const read = await getConversation(services.conversations, viewerOf(call), params.id);
    return { status: 200, body: toConversationWithMessages(services, read) };
  },
});
