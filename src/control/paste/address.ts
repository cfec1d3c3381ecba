import { findAzureAddress } from './address-azure.ts';
import { findBedrockAddress, findGeminiAddress, findVertexAddress } from './address-clouds.ts';
import {
  findAnthropicAddress,
  findGeneralAddress,
  findOllamaAddress,
  findOpenaiAddress,
} from './address-general.ts';
import type { Address } from './address-shape.ts';
import type { Draft, Sentence, TextField } from './draft.ts';
import { findUrlPieces, type UrlPieces } from './url-pieces.ts';

/** Where people look at their keys, rather than where programs use them. */
const webPages = new Set([
  ...['platform.openai.com', 'chatgpt.com', 'console.anthropic.com', 'platform.claude.com', 'claude.ai'],
  ...['portal.azure.com', 'ai.azure.com', 'oai.azure.com', 'aistudio.google.com', 'makersuite.google.com'],
  ...['console.cloud.google.com', 'console.groq.com', 'platform.deepseek.com', 'console.mistral.ai'],
  ...['console.x.ai', 'cloud.cerebras.ai', 'cloud.sambanova.ai', 'docs.anthropic.com', 'learn.microsoft.com'],
]);

export function isWebPage({ hostname, path }: UrlPieces): boolean {
  if (hostname === 'openrouter.ai') return !path.startsWith('/api');
  return webPages.has(hostname) || hostname.endsWith('console.aws.amazon.com');
}

/** Every host and path that is known, the most particular first; in the end it is a server of one's own. */
export function readAddress(pieces: UrlPieces): Address {
  return (
    findAzureAddress(pieces) ??
    findBedrockAddress(pieces) ??
    findVertexAddress(pieces) ??
    findGeminiAddress(pieces) ??
    findAnthropicAddress(pieces) ??
    findOpenaiAddress(pieces) ??
    findOllamaAddress(pieces) ??
    findGeneralAddress(pieces)
  );
}

/** Tells the draft everything that an address says; false where the text is none or leads to a web page. */
export function applyAddress(draft: Draft, text: string, from: Sentence): boolean {
  const pieces = findUrlPieces(text);
  if (!pieces || isWebPage(pieces)) return false;
  hideParts(draft, pieces);
  const address = readAddress(pieces);
  draft.provider ??= address.provider;
  draft.credsType ??= address.credsType;
  draft.title ??= address.title;
  draft.titleDetail ??= address.detail;
  draft.see((show) => `Address at ${show(pieces.hostname)}: ${address.title}`, from);
  for (const [field, value] of Object.entries(address.fields)) {
    draft.set(field as TextField, value, (show) => `${labelOf(field)} ${show(value)}`, from);
  }
  draft.setModel(address.model, from);
  draft.setDeployment(address.deployment, from);
  for (const note of address.notes ?? []) draft.note(note);
  if (/\/embeddings?(:|$)|:(embedContent|batchEmbedContents|predict)$|\/embed$/.test(pieces.path)) {
    draft.note('This is an address for embeddings: connect its model as an embedding model.');
  }
  if (pieces.user !== undefined || pieces.password !== undefined) {
    draft.note('The user name and password in the address were left out.');
  }
  return true;
}

const keyParameters = ['key', 'api-key', 'api_key', 'apikey', 'subscription-key', 'access_token', 'token'];

/** A key in the address itself, as Gemini's examples have it. */
export function findKeyInQuery(text: string): string | undefined {
  const query = findUrlPieces(text)?.query;
  return keyParameters.map((name) => query?.get(name)).find((value) => value !== undefined && value !== '');
}

const openParameters = new Set(['api-version', 'alt', 'stream', 'limit', 'model']);

function hideParts(draft: Draft, { query, user, password }: UrlPieces): void {
  for (const [name, value] of query) if (!openParameters.has(name)) draft.hide(value);
  draft.hide(user);
  draft.hide(password);
}

const labels: Readonly<Record<string, string>> = {
  base_url: 'Base URL',
  azure_endpoint: 'Endpoint',
  api_version: 'API version',
  aws_region: 'Region',
  gcp_project: 'Project',
  gcp_location: 'Location',
  chat_path: 'Path of chat calls',
};

function labelOf(field: string): string {
  return labels[field] ?? field;
}
