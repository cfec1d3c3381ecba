import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnswerFailure, QueuedTurn, TurnRecorder } from '../../kernel/conversation.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { chatCalls } from '../call-kinds.ts';
import { parseChat } from '../chat/parse-chat.ts';
import { completeCall } from '../complete-call.ts';
import { CallerGone, Inbound } from '../inbound.ts';
import type { GatewayParts } from '../parts.ts';
import type { InferenceCaller } from '../ports.ts';
import { answerOrQueue } from '../queue/answer-or-queue.ts';
import { textHeader } from '../read-headers.ts';
import type { Named } from '../routing/to-question.ts';
import { AnswerCopy } from './answer-copy.ts';
import { findConfig, routeToModel } from './fixed-model.ts';

/** What is asked next in a conversation, and whose connection waits for the answer. */
export interface Turn {
  request: IncomingMessage;
  response: ServerResponse;
  requestId: string;
  caller: InferenceCaller;
  configId: string;
  prompt: readonly { role: 'user' | 'assistant'; content: string }[];
  stream: boolean;
  recorder: TurnRecorder;
  /** Where the answer belongs, if it comes later; absent where nothing is kept. */
  place: QueuedTurn | undefined;
}

/**
 * A chat call like every other, on the model of its conversation. Throws only where nothing has left for the caller:
 * otherwise the answer, or the end of it, is there when this resolves.
 */
export async function answerTurn(parts: GatewayParts, turn: Turn): Promise<void> {
  const { caller, response, requestId } = turn;
  const inbound = new Inbound(turn.request, response, requestId, parts.clock());
  inbound.caller = caller;
  const copy = new AnswerCopy({
    recorder: turn.recorder,
    nameOf: (id) => findConfig(parts.snapshot, caller, id)?.name ?? null,
    unexpected: (error) => parts.telemetry.unexpected(error, { requestId }),
  });
  inbound.keeper = copy;
  parts.running.add(inbound);
  try {
    await ask(parts, turn, inbound, copy);
    await keepFailure(copy, unheard);
  } catch (error) {
    await keepFailure(copy, error);
    if (error instanceof CallerGone) return;
    if (!response.headersSent) throw error;
    parts.telemetry.unexpected(error, { requestId });
    response.destroy();
  } finally {
    parts.running.delete(inbound);
  }
}

/** For an end of the call of which the copy was not told: it must not seem to run for ever. */
const unheard = new PlugboardError('internal_error', { detail: 'The answer was not kept.' });

async function ask(parts: GatewayParts, turn: Turn, inbound: Inbound, copy: AnswerCopy): Promise<void> {
  const { caller, configId, prompt, stream, request, place } = turn;
  const body = Buffer.from(JSON.stringify({ model: configId, messages: prompt, stream }));
  const asked = parseChat(body);
  const named: Named = { providerId: undefined, featureId: textHeader(request, 'x-plugboard-feature') };
  const wish = { ...caller, featureId: named.featureId };
  const found = routeToModel(parts.snapshot, wish, configId, parts.clock());
  // What is kept nowhere must not be kept in the queue either.
  const route = place ? found : { ...found, queue: null };
  const call = { inbound, caller, kind: chatCalls, asked, named, route, body, heldKey: undefined };
  const waiting = place && { place, wait: (queueId: string) => copy.wait(queueId) };
  await completeCall(parts, chatCalls, { inbound, caller, asked, route }, async (send, admitted) => {
    await copy.start();
    await answerOrQueue(parts, { ...call, admitted, turn: waiting }, send);
  });
}

/** What the model could not answer stays, to be tried again; what was not let in at all never was. */
async function keepFailure(copy: AnswerCopy, error: unknown): Promise<void> {
  if (copy.isWaiting) return copy.leave();
  const isOfModel = error instanceof PlugboardError && error.code === 'credential_invalid';
  if (copy.isNew && isOfModel) await copy.start();
  await copy.fail(toFailure(error));
}

function toFailure(error: unknown): AnswerFailure {
  if (error instanceof CallerGone) {
    return { code: 'aborted', detail: 'The connection was closed before the end of the answer.' };
  }
  const known = error instanceof PlugboardError ? error : new PlugboardError('internal_error');
  return { code: known.code, detail: known.message };
}
