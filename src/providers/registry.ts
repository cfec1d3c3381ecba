import { anthropic } from './anthropic/index.ts';
import { azureOpenai } from './azure-openai/index.ts';
import { bedrock } from './bedrock/index.ts';
import { google } from './google/index.ts';
import { ollama } from './ollama/index.ts';
import { openai } from './openai/index.ts';
import { openaiCompatible } from './openai-compatible/index.ts';
import type { Provider, ProviderName } from './provider.ts';
import { sandbox } from './sandbox/index.ts';
import { vertex } from './vertex/index.ts';

/** Every provider, in the order of the catalogue. The only place that knows them all. */
export const providers: readonly Provider[] = [
  openai,
  anthropic,
  azureOpenai,
  bedrock,
  google,
  vertex,
  openaiCompatible,
  ollama,
  sandbox,
];

/** Those that can be connected here: the sandbox only where operators switched it on. */
export function listOfferedProviders(withSandbox: boolean): readonly Provider[] {
  return withSandbox ? providers : providers.filter(({ id }) => id !== sandbox.id);
}

export function findProviderById(id: string): Provider | undefined {
  return providers.find((provider) => provider.id === id);
}

/** Whose wire an account is called on: what was said, or what its address is taken for; null for a bare key. */
export function findProviderName({
  provider,
  catalogueId,
}: {
  provider: string | null;
  catalogueId: string;
}): ProviderName | null {
  return (provider as ProviderName | null) ?? findProviderById(catalogueId)?.provider ?? null;
}

/**
 * Whom a caller means: names are shared (`google` is Gemini and Vertex AI), the way of authenticating decides. A
 * plain key of `openai` is OpenAI's own; with a `base_url` it is another's, and asked for by its id.
 */
export function findProvider(name: ProviderName, variantId: string): Provider | undefined {
  return providers.find(
    ({ provider, variants }) => provider === name && variants.some(({ id }) => id === variantId),
  );
}
