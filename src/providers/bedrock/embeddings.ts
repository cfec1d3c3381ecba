import { isObject, type JsonObject, listOf, objectOf } from '../../kernel/json-values.ts';
import { endpointUrl, postJson } from '../common-options.ts';
import { refuse } from '../losses.ts';
import type { Answer, EmbeddingWire } from '../provider.ts';
import { wholeVectors } from '../readable-answers.ts';
import { countOf, numbersOf } from '../wire-values.ts';
import { failureInInvoke } from './errors.ts';

/** There is no common form: each family has its own body (reference/wire-protocols.md 8.8). */
export const embeddings: EmbeddingWire = {
  request(connection, settings, model, input, dimensions) {
    const url = endpointUrl(connection, settings['embeddings_path'], '/model/{model}/invoke', model);
    // Lists of tokens never come here: `takesTokens` is not said.
    return postJson(url, toBody(model, input as readonly string[], dimensions));
  },
  // Beside vectors a `message` or a `type` is no error.
  failureIn: (answer) => {
    const { embedding, embeddings: list } = objectOf(answer.body);
    return embedding || list ? undefined : failureInInvoke(answer);
  },
  response(answer) {
    return { vectors: wholeVectors(toVectors(objectOf(answer.body))), promptTokens: tokensOf(answer) };
  },
  batchMax: 1,
  batchMaxOf: (model) => (isCohere(model) ? 96 : 1),
};

/** Ids carry prefixes of regions and whole ARNs, so families are looked for anywhere in them. */
function isCohere(model: string): boolean {
  return /cohere\.embed/i.test(model);
}

function toBody(model: string, input: readonly string[], dimensions: number | undefined): JsonObject {
  if (isCohere(model)) return toCohere(model, input, dimensions);
  const [text = ''] = input;
  if (/amazon\.titan-embed/i.test(model)) return toTitan(model, text, dimensions);
  if (/amazon\.nova.*embed/i.test(model)) {
    return {
      taskType: 'SINGLE_EMBEDDING',
      singleEmbeddingParams: {
        embeddingPurpose: 'GENERIC_INDEX',
        ...(dimensions !== undefined && { embeddingDimension: dimensions }),
        text: { truncationMode: 'NONE', value: text },
      },
    };
  }
  return refuse('model', 'Only the embedding models of Titan, Cohere and Nova are known here.');
}

function toTitan(model: string, text: string, dimensions: number | undefined): JsonObject {
  const inputText = text;
  if (/titan-embed-image/i.test(model)) {
    return {
      inputText,
      ...(dimensions !== undefined && { embeddingConfig: { outputEmbeddingLength: dimensions } }),
    };
  }
  if (/titan-embed-(text-v1|g1)/i.test(model)) {
    return { inputText, ...fixedLength(dimensions, 1536) };
  }
  return { inputText, ...(dimensions !== undefined && { dimensions }), normalize: true };
}

/** OpenAI’s callers do not say what a text is for, and Cohere must be told: texts to be found are the usual ones. */
function toCohere(model: string, input: readonly string[], dimensions: number | undefined): JsonObject {
  const common = { texts: [...input], input_type: 'search_document', truncate: 'NONE' };
  if (!/embed-v[4-9]/i.test(model))
    return { ...common, ...fixedLength(dimensions, /-light/i.test(model) ? 384 : 1024) };
  return {
    ...common,
    embedding_types: ['float'],
    ...(dimensions !== undefined && { output_dimension: dimensions }),
  };
}

/** Vectors of the first generations have one length: it goes without saying, and no other can be had. */
function fixedLength(dimensions: number | undefined, length: number): JsonObject {
  if (dimensions === undefined || dimensions === length) return {};
  return refuse('dimensions', `This model’s vectors have ${length} dimensions.`);
}

function toVectors(body: JsonObject): number[][] {
  if (Array.isArray(body['embedding'])) return [numbersOf(body['embedding'])];
  const { embeddings: found } = body;
  const list = isObject(found) ? listOf(found['float']) : listOf(found);
  return list.map((one) => numbersOf(isObject(one) ? one['embedding'] : one));
}

function tokensOf({ body, headers }: Answer): number | null {
  const { inputTextTokenCount, inputTokenCount } = objectOf(body);
  const counted = countOf(inputTextTokenCount) ?? countOf(inputTokenCount);
  const header = headers['x-amzn-bedrock-input-token-count'];
  return counted ?? (header && /^\d+$/.test(header) ? Number(header) : null);
}
