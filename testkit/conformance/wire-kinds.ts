import assert from 'node:assert/strict';
import type { ChatRequest } from '../../src/providers/openai-shapes.ts';
import type { ChatExtras, ChatWire, Connection, Provider, Settings } from '../../src/providers/provider.ts';
import { findProviderById } from '../../src/providers/registry.ts';

/** A dialect with a model whose wire it is, ready to make requests. */
export interface WireKind {
  name: string;
  provider: Provider;
  connection: Connection;
  settings: Settings;
  model: string;
  /** In testkit/schemas: what the provider says a request is. */
  schemaOf(wire: ChatWire): string;
}

interface Account {
  provider: string;
  variant: string;
  fields: Record<string, string>;
  schema: string;
  models: readonly string[];
}

const key = { api_key: 'key-0123456789abcdef' };

const accounts: readonly Account[] = [
  {
    provider: 'openai',
    variant: 'api_key',
    fields: { api_key: 'sk-proj-0123456789abcdef' },
    schema: 'openai-chat',
    models: ['gpt-4o', 'o3', 'gpt-5', 'gpt-5.5'],
  },
  {
    provider: 'azure_openai',
    variant: 'azure_key',
    fields: { azure_endpoint: 'https://acme.openai.azure.com/openai/v1', ...key },
    schema: 'openai-chat',
    models: ['gpt-4o'],
  },
  {
    provider: 'openai_compatible',
    variant: 'api_key',
    fields: { base_url: 'https://llm.example.com/v1', ...key },
    schema: 'openai-chat',
    models: ['meta-llama/Llama-3.3-70B-Instruct', 'gpt-4o'],
  },
  {
    provider: 'anthropic',
    variant: 'api_key',
    fields: { base_url: 'https://llm.example.com', ...key },
    schema: 'anthropic-messages',
    models: ['claude-sonnet-4-5', 'claude-3-haiku-20240307', 'claude-opus-4-7'],
  },
  {
    provider: 'bedrock',
    variant: 'bedrock_api_key',
    fields: { aws_region: 'eu-central-1', ...key },
    schema: 'bedrock-converse',
    models: [
      'eu.anthropic.claude-sonnet-4-5-20250929-v1:0',
      'amazon.nova-pro-v1:0',
      'mistral.mistral-large-2407-v1:0',
      'meta.llama3-1-70b-instruct-v1:0',
      'openai.gpt-oss-120b-1:0',
    ],
  },
  {
    provider: 'google',
    variant: 'gemini_key',
    fields: { base_url: 'https://llm.example.com/v1beta', ...key },
    schema: 'gemini-generate-content',
    models: ['gemini-3-pro-preview', 'gemini-2.5-flash', 'gemini-2.0-flash'],
  },
  {
    provider: 'ollama',
    variant: 'api_key',
    fields: { base_url: 'https://ollama.example.com', ...key },
    schema: 'ollama-chat',
    models: ['qwen3:8b'],
  },
];

export const wireKinds: readonly WireKind[] = accounts.flatMap(toKinds);

function toKinds({ provider: id, variant: variantId, fields, schema, models }: Account): WireKind[] {
  const provider = findProviderById(id) ?? assert.fail(id);
  const variant = provider.variants.find((one) => one.id === variantId) ?? assert.fail(variantId);
  const reading = provider.read(variant, fields);
  assert.ok(reading.ok, JSON.stringify(reading));
  const { settings } = reading;
  const connection = provider.connect(variantId, settings);
  const schemaOf = (wire: ChatWire) =>
    wire !== provider.chat && wire.relaysBytes !== true && schema === 'openai-chat'
      ? 'openai-responses'
      : schema;
  return models.map((model) => ({ name: `${id} ${model}`, provider, connection, settings, model, schemaOf }));
}

export function wireFor(
  { provider, settings, model }: WireKind,
  chat: ChatRequest,
  extras: ChatExtras,
): ChatWire {
  return provider.chatFor?.(settings, model, chat, extras) ?? provider.chat;
}

export function findKind(name: string): WireKind {
  return wireKinds.find((kind) => kind.name === name) ?? assert.fail(name);
}
