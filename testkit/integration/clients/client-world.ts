import assert from 'node:assert/strict';
import { startTestApp, type TestApp } from '../../harness.ts';
import { issueCertificate } from '../../stand-ins/certificates.ts';
import { anthropicDialogue } from '../../stand-ins/dialogues/anthropic-dialogue.ts';
import { bedrockDialogue } from '../../stand-ins/dialogues/bedrock-dialogue.ts';
import type { Dialogue } from '../../stand-ins/dialogues/dialogue.ts';
import { type DialogueServer, startDialogueServer } from '../../stand-ins/dialogues/dialogue-server.ts';
import { geminiDialogue } from '../../stand-ins/dialogues/gemini-dialogue.ts';
import { ollamaDialogue } from '../../stand-ins/dialogues/ollama-dialogue.ts';
import { openaiDialogue } from '../../stand-ins/dialogues/openai-dialogue.ts';
import { startGoogleTokenServer } from '../../stand-ins/google-token.ts';
import { playHosts } from '../../stand-ins/played-hosts.ts';
import { type Guard, keyGuard, signatureGuard } from '../../stand-ins/provider-servers.ts';
import { createTestClock } from '../../test-clock.ts';
import { unexpectedIn } from '../../unexpected-in.ts';
import { promptRetries } from '../gateway-world.ts';
import { made } from '../routing-world.ts';

/** A tenant with an account at every provider, and what a client of ours needs to call it. */
export interface ClientWorld {
  app: TestApp;
  baseUrl: string;
  token: string;
  accounts: Account[];
  /** The name of the same chat model on a credential of its own, for whoever may bring it down. */
  anotherChat(account: Account): Promise<string>;
  close(): Promise<void>;
}

export interface Account {
  name: string;
  server: DialogueServer;
  /** Names of model configs: the chat model, the same with a key that is refused, the embedding model. */
  chat: string;
  refused: string;
  embedding: string | undefined;
}

interface Connected extends Account {
  anotherChat(): Promise<string>;
}

interface Kind {
  dialogue: Dialogue;
  provider: string;
  guard: Guard;
  /** For `POST /llm_credentials`, where it is known only with the server. */
  credential(origin: string): Record<string, unknown>;
  bad: Record<string, unknown>;
  /** Played under this name of the internet. */
  host?: string;
}

const key = 'key-good-0123456789abcdef';
const bad = { api_key: 'key-bad-0123456789abcdef' };
const keys = new Set([key, `sk-proj-${key}`]);
const bearer = keyGuard('authorization', 'Bearer ', keys);

const kinds: readonly Kind[] = [
  {
    dialogue: openaiDialogue({
      name: 'openai',
      chat: '/v1/chat/completions',
      embeddings: '/v1/embeddings',
      chatModel: 'gpt-4o',
      embeddingModel: 'text-embedding-3-small',
    }),
    provider: 'openai',
    guard: bearer,
    host: 'api.openai.com',
    credential: () => ({ creds_type: 'API_KEY', provider: 'openai', api_key: `sk-proj-${key}` }),
    bad: { api_key: `sk-proj-${bad.api_key}` },
  },
  {
    dialogue: openaiDialogue({
      name: 'openai-compatible',
      chat: '/v1/chat/completions',
      embeddings: '/v1/embeddings',
      chatModel: 'meta-llama/Llama-3.3-70B-Instruct',
      embeddingModel: 'bge-m3',
    }),
    provider: 'openai',
    guard: bearer,
    credential: (origin) => ({ creds_type: 'API_KEY', base_url: `${origin}/v1`, api_key: key }),
    bad,
  },
  {
    dialogue: openaiDialogue({
      name: 'azure',
      chat: '/openai/deployments/chat/chat/completions?api-version=2024-10-21',
      embeddings: '/openai/deployments/vectors/embeddings?api-version=2024-10-21',
      chatModel: 'chat',
      embeddingModel: 'vectors',
    }),
    provider: 'azure_openai',
    guard: keyGuard('api-key', '', keys),
    credential: (origin) => ({
      creds_type: 'AZURE',
      azure_endpoint: origin,
      api_version: '2024-10-21',
      api_key: key,
    }),
    bad,
  },
  {
    dialogue: anthropicDialogue,
    provider: 'anthropic',
    guard: keyGuard('x-api-key', '', keys),
    credential: (origin) => ({
      creds_type: 'API_KEY',
      provider: 'anthropic',
      base_url: origin,
      api_key: key,
    }),
    bad,
  },
  {
    dialogue: geminiDialogue({
      name: 'gemini',
      folder: '/v1beta/models/',
      chatModel: 'gemini-3-pro-preview',
      embeddingModel: 'gemini-embedding-001',
      signs: true,
    }),
    provider: 'google',
    guard: keyGuard('x-goog-api-key', '', keys),
    credential: (origin) => ({ creds_type: 'GCP', base_url: `${origin}/v1beta`, api_key: key }),
    bad,
  },
  {
    dialogue: ollamaDialogue,
    provider: 'ollama',
    guard: bearer,
    credential: (origin) => ({ creds_type: 'API_KEY', provider: 'ollama', base_url: origin, api_key: key }),
    bad,
  },
];

