import type { Api, ApiAnswer } from '../api.ts';
import { type StorageKind, startTestApp, type TestApp } from '../harness.ts';
import { type Arrival, type HostileUpstream, startHostileUpstream } from '../stand-ins/hostile-upstream.ts';
import { answerWell } from './failover-world.ts';
import { promptRetries, readStream, type Streamed } from './gateway-world.ts';
import { freshName, made } from './routing-world.ts';

export interface Message {
  id: string;
  role: 'user' | 'assistant';
  content: string;
  status: string;
  error: { code: string; detail: string } | null;
  served_by: string | null;
  llm_config_id: string | null;
  llm_config_name: string | null;
  model: string | null;
  queue_id: string | null;
}

/** One tenant whose own models are the default, its people, and an upstream that does what a test has it do. */
export interface ConversationWorld {
  app: TestApp;
  upstream: HostileUpstream;
  admin: Api;
  /** The id of a new model on an account of its own. */
  model(more?: Record<string, unknown>): Promise<string>;
  /** Somebody whom nobody else is. */
  user(more?: Record<string, unknown>): Promise<Talker>;
  talker(token: string, headers?: Record<string, string>): Talker;
  /** What the last request upstream was to answer. */
  lastAsked(): Promise<{ model: string; messages: { role: string; content: string }[] }>;
  close(): Promise<void>;
}

/** One person, talking. */
export class Talker {
  readonly token: string;
  readonly api: Api;
  readonly #app: Pick<TestApp, 'url' | 'as'>;
  readonly #headers: Record<string, string>;

  constructor(app: Pick<TestApp, 'url' | 'as'>, token: string, headers: Record<string, string>) {
    this.token = token;
    this.#app = app;
    this.#headers = headers;
    this.api = app.as(token);
  }

  call(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
    return this.api.call(method, `/conversations${path}`, body, this.#headers);
  }

  async begin(body: Record<string, unknown> = {}): Promise<string> {
    return String((await made(this.call('POST', '', body)))['id']);
  }

  /** `path`: after the conversation’s own. */
  post(path: string, body: unknown, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.#app.url}/ai/api/v1/conversations/${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/json',
        ...this.#headers,
      },
      body: JSON.stringify(body),
      ...init,
    });
  }

  async say(id: string, content: string, more: Record<string, unknown> = {}): Promise<Streamed> {
    return readSpoken(await this.post(`${id}/messages`, { content, ...more }));
  }

  async retry(id: string, messageId: string): Promise<Streamed> {
    return readSpoken(await this.post(`${id}/messages/${messageId}/retry`, {}));
  }

  async read(id: string): Promise<{ model_state: string; messages: Message[] }> {
    const { body } = await this.call('GET', `/${id}`);
    return body as unknown as { model_state: string; messages: Message[] };
  }

  /** Role, text, status and the code of what went wrong, message by message. */
  async told(id: string): Promise<(string | undefined)[][]> {
    const { messages } = await this.read(id);
    return messages.map(({ role, content, status, error }) => [role, content, status, error?.code]);
  }
}

/** Problems are told by their code, as errors on `/v1` are. */
async function readSpoken(response: Response): Promise<Streamed> {
  if (response.ok) return readStream(response);
  const raw = await response.text();
  const { status, headers } = response;
  const { code } = JSON.parse(raw) as { code: string };
  return { status, headers, raw, events: [], text: '', hasDone: false, errorCode: code, isBroken: false };
}

export async function startConversationWorld(storage: StorageKind): Promise<ConversationWorld> {
  const upstream = await startHostileUpstream();
  upstream.play(answerWell);
  const app = await startTestApp({
    storage,
    env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' },
    callBounds: { retries: promptRetries },
  });
  await made(app.operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' }));
  const tokenOf = async (fields: Record<string, unknown>) => {
    const body = { name: freshName('token'), environment: 'dev', ...fields };
    return String((await made(app.operator.call('POST', '/tenants/acme/tokens', body)))['token']);
  };
  const admin = app.as(await tokenOf({ role: 'tenant_admin' }));
  return {
    app,
    upstream,
    admin,
    model: (more = {}) => addModel(admin, upstream.origin, more),
    user: async (more = {}) => new Talker(app, await tokenOf({ role: 'user', ...more }), {}),
    talker: (token, headers = {}) => new Talker(app, token, headers),
    lastAsked: async () => {
      const arrival = upstream.arrivals.at(-1) as Arrival;
      return (await arrival.json()) as { model: string; messages: { role: string; content: string }[] };
    },
    close: async () => {
      await app.close();
      await upstream.close();
    },
  };
}

export async function addModel(
  admin: Api,
  origin: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  const credential = {
    name: freshName('Account'),
    creds_type: 'API_KEY',
    provider: 'openai',
    base_url: `${origin}/v1`,
    api_key: 'key-of-the-tests-0123456789abcdef',
  };
  const { id } = await made(admin.call('POST', '/llm_credentials', credential));
  const body = { name: freshName('model'), provider: 'openai', llm_credentials_id: id, model_name: 'gpt-4o' };
  return String((await made(admin.call('POST', '/config/llm', { ...body, ...more })))['id']);
}
