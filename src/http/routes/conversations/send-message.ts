import { conversationParams, sendMessageBody, spoken } from '../../../contract/conversations.ts';
import { openTurn } from '../../../control/conversations/turns.ts';
import { defineRoute } from '../../route.ts';
import { collection, using, viewerOf } from './common.ts';
import { converse, refuseIdempotencyKey } from './converse.ts';

export const sendMessageRoute = defineRoute({
  ...using,
  method: 'POST',
  path: `${collection}/:id/messages`,
  summary: 'Say something; the answer streams as it is made',
  params: conversationParams,
  body: sendMessageBody,
  answers: { 200: spoken },
  handle: async (call) => {
    const { services, request, params, body } = call;
    refuseIdempotencyKey(call);
    const said = { content: body.content, history: body.history };
    const turn = await openTurn(services.conversations, viewerOf(call), params.id, said, request.id);
    return converse(call, turn, body.stream);
  },
});
