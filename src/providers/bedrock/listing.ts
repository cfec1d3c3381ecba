import { type JsonObject, listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import { getJson } from '../common-options.ts';
import type { ListedModel, Listing } from '../provider.ts';
import { noModelList } from '../readable-answers.ts';
import { joinUrl } from '../url-parts.ts';
import { controlUrl } from './endpoints.ts';

const profiles = 'profiles';

/**
 * Two lists, one after the other: base models, without pages, then inference profiles, which most newer models can
 * only be called by. The cursor says where in the two a caller stands.
 */
export const listing: Listing = {
  request(_connection, settings, cursor) {
    const base = settings['base_url'] ?? controlUrl(settings['aws_region'] ?? '');
    if (cursor === undefined) return getJson(joinUrl(base, settings['models_path'] ?? '/foundation-models'));
    const url = new URL(joinUrl(base, '/inference-profiles'));
    url.searchParams.set('maxResults', '1000');
    const token = cursor.slice(profiles.length + 1);
    if (token !== '') url.searchParams.set('nextToken', token);
    return getJson(url.href);
  },
  read(answer) {
    const body = objectOf(answer.body);
    const bases = body['modelSummaries'];
    if (Array.isArray(bases)) {
      return { models: bases.map(objectOf).flatMap(readBase), next: profiles };
    }
    if (!Array.isArray(body['inferenceProfileSummaries'])) noModelList();
    const found = listOf(body['inferenceProfileSummaries']).map(objectOf);
    const token = textOf(body['nextToken']);
    return { models: found.flatMap(readProfile), ...(token && { next: `${profiles}:${token}` }) };
  },
  provesKey: true,
};

/** Only what can be called by this id: neither what is about to be retired nor what needs a profile. */
function readBase(model: JsonObject): ListedModel[] {
  const id = textOf(model['modelId']);
  const ways = listOf(model['inferenceTypesSupported']);
  const legacy = objectOf(model['modelLifecycle'])['status'] === 'LEGACY';
  if (!id || legacy || !ways.includes('ON_DEMAND')) return [];
  const name = textOf(model['modelName']);
  return [{ id, kind: kindOf(listOf(model['outputModalities'])), ...(name && { name }) }];
}

function kindOf(outputs: readonly unknown[]): ListedModel['kind'] {
  if (outputs.includes('TEXT')) return 'chat';
  if (outputs.includes('EMBEDDING')) return 'embedding';
  return outputs.length === 0 ? 'unknown' : 'other';
}

/** Profiles do not say what their models answer with. */
const others = /stability\.|canvas|reel|marengo|pegasus|rerank|sonic/;

function readProfile(profile: JsonObject): ListedModel[] {
  const own = profile['type'] === 'APPLICATION';
  const id = textOf(own ? profile['inferenceProfileArn'] : profile['inferenceProfileId']);
  if (!id || profile['status'] !== 'ACTIVE') return [];
  const behind = listOf(profile['models']).map((model) => textOf(objectOf(model)['modelArn']) ?? '');
  const [model = id] = behind;
  const kind = /embed/.test(model) ? 'embedding' : others.test(model) ? 'other' : 'chat';
  const name = textOf(profile['inferenceProfileName']);
  return [{ id, kind, ...(name && { name }) }];
}
