import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import { getJson } from '../common-options.ts';
import type { Answer, ListedModel, Listing } from '../provider.ts';
import { noModelList } from '../readable-answers.ts';
import { isHostOf, joinUrl } from '../url-parts.ts';
import { countOf } from '../wire-values.ts';

export const compatibleListing: Listing = {
  request(connection, settings) {
    return getJson(joinUrl(connection.baseUrl, settings['models_path'] ?? '/models'));
  },
  read: readModelList,
  provesKey: true,
  keyCheck({ baseUrl }) {
    return isHostOf(baseUrl, 'openrouter.ai') ? getJson(joinUrl(baseUrl, '/key')) : undefined;
  },
};

/** OpenAI's list, Together's bare array, and `models` in its place. One page: nobody pages this listing. */
export function readModelList({ body }: Answer): { models: ListedModel[] } {
  const { data, models } = objectOf(body);
  const list = [body, data, models].find(Array.isArray);
  if (!list) noModelList();
  const read = listOf(list).flatMap((item) => toListedModel(item) ?? []);
  return { models: [...new Map(read.map((model) => [model.id, model])).values()] };
}

function toListedModel(item: unknown): ListedModel | undefined {
  const model: JsonObject = typeof item === 'string' ? { id: item } : objectOf(item);
  const id = textOf(model['id']) || textOf(model['name']) || textOf(model['model']);
  if (!id) return undefined;
  const name = textOf(model['display_name']) || textOf(model['name']);
  const contextTokens = contextOf(model);
  // OpenAI’s, since 2026: https://developers.openai.com/api/docs/deprecations
  const retiresOn = /^\d{4}-\d{2}-\d{2}$/.exec(textOf(model['shutdown_date']) ?? '')?.[0];
  return {
    id,
    kind: kindOf(id, model),
    ...(name && name !== id && { name }),
    ...(contextTokens !== undefined && { contextTokens }),
    ...(retiresOn !== undefined && { retiresOn }),
  };
}

/** Groq, Together and OpenRouter, vLLM, Mistral. */
function contextOf(model: JsonObject): number | undefined {
  return ['context_window', 'context_length', 'max_model_len', 'max_context_length']
    .map((field) => countOf(model[field]))
    .find((tokens) => tokens !== undefined && tokens > 0);
}

const kindOfType: Readonly<Record<string, ListedModel['kind']>> = {
  chat: 'chat',
  language: 'chat',
  code: 'chat',
  embedding: 'embedding',
  image: 'other',
  audio: 'other',
  transcribe: 'other',
  video: 'other',
  rerank: 'other',
  moderation: 'other',
};

function kindOf(id: string, model: JsonObject): ListedModel['kind'] {
  const byType = kindOfType[textOf(model['type']) ?? ''];
  if (byType) return byType;
  const { capabilities } = model;
  if (isObject(capabilities) && capabilities['completion_chat'] === true) return 'chat';
  if (/embed/i.test(id)) return 'embedding';
  return /whisper|\btts\b|rerank|moderation|stable-diffusion|flux|dall-e/i.test(id) ? 'other' : 'unknown';
}
