/** Context and length of vectors are stated in the list, and kept to. */
export const contextTokens = 128_000;
export const vectorLength = 256;

export const chatModel = 'sandbox';
export const embeddingModel = 'sandbox-embedding';
/** The same without any waiting: for tests. */
const fastModel = 'sandbox-fast';

const failing = /^sandbox-fail-(?<failure>[a-z_]+)$/;
const wordsPerSecond = 30;

export interface SandboxModel {
  isEmbedding: boolean;
  /** What passes before the first word, and between two. */
  pace: { firstMs: number; nextMs: number };
  /** The failure that this model is for. */
  failure: string | undefined;
}

const human = { firstMs: 250, nextMs: 1000 / wordsPerSecond };
const atOnce = { firstMs: 0, nextMs: 0 };

export function findModel(name: string): SandboxModel | undefined {
  const failure = failing.exec(name)?.groups?.['failure'];
  if (failure !== undefined) return { isEmbedding: false, pace: atOnce, failure };
  switch (name) {
    case chatModel:
      return { isEmbedding: false, pace: human, failure };
    case fastModel:
      return { isEmbedding: false, pace: atOnce, failure };
    case embeddingModel:
      return { isEmbedding: true, pace: atOnce, failure };
    default:
      return undefined;
  }
}

/** As `GET /models` answers it. */
export const modelList = {
  object: 'list',
  data: [
    { id: chatModel, object: 'model', owned_by: 'plugboard', type: 'chat', context_window: contextTokens },
    { id: fastModel, object: 'model', owned_by: 'plugboard', type: 'chat', context_window: contextTokens },
    { id: embeddingModel, object: 'model', owned_by: 'plugboard', type: 'embedding' },
  ],
};
