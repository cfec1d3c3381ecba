import { conversationParams } from '../../../contract/conversations.ts';
import { deleteConversation } from '../../../control/conversations/conversations.ts';
import { defineRoute } from '../../route.ts';
import { collection, using, viewerOf } from './common.ts';

export const deleteConversationRoute = defineRoute({
  ...using,
  method: 'DELETE',
  path: `${collection}/:id`,
  summary: 'Delete a conversation and all that was said in it',
  params: conversationParams,
  answers: { 204: null },
  handle: async (call) => {
    await deleteConversation(call.services.conversations, viewerOf(call), call.params.id);
    return { status: 204 };
  },
});
