import { postJson } from '../../common-options.ts';
import { strict } from '../../losses.ts';
import type { ChatRequest } from '../../openai-shapes.ts';
import type { ChatExtras, ChatWire, Connection } from '../../provider.ts';
import { findModelRule, wantsResponses } from '../model-rules.ts';
import { toResponsesBody } from './request.ts';
import { failureInResponse, fromResponse } from './response.ts';
import { beginResponsesStream, decodeResponsesEvent, type ResponsesStream } from './stream.ts';

/**
 * The wire for a call that its model’s family takes at `/responses` only; undefined for every other call. `place` is
 * the account’s base: what was sealed there is opened nowhere else.
 */
export function findResponsesWire(
  family: string,
  chat: ChatRequest,
  extras: Pick<ChatExtras, 'rules'> | undefined,
  { place, urlAt }: { place: string; urlAt: (connection: Connection) => string },
): ChatWire<ResponsesStream> | undefined {
  const rule = findModelRule(family, extras?.rules);
  if (!rule || !wantsResponses(rule, chat)) return undefined;
  return {
    framing: 'sse',
    request(connection, _settings, model, asked, told = strict) {
      const body = toResponsesBody(model, asked, { rule, place }, told);
      return postJson(urlAt(connection), body, asked.stream ? 'text/event-stream' : undefined);
    },
    takesImageUrls: () => true,
    response: (answer, context) => fromResponse(answer, context, place),
    failureIn: failureInResponse,
    beginStream: (context) => beginResponsesStream(context, place),
    decode: decodeResponsesEvent,
  };
}
