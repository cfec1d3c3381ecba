import { listOf, objectOf } from '../../kernel/json-values.ts';
import { endpointUrl, postJson } from '../common-options.ts';
import type { EmbeddingWire } from '../provider.ts';
import { wholeVectors } from '../readable-answers.ts';
import { failureOfError } from '../wire-gemini/errors.ts';
import { toUnitLength } from '../wire-gemini/unit-length.ts';
import { countOf, numbersOf } from '../wire-values.ts';
import { bareModel } from './model-names.ts';

export const embeddings: EmbeddingWire = {
  request(connection, settings, model, input, dimensions) {
    const bare = bareModel(model);
    const otherwise = '/models/{model}:batchEmbedContents';
    const url = endpointUrl(connection, settings['embeddings_path'], otherwise, bare);
    // One request for each text: several parts in one content give a single vector for all of them.
    const requests = input.map((text) => ({
      model: `models/${bare}`,
      content: { parts: [{ text }] },
      ...(dimensions !== undefined && { outputDimensionality: dimensions }),
    }));
    return postJson(url, { requests });
  },
  failureIn: ({ body }) => failureOfError(body),
  response(answer) {
    const body = objectOf(answer.body);
    const vectors = listOf(body['embeddings']).map((one) => toUnitLength(numbersOf(objectOf(one)['values'])));
    // Most models report no tokens.
    const tokens = countOf(objectOf(body['usageMetadata'])['promptTokenCount']);
    return { vectors: wholeVectors(vectors), promptTokens: tokens ?? null };
  },
  batchMax: 100,
};
