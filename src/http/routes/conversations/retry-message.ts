import { messageParams, retryMessageBody, spoken } from '../../../contract/conversations.ts';
import { reopenTurn } from '../../../control/conversations/turns.ts';
import { defineRoute } from '../../route.ts';
import { collection, using, viewerOf } from './common.ts';
import { converse, refuseIdempotencyKey } from './converse.ts';

export const retryMessageRoute = defineRoute({
  ...using,
  method: 'POST',
  path: `${collection}/:id/messages/:message_id/retry`,
  summary: 'Have the last message answered again; the new answer takes the place of the one before',
  params: messageParams,
  body: retryMessageBody,
  answers: { 200: spoken },
  handle: async (call) => {
    const { services, request, params, body } = call;
    refuseIdempotencyKey(call);
    const { id, message_id } = params;
    const turn = await reopenTurn(services.conversations, viewerOf(call), id, message_id, request.id);
    return converse(call, turn, body.stream);
  },
});
