import { endpointUrl, postJson } from '../common-options.ts';
import type { EmbeddingWire } from '../provider.ts';
import { wholeVectors } from '../readable-answers.ts';
import { listOf, numbersOf, objectOf } from '../wire-values.ts';
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
  response(answer) {
    const vectors = listOf(objectOf(answer.body)['embeddings']).map((one) =>
      numbersOf(objectOf(one)['values']),
    );
    // Tokens are not reported.
    return { vectors: wholeVectors(vectors), promptTokens: null };
  },
  batchMax: 100,
};
