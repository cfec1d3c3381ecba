import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import { endpointUrl, getJson } from '../common-options.ts';
import type { ListedModel, Listing, ModelLookup } from '../provider.ts';
import { noModelList } from '../readable-answers.ts';
import { countOf } from '../wire-values.ts';
import { bareModel, folderOf } from './model-names.ts';

export const listing: Listing = {
  request(connection, settings, cursor) {
    const url = new URL(endpointUrl(connection, settings['models_path'], '/models', ''));
    url.searchParams.set('pageSize', '1000');
    if (cursor !== undefined) url.searchParams.set('pageToken', cursor);
    return getJson(url.href);
  },
  read(answer) {
    const body = objectOf(answer.body);
    // Google leaves empty lists out of its answers.
    if (!isObject(answer.body) || !Array.isArray(body['models'] ?? [])) noModelList();
    const models = listOf(body['models']).map(objectOf).flatMap(readModel);
    const next = textOf(body['nextPageToken']);
    return { models, ...(next && { next }) };
  },
  provesKey: true,
};

/** Free, and says what the model is for. */
export const lookup: ModelLookup = {
  request: (connection, _settings, model) =>
    getJson(endpointUrl(connection, undefined, `/${folderOf(model)}/{model}`, bareModel(model))),
  read: (answer, model) => readModel(objectOf(answer.body))[0] ?? { id: bareModel(model), kind: 'unknown' },
};

function readModel(model: JsonObject): ListedModel[] {
  const id = bareModel(textOf(model['name']) ?? '');
  if (id === '') return [];
  const name = textOf(model['displayName']);
  const contextTokens = countOf(model['inputTokenLimit']);
  return [
    {
      id,
      kind: kindOf(listOf(model['supportedGenerationMethods'])),
      ...(name && { name }),
      ...(contextTokens !== undefined && { contextTokens }),
    },
  ];
}

function kindOf(methods: readonly unknown[]): ListedModel['kind'] {
  if (methods.includes('generateContent')) return 'chat';
  if (methods.includes('embedContent')) return 'embedding';
  return methods.length === 0 ? 'unknown' : 'other';
}
