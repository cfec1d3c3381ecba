import { listOf, objectOf } from '../../kernel/json-values.ts';
import { endpointUrl, postJson } from '../common-options.ts';
import type { EmbeddingWire } from '../provider.ts';
import { wholeVectors } from '../readable-answers.ts';
import { failureOfError } from '../wire-gemini/errors.ts';
import { toUnitLength } from '../wire-gemini/unit-length.ts';
import { countOf, numbersOf } from '../wire-values.ts';
import { bareModel, modelPath } from './chat.ts';

/** Their newest models take one text, in the form of Gemini’s own API. */
const newest = /^gemini-embedding-([2-9]|\d{2})/;

export const embeddings: EmbeddingWire = {
  request(connection, settings, model, input, dimensions) {
    const bare = bareModel(model);
    const single = newest.test(bare);
    const path = modelPath(settings, 'google', single ? ':embedContent' : ':predict');
    // Versions of older models follow an @, which stands in the path as it is.
    const url = endpointUrl(connection, settings['embeddings_path'], path, bare).replaceAll('%40', '@');
    const size = dimensions !== undefined && { outputDimensionality: dimensions };
    if (single) {
      const content = { parts: input.map((text) => ({ text })) };
      return postJson(url, { content, ...(size && { embedContentConfig: size }) });
    }
    return postJson(url, {
      instances: input.map((content) => ({ content })),
      // The default is to cut long texts silently; OpenAI's callers expect an error.
      parameters: { autoTruncate: false, ...size },
    });
  },
  failureIn: ({ body }) => failureOfError(body),
  response(answer) {
    const body = objectOf(answer.body);
    if (body['embedding'] !== undefined) {
      const tokens = countOf(objectOf(body['usageMetadata'])['promptTokenCount']);
      const vector = toUnitLength(numbersOf(objectOf(body['embedding'])['values']));
      return { vectors: wholeVectors([vector]), promptTokens: tokens ?? null };
    }
    const predictions = listOf(body['predictions']).map((one) => objectOf(objectOf(one)['embeddings']));
    const tokens = predictions.map((one) => countOf(objectOf(one['statistics'])['token_count']));
    const known = tokens.filter((count) => count !== undefined);
    return {
      vectors: wholeVectors(predictions.map((one) => toUnitLength(numbersOf(one['values'])))),
      promptTokens: known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0),
    };
  },
  batchMax: 1,
  // Five is what every region takes; Gemini's own models take one.
  batchMaxOf: (model) => (/^gemini-/.test(bareModel(model)) ? 1 : 5),
};
