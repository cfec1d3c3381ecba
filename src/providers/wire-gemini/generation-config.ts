import { isObject, type JsonObject } from '../../kernel/json-values.ts';
import type { ChatRequest } from '../openai-shapes.ts';
import type { ChatExtras } from '../provider.ts';
import type { GeminiTraits } from './models.ts';
import { toGeminiSchema } from './schemas.ts';
import { toThinkingConfig } from './thinking.ts';

const stopsMax = 5;
const candidatesMax = 8;

/** `taken` are the fields that this model takes; whatever else the caller sent was told of already. */
export function toGenerationConfig(
  chat: ChatRequest,
  taken: ReadonlySet<string>,
  model: string,
  traits: GeminiTraits,
  extras: ChatExtras,
): JsonObject {
  const tokensMax = chat.max_completion_tokens ?? chat.max_tokens;
  const stop = toStops(chat, extras);
  const { temperature, top_p: topP, reasoning_effort: effort } = chat;
  return {
    ...(isGiven(tokensMax) && { maxOutputTokens: tokensMax }),
    ...(isGiven(temperature) && { temperature }),
    ...(isGiven(topP) && { topP }),
    ...(stop.length > 0 && { stopSequences: stop }),
    ...(isGiven(chat.seed) && { seed: toSeed(chat.seed, extras) }),
    ...(taken.has('n') && isGiven(chat.n) && chat.n > 1 && { candidateCount: toCount(chat.n, extras) }),
    // None at all is what models without penalties have, and a field that they refuse.
    ...(taken.has('presence_penalty') && chat.presence_penalty && { presencePenalty: chat.presence_penalty }),
    ...(taken.has('frequency_penalty') &&
      chat.frequency_penalty && { frequencyPenalty: chat.frequency_penalty }),
    ...(taken.has('logprobs') && chat.logprobs && toLogprobs(chat)),
    ...toFormat(chat, taken, traits, extras),
    ...(taken.has('reasoning_effort') &&
      isGiven(effort) && { thinkingConfig: toThinkingConfig(effort, model, traits, extras) }),
  };
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== undefined && value !== null;
}

function toStops({ stop }: ChatRequest, extras: ChatExtras): string[] {
  const stops = [stop ?? []].flat().filter((text) => text !== '');
  if (stops.length > stopsMax) extras.lose('stop', `This provider takes ${stopsMax} stop sequences at most.`);
  return stops.slice(0, stopsMax);
}

/** Of 32 bits here, of 64 at OpenAI: the same seed still gives the same one. */
function toSeed(seed: number, extras: ChatExtras): number {
  const fitted = seed | 0;
  if (fitted !== seed) extras.adjust('seed');
  return fitted;
}

function toCount(count: number, extras: ChatExtras): number {
  if (count > candidatesMax)
    extras.lose('n', `This provider gives ${candidatesMax} answers at most for each request.`);
  return Math.min(count, candidatesMax);
}

function toLogprobs({ top_logprobs: top }: ChatRequest): JsonObject {
  return { responseLogprobs: true, ...(top && { logprobs: top }) };
}

function toFormat(
  { response_format: format }: ChatRequest,
  taken: ReadonlySet<string>,
  traits: GeminiTraits,
  extras: ChatExtras,
): JsonObject {
  if (!taken.has('response_format') || !format || format.type === 'text') return {};
  const json = { responseMimeType: 'application/json' };
  if (format.type === 'json_object') return json;
  if (format.type !== 'json_schema') {
    extras.lose('response_format', 'This provider takes json_object and json_schema only.');
    return {};
  }
  const { schema } = format.json_schema;
  if (!isObject(schema)) return json;
  const param = 'response_format.json_schema.schema';
  const form = traits.jsonSchema ? 'responseJsonSchema' : 'responseSchema';
  return { ...json, [form]: toGeminiSchema(schema, traits, param, extras) };
}
