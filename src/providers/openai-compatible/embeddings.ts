import { listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import type { Answer, EmbeddingAnswer, EmbeddingInput } from '../provider.ts';
import { wholeVectors } from '../readable-answers.ts';
import { countOf, numbersOf } from '../wire-values.ts';

/**
 * Floats are the protocol's default, and some servers refuse `encoding_format` as an extra input: it is left out,
 * and base64 is read where a server sends it all the same.
 */
export function toEmbeddingBody(
  model: string | undefined,
  input: EmbeddingInput,
  dimensions: number | undefined,
): Record<string, unknown> {
  return {
    ...(model !== undefined && { model }),
    input,
    ...(dimensions !== undefined && { dimensions }),
  };
}

export function fromEmbeddingResponse({ body }: Answer): EmbeddingAnswer {
  const answer = objectOf(body);
  const items = listOf(answer['data']).map((item, position) => {
    const { index, embedding } = objectOf(item);
    return { index: countOf(index) ?? position, vector: toVector(embedding) };
  });
  const usage = objectOf(answer['usage']);
  const model = textOf(answer['model']);
  return {
    vectors: wholeVectors(
      items.toSorted((one, other) => one.index - other.index).map(({ vector }) => vector),
    ),
    promptTokens: countOf(usage['prompt_tokens']) ?? countOf(usage['total_tokens']) ?? null,
    ...(model && { model }),
  };
}

/** Numbers, or little-endian float32 in base64; nothing where the text was cut. */
function toVector(embedding: unknown): number[] {
  if (typeof embedding !== 'string') return numbersOf(embedding);
  const bytes = Buffer.from(embedding, 'base64');
  if (bytes.length % 4 !== 0) return [];
  return Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4));
}
