import type { AnswerStep, PlannedRequest } from '../../kernel/answer-steps.ts';
import { type JsonObject, listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import { toStreamSteps, toWholeSteps } from './chat-steps.ts';
import { cut, failAs, findMarkedFailure, refuseFor, wholeAnswer } from './failures.ts';
import { contextTokens, findModel, modelList, type SandboxModel, vectorLength } from './models.ts';
import { answerChat, countPromptWords, lastTextOf } from './said.ts';
import { toUnitVector } from './vectors.ts';
import { countWords } from './words.ts';

/** What the sandbox answers to a request in OpenAI’s form: the same to the same, with nobody asked. */
export function answerAsSandbox({ url, body, nowSeconds }: PlannedRequest): AnswerStep[] {
  const { pathname } = new URL(url);
  const asked = objectOf(body);
  if (pathname === '/v1/models') return wholeAnswer(200, modelList);
  const name = textOf(asked['model']) ?? '';
  const model = findModel(name);
  if (!model) return refuseFor('model_not_found', 'The sandbox has no model of this name.');
  if (pathname === '/v1/embeddings') return embed(name, model, asked);
  if (pathname === '/v1/chat/completions') return chat(name, model, asked, nowSeconds);
  return refuseFor('model_not_found', 'The sandbox has nothing at this address.');
}

function chat(name: string, model: SandboxModel, asked: JsonObject, created: number): AnswerStep[] {
  if (model.isEmbedding) return refuseFor('bad_request', 'This model of the sandbox is for embeddings.');
  const messages = listOf(asked['messages']).map(objectOf);
  const failure = model.failure ?? findMarkedFailure(lastTextOf(messages));
  const { pace } = model;
  if (failure !== undefined && failure !== cut) return failAs(failure, pace.firstMs > 0);
  if (countPromptWords(messages) > contextTokens) {
    return refuseFor('context_length', `The sandbox takes ${contextTokens} words at most.`);
  }
  const said = answerChat(asked);
  const envelope = { id: 'chatcmpl-sandbox', created, model: name };
  const isCut = failure === cut;
  if (asked['stream'] === true) {
    const includeUsage = objectOf(asked['stream_options'])['include_usage'] === true;
    return toStreamSteps(said, envelope, { pace, includeUsage, isCut });
  }
  const whole = toWholeSteps(said, envelope, pace);
  return isCut ? [...whole.slice(0, 1), { afterMs: 0, kind: 'failure', failure: 'cut' }] : whole;
}

function embed(name: string, model: SandboxModel, asked: JsonObject): AnswerStep[] {
  const input = asked['input'];
  const texts = (Array.isArray(input) ? input : [input]).map((text) => textOf(text) ?? '');
  const failure = model.failure ?? findMarkedFailure(texts.at(-1) ?? '');
  if (failure === cut) {
    const [head] = wholeAnswer(200, {});
    return [...(head ? [head] : []), { afterMs: 0, kind: 'failure', failure: 'cut' }];
  }
  if (failure !== undefined) return failAs(failure, false);
  if (!model.isEmbedding) return refuseFor('bad_request', 'This model of the sandbox is for chat.');
  const length = asked['dimensions'] ?? vectorLength;
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 1 || length > vectorLength) {
    return refuseFor('bad_request', `dimensions must be 1 to ${vectorLength}.`);
  }
  const tokens = texts.reduce((sum, text) => sum + countWords(text), 0);
  return wholeAnswer(200, {
    object: 'list',
    data: texts.map((text, index) => ({
      object: 'embedding',
      index,
      embedding: toUnitVector(text, length),
    })),
    model: name,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });
}
