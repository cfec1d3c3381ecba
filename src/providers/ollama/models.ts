import { type JsonObject, listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import type { Answer, ListedModel } from '../provider.ts';
import { noModelList } from '../readable-answers.ts';
import { countOf } from '../wire-values.ts';

/** `GET /api/tags`. */
export function readTags({ body }: Answer): { models: ListedModel[] } {
  const { models } = objectOf(body);
  if (!Array.isArray(models)) noModelList();
  return {
    models: listOf(models).flatMap((item) => {
      const model = objectOf(item);
      const id = textOf(model['name']) || textOf(model['model']);
      if (!id) return [];
      const contextTokens = countOf(objectOf(model['details'])['context_length']);
      return [{ id, kind: kindOf(id, model), ...(contextTokens && { contextTokens }) }];
    }),
  };
}

/** `POST /api/show`, which loads nothing. */
export function readShown({ body }: Answer, id: string): ListedModel {
  const model = objectOf(body);
  const information = objectOf(model['model_info']);
  // The key begins with the architecture: `llama.context_length`.
  const name = Object.keys(information).find((key) => key.endsWith('.context_length'));
  const contextTokens = name === undefined ? undefined : countOf(information[name]);
  return { id, kind: kindOf(id, model), ...(contextTokens && { contextTokens }) };
}

function kindOf(id: string, model: JsonObject): ListedModel['kind'] {
  const capabilities = listOf(model['capabilities']);
  if (capabilities.includes('completion')) return 'chat';
  if (capabilities.includes('embedding')) return 'embedding';
  // Older versions do not say what a model can.
  return /embed|bge-|minilm/i.test(id) ? 'embedding' : 'unknown';
}