function bedrockKind(nowMs: () => number): Kind {
  const account = {
    accessKeyId: 'AKIA0123456789ABCDEF',
    secretAccessKey: 'secret/of+FIRST/0123456789012345678',
  };
  const region = 'eu-central-1';
  return {
    dialogue: bedrockDialogue,
    provider: 'bedrock',
    guard: signatureGuard({ service: 'bedrock', region, nowMs, accounts: () => [account] }),
    credential: (origin) => ({
      creds_type: 'AWS',
      provider: 'bedrock',
      base_url: origin,
      aws_region: region,
      aws_access_key_id: account.accessKeyId,
      aws_secret_access_key: account.secretAccessKey,
    }),
    bad: { aws_secret_access_key: 'secret/of+nobody/0123456789012345678' },
  };
}

async function vertexKind(authority: Authority, nowMs: () => number) {
  const place = { gcp_project: 'acme-project', gcp_location: 'europe-west1' };
  const tokenHost = 'oauth2.googleapis.com';
  const tokenUrl = `https://${tokenHost}/token`;
  const tls = issueCertificate({ name: tokenHost, hosts: [tokenHost], issuer: authority });
  const [google, stranger] = await Promise.all([
    startGoogleTokenServer({ nowMs, audience: tokenUrl, tls }),
    startGoogleTokenServer(),
  ]);
  await stranger.close();
  const keyFile = (private_key: string) => ({
    gcp_service_account: {
      type: 'service_account',
      project_id: place.gcp_project,
      private_key_id: google.keyId,
      private_key,
      client_email: google.clientEmail,
      token_uri: tokenUrl,
    },
  });
  const kind: Kind = {
    dialogue: geminiDialogue({
      name: 'vertex',
      folder: '/v1/projects/acme-project/locations/europe-west1/publishers/google/models/',
      chatModel: 'gemini-2.5-flash',
      embeddingModel: 'text-embedding-005',
      signs: false,
    }),
    provider: 'google',
    guard: (request) => keyGuard('authorization', 'Bearer ', google.tokens)(request),
    host: 'europe-west1-aiplatform.googleapis.com',
    credential: () => ({ creds_type: 'GCP', ...place, ...keyFile(google.privateKeyPem) }),
    bad: keyFile(stranger.privateKeyPem),
  };
  return { kind, google, tokenHost };
}

type Authority = ReturnType<typeof issueCertificate>;

export async function openClientWorld(): Promise<ClientWorld> {
  const clock = createTestClock();
  const authority = issueCertificate({ name: 'Authority of the tests', isAuthority: true });
  const vertex = await vertexKind(authority, clock.now);
  const started = await Promise.all(
    [...kinds, bedrockKind(clock.now), vertex.kind].map(async (kind) => ({
      kind,
      server: await startDialogueServer(
        kind.dialogue,
        kind.guard,
        kind.host === undefined
          ? undefined
          : issueCertificate({ name: kind.host, hosts: [kind.host], issuer: authority }),
      ),
    })),
  );
  const hosts = started.flatMap(({ kind, server }) => (kind.host ? [[kind.host, server.origin]] : []));
  const app = await startTestApp({
    storage: 'postgres',
    clock,
    env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' },
    callBounds: { retries: promptRetries },
    playedNetwork: playHosts(Object.fromEntries([...hosts, [vertex.tokenHost, vertex.google.origin]])),
  });
  const world = { app, authority };
  await made(app.operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' }));
  const accounts: Connected[] = [];
  for (const { kind, server } of started) accounts.push(await connectAccount(world, kind, server));
  const wanted = { name: 'app', role: 'user', environment: 'dev' };
  const { token } = await made(app.operator.call('POST', '/tenants/acme/tokens', wanted));
  return {
    app,
    baseUrl: `${app.url}/v1`,
    token: String(token),
    accounts,
    anotherChat: ({ name }) => {
      const account = accounts.find((one) => one.name === name) ?? assert.fail(name);
      return account.anotherChat();
    },
    close: async () => {
      const unexpected = unexpectedIn(app);
      await app.close();
      await Promise.all([...started.map(({ server }) => server.close()), vertex.google.close()]);
      assert.deepEqual(unexpected, []);
    },
  };
}

async function connectAccount(
  { app, authority }: { app: TestApp; authority: Authority },
  { dialogue, provider, credential, bad: wrong, host }: Kind,
  server: DialogueServer,
): Promise<Connected> {
  const acme = app.operator.in('acme', 'dev');
  const { name, chatModel, embeddingModel } = dialogue;
  const tls = host === undefined ? {} : { tls: { ca_pem: authority.certPem } };
  const connect = async (title: string, more: Record<string, unknown>) => {
    const body = { name: title, ...credential(server.origin), ...tls, ...more };
    return String((await made(acme.call('POST', '/llm_credentials', body)))['id']);
  };
  const configure = async (title: string, llm_credentials_id: string, more: Record<string, unknown>) => {
    const body = { name: title, provider, llm_credentials_id, ...more };
    await made(acme.call('POST', '/config/llm', body));
    return title;
  };
  const good = await connect(name, {});
  const refused = await connect(`${name} refused`, wrong);
  let others = 0;
  const anotherChat = async () => {
    others += 1;
    const title = `${name} ${others}`;
    return configure(title, await connect(title, {}), { model_name: chatModel });
  };
  const vectors = { model_name: embeddingModel, is_embedding: true };
  return {
    name,
    server,
    anotherChat,
    chat: await configure(`${name}-chat`, good, { model_name: chatModel }),
    refused: await configure(`${name}-refused`, refused, { model_name: chatModel }),
    embedding: embeddingModel === null ? undefined : await configure(`${name}-vectors`, good, vectors),
  };
}
