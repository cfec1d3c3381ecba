import { listOf, listQuery } from '../../../contract/common.ts';
import { conversation } from '../../../contract/conversations.ts';
import { listConversations } from '../../../control/conversations/conversations.ts';
import { toUuidPage } from '../../paging.ts';
import { defineRoute } from '../../route.ts';
import { toList } from '../answers.ts';
import { toConversationAnswer } from './answers.ts';
import { collection, using, viewerOf } from './common.ts';

export const listConversationsRoute = defineRoute({
  ...using,
  method: 'GET',
  path: collection,
  summary: 'List one’s own conversations, those begun last first',
  query: listQuery,
  answers: { 200: listOf(conversation) },
  handle: async (call) => {
    const { services } = call;
    const page = await listConversations(services.conversations, viewerOf(call), toUuidPage(call.query));
    return { status: 200, body: toList(page, (one) => toConversationAnswer(services, one)) };
  },
});
