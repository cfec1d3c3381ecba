import type { EmbeddingInput } from '../../providers/provider.ts';
import { readModel } from '../chat/parse-chat.ts';
import { readJsonObject, refuseField } from '../read-json.ts';

export interface EmbeddingCall {
  model: string | undefined;
  providerId: string | undefined;
  input: EmbeddingInput;
  dimensions: number | undefined;
  encoding: 'float' | 'base64';
}

const inputsMax = 2_048;

export function parseEmbedding(bytes: Buffer): EmbeddingCall {
  const body = readJsonObject(bytes);
  const { provider_id: providerId, encoding_format: encoding, dimensions } = body;
  if (providerId !== undefined && typeof providerId !== 'string') refuseField('provider_id', 'must be text');
  if (encoding !== undefined && encoding !== null && encoding !== 'float' && encoding !== 'base64') {
    refuseField('encoding_format', 'must be `float` or `base64`');
  }
  if (dimensions !== undefined && dimensions !== null) {
    if (!Number.isInteger(dimensions) || Number(dimensions) < 1) {
      refuseField('dimensions', 'must be a whole number of 1 or more');
    }
  }
  return {
    model: readModel(body['model']),
    providerId,
    input: readInput(body['input']),
    dimensions: typeof dimensions === 'number' ? dimensions : undefined,
    encoding: encoding === 'base64' ? 'base64' : 'float',
  };
}

function readInput(input: unknown): EmbeddingInput {
  if (input === undefined || input === null) refuseField('input', 'is required');
  if (typeof input === 'string') return readTexts([input]);
  if (!Array.isArray(input) || input.length === 0) {
    refuseField('input', 'must be text, a list of texts, or lists of token numbers');
  }
  if (input.every((item) => typeof item === 'string')) return readTexts(input);
  if (isTokens(input)) return [input];
  if (input.every(isTokens)) {
    if (input.length > inputsMax) refuseField('input', `must have at most ${inputsMax} items`);
    return input;
  }
  refuseField('input', 'must be text, a list of texts, or lists of token numbers');
}

function readTexts(texts: string[]): string[] {
  if (texts.length > inputsMax) refuseField('input', `must have at most ${inputsMax} items`);
  const empty = texts.indexOf('');
  if (empty !== -1) refuseField(texts.length === 1 ? 'input' : `input[${empty}]`, 'must not be empty');
  return texts;
}

function isTokens(value: unknown): value is number[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((item) => Number.isInteger(item) && item >= 0)
  );
}
