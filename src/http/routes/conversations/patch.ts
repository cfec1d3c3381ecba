import { conversation, conversationParams, patchConversationBody } from '../../../contract/conversations.ts';
import { renameConversation } from '../../../control/conversations/conversations.ts';
import { defineRoute } from '../../route.ts';
import { toConversationAnswer } from './answers.ts';
import { collection, using, viewerOf } from './common.ts';

export const patchConversationRoute = defineRoute({
  ...using,
  method: 'PATCH',
  path: `${collection}/:id`,
  summary: 'Give a conversation another title',
  params: conversationParams,
  body: patchConversationBody,
  answers: { 200: conversation },
  handle: async (call) => {
    const { services, params, body } = call;
    const renamed = await renameConversation(services.conversations, viewerOf(call), params.id, body.title);
    return { status: 200, body: toConversationAnswer(services, renamed) };
  },
});
