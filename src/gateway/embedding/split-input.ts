import type { EmbeddingInput } from '../../providers/provider.ts';

/** In pieces of what one request may carry, in the order given. */
export function splitInput(input: EmbeddingInput, batchMax: number): EmbeddingInput[] {
  const batches: EmbeddingInput[] = [];
  for (let start = 0; start < input.length; start += batchMax) {
    batches.push(input.slice(start, start + batchMax) as EmbeddingInput);
  }
  return batches;
}
