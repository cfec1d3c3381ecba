import { keyGuard, type ProviderServer, startProviderServer } from '../stand-ins/provider-servers.ts';
import {
  anthropicWire,
  bedrockWire,
  geminiWire,
  ollamaWire,
  openaiWire,
  type Wire,
} from '../stand-ins/provider-wires.ts';

/** One way of authenticating, with a provider on loopback that accepts it and checks what arrives. */
export interface Variant {
  name: string;
  provider: string;
  server: ProviderServer;
  /** For `POST /llm_credentials`. */
  body: Record<string, unknown>;
  /** What no answer and no log may hold. */
  secrets: string[];
  /** For `rotate`: refused by the provider, and accepted. */
  bad: Record<string, unknown>;
  good: Record<string, unknown>;
  /** What listing says of a good key. */
  listed: true | null;
  /** The provider has no list of models that is worth asking for. */
  hasNoList?: boolean;
  /** `dev` where it is missing. */
  environment?: 'prod';
  /** What an operator allows the tenant for this account. */
  rule?: Record<string, unknown>;
  /** What only the provider's side can do once it knows the credential. */
  trust?(credential: Record<string, unknown>): void;
  /** From now on the first secret is refused. */
  retire(): void;
  close(): Promise<void>;
}

export const v1Wire = openaiWire({
  chat: '/v1/chat/completions',
  embeddings: '/v1/embeddings',
  list: '/v1/models',
  chatModel: 'gpt-4o',
  embeddingModel: 'text-embedding-3-small',
});
export const azureV1Wire = openaiWire({
  chat: '/openai/v1/chat/completions',
  embeddings: '/openai/v1/embeddings',
  list: '/openai/v1/models',
  chatModel: 'chat-deployment',
  embeddingModel: 'vector-deployment',
});
const azureClassicWire = openaiWire({
  chat: '/openai/deployments/*/chat/completions?api-version=2024-10-21',
  embeddings: '/openai/deployments/*/embeddings?api-version=2024-10-21',
  list: '/openai/models?api-version=2024-10-21',
  chatModel: 'chat-deployment',
  embeddingModel: 'vector-deployment',
  modelInPath: true,
});

interface KeyVariant {
  name: string;
  provider: string;
  credsType: string;
  wire: Wire;
  header: string;
  prefix: string;
  place(origin: string): Record<string, unknown>;
  listed?: null;
}

const keyVariants: readonly KeyVariant[] = [
  {
    name: 'OpenAI-compatible, API key',
    provider: 'openai',
    credsType: 'API_KEY',
    wire: v1Wire,
    header: 'authorization',
    prefix: 'Bearer ',
    place: (origin) => ({ base_url: `${origin}/v1` }),
  },
  {
    name: 'OpenAI-compatible, key in a header of its own',
    provider: 'openai',
    credsType: 'API_KEY',
    wire: v1Wire,
    header: 'x-corp-key',
    prefix: '',
    place: (origin) => ({ base_url: `${origin}/v1`, auth_header: 'X-Corp-Key' }),
  },
  {
    name: 'Anthropic, API key',
    provider: 'anthropic',
    credsType: 'API_KEY',
    wire: anthropicWire,
    header: 'x-api-key',
    prefix: '',
    place: (origin) => ({ base_url: origin, provider: 'anthropic' }),
  },
  {
    name: 'Azure OpenAI, API key, deployment paths',
    provider: 'azure_openai',
    credsType: 'AZURE',
    wire: azureClassicWire,
    header: 'api-key',
    prefix: '',
    place: (origin) => ({ azure_endpoint: origin, api_version: '2024-10-21' }),
  },
  {
    name: 'Azure OpenAI, API key, v1 path',
    provider: 'azure_openai',
    credsType: 'AZURE',
    wire: azureV1Wire,
    header: 'api-key',
    prefix: '',
    place: (origin) => ({ azure_endpoint: `${origin}/openai/v1` }),
  },
  {
    name: 'Bedrock, API key',
    provider: 'bedrock',
    credsType: 'AWS',
    wire: bedrockWire,
    header: 'authorization',
    prefix: 'Bearer ',
    place: (origin) => ({ base_url: origin, provider: 'bedrock', aws_region: 'eu-central-1' }),
  },
  {
    name: 'Gemini, API key',
    provider: 'google',
    credsType: 'GCP',
    wire: geminiWire,
    header: 'x-goog-api-key',
    prefix: '',
    place: (origin) => ({ base_url: `${origin}/v1beta` }),
  },
  {
    name: 'Ollama, API key',
    provider: 'ollama',
    credsType: 'API_KEY',
    wire: ollamaWire,
    header: 'authorization',
    prefix: 'Bearer ',
    place: (origin) => ({ base_url: origin, provider: 'ollama' }),
    listed: null,
  },
];

export async function startKeyVariants(): Promise<Variant[]> {
  return Promise.all(keyVariants.map(startKeyVariant));
}

async function startKeyVariant(kind: KeyVariant): Promise<Variant> {
  const [first, second, wrong] = ['first', 'second', 'wrong'].map((word) => `key-${word}-0123456789abcdef`);
  const keys = new Set([String(first), String(second)]);
  const server = await startProviderServer(kind.wire, keyGuard(kind.header, kind.prefix, keys));
  return {
    name: kind.name,
    provider: kind.provider,
    server,
    body: { name: kind.name, creds_type: kind.credsType, api_key: first, ...kind.place(server.origin) },
    secrets: [String(first), String(second), String(wrong)],
    bad: { api_key: wrong },
    good: { api_key: second },
    listed: kind.listed === undefined ? true : null,
    retire: () => void keys.delete(String(first)),
    close: () => server.close(),
  };
}
