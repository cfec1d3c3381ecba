import { listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import { endpointUrl, getJson } from '../common-options.ts';
import type { ListedModel, Listing } from '../provider.ts';
import { noModelList } from '../readable-answers.ts';
import { countOf } from '../wire-values.ts';
import { versionHeader } from './version.ts';

export const listing: Listing = {
  request(connection, settings, cursor) {
    const base = endpointUrl(connection, settings['models_path'], '/v1/models', '');
    const url = new URL(base);
    url.searchParams.set('limit', '1000');
    if (cursor !== undefined) url.searchParams.set('after_id', cursor);
    const plan = getJson(url.href);
    return { ...plan, headers: { ...plan.headers, ...versionHeader } };
  },
  read(answer) {
    const body = objectOf(answer.body);
    if (!Array.isArray(body['data'])) noModelList();
    const models = listOf(body['data']).map(objectOf).flatMap(readModel);
    const last = textOf(body['last_id']);
    return { models, ...(body['has_more'] === true && last && { next: last }) };
  },
  provesKey: true,
};

function readModel(model: Readonly<Record<string, unknown>>): ListedModel[] {
  const id = textOf(model['id']);
  if (!id) return [];
  const name = textOf(model['display_name']);
  const contextTokens = countOf(model['max_input_tokens']);
  return [{ id, kind: 'chat', ...(name && { name }), ...(contextTokens !== undefined && { contextTokens }) }];
}
