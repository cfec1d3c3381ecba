import assert from 'node:assert/strict';
import type { RetryBounds } from '../../src/gateway/ports.ts';
import { limits } from '../../src/kernel/limits.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import type { Api } from '../api.ts';
import { eventually } from '../eventually.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../harness.ts';
import { type HostileUpstream, startHostileUpstream } from '../stand-ins/hostile-upstream.ts';

/** How answers reach the client: OpenAI's own bytes, OpenAI's put in order, and another dialect translated. */
export const ways = ['relayed', 'rebuilt', 'translated'] as const;
export type Way = (typeof ways)[number];

const openaiKey = 'sk-T3xQ9mZr7LkPw2VtYbN4sHc8Df';
const anthropicKey = 'sk-ant-J5uGe1WvXa6RqCn8MzKd3BhLp0';

/** As often as usual, without the pauses. */
export const promptRetries: RetryBounds = { ...limits.retries, firstMs: 1 };

/** What became of a stream as a client sees it. */
export interface Streamed {
  status: number;
  headers: Headers;
  raw: string;
  events: Record<string, unknown>[];
  /** What the model said. */
  text: string;
  hasDone: boolean;
  errorCode: string | undefined;
  /** The connection broke before the end that HTTP knows. */
  isBroken: boolean;
}

export interface GatewayWorld {
  app: TestApp;
  upstream: HostileUpstream;
  token: string;
  api: Api;
  keys: string[];
  /** A model on an account of its own: its attempts can be told from all others, and its failures are its alone. */
  model(way: Way): Promise<string>;
  chat(model: string, more?: Record<string, unknown>, init?: RequestInit): Promise<Response>;
  stream(model: string, more?: Record<string, unknown>): Promise<Streamed>;
  /** The attempts of a model, once there are as many. */
  attemptsOf(model: string, count?: number): Promise<Attempt[]>;
  close(): Promise<void>;
}

export interface Attempt {
  outcome: string;
  failure_class: string | null;
  status: number | null;
  prompt_tokens: number | null;
  completion_tokens: number | null;
}

const prefixes: Record<Way, string> = {
  relayed: 'gpt-4o-mini',
  rebuilt: 'llama-3',
  translated: 'claude-3-haiku',
};

/** One tenant, its accounts, and an upstream on loopback that does whatever a test has it do. */
export async function startGatewayWorld(more: Partial<TestAppOptions> = {}): Promise<GatewayWorld> {
  const upstream = await startHostileUpstream();
  const app = await startTestApp({
    storage: 'postgres',
    env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' },
    ...more,
    callBounds: { retries: promptRetries, ...more.callBounds },
  });
  const { databaseUrl = '' } = app.place;
  const database = openDatabase({ kind: 'postgres', url: databaseUrl });
  const token = await addTenant(app, 'acme');
  const api = app.as(token);
  const accounts = {
    openai: { provider: 'openai', base_url: `${upstream.origin}/v1`, api_key: openaiKey },
    anthropic: { provider: 'anthropic', base_url: upstream.origin, api_key: anthropicKey },
  };
  let models = 0;

  const chat: GatewayWorld['chat'] = (model, fields = {}, init = {}) =>
    fetch(`${app.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, messages: [{ role: 'user', content: 'hi' }], ...fields }),
      ...init,
    });

  return {
    app,
    upstream,
    token,
    api,
    keys: [openaiKey, anthropicKey],
    async model(way) {
      models += 1;
      const account = accounts[way === 'translated' ? 'anthropic' : 'openai'];
      const name = `${account.provider} ${models}`;
      return addModel(api, {
        provider: account.provider,
        llm_credentials_id: await addCredential(api, { ...account, name }),
        model_name: `${prefixes[way]}-${models}`,
      });
    },
    chat,
    stream: async (model, fields) => readStream(await chat(model, { stream: true, ...fields })),
    attemptsOf: (model, count = 1) =>
      eventually(`${count} attempts of ${model} are recorded`, async () => {
        const rows = await database.db
          .selectFrom('attempts')
          .select(['outcome', 'failure_class', 'status', 'prompt_tokens', 'completion_tokens'])
          .where('model_name', '=', model)
          .orderBy('id')
          .execute();
        return rows.length >= count && rows.map(toAttempt);
      }),
    async close() {
      await database.close();
      await upstream.close();
      await app.close();
    },
  };
}

export async function addTenant(app: TestApp, id: string): Promise<string> {
  const tenant = { id, name: id, plan: 'enterprise', administered_by: 'tenant' };
  await made(app.operator.call('POST', '/tenants', tenant));
  const token = { name: 'test', role: 'tenant_admin', environment: 'dev' };
  return String((await made(app.operator.call('POST', `/tenants/${id}/tokens`, token)))['token']);
}

export async function addCredential(api: Api, fields: Record<string, unknown>): Promise<string> {
  const name = `${fields['provider']} at ${fields['base_url']}`;
  const body = { creds_type: 'API_KEY', name, ...fields };
  return String((await made(api.call('POST', '/llm_credentials', body)))['id']);
}

/** Answers its name, under which it is called. */
export async function addModel(api: Api, fields: Record<string, unknown>): Promise<string> {
  const name = String(fields['model_name']);
  await made(api.call('POST', '/config/llm', { name, ...fields }));
  return name;
}

async function made(call: ReturnType<Api['call']>): Promise<Record<string, unknown>> {
  const { status, text, body } = await call;
  assert.equal(status, 201, text);
  return body;
}

export async function readStream(response: Response): Promise<Streamed> {
  let raw = '';
  let isBroken = false;
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? []) raw += decoder.decode(chunk, { stream: true });
  } catch {
    isBroken = true;
  }
  const { status, headers } = response;
  return { status, headers, raw, isBroken, ...readEvents(raw, status) };
}

/** Reads as strictly as the pickiest client: events of one `data:` line, comments, and nothing else. */
export function readEvents(
  raw: string,
  status = 200,
): Pick<Streamed, 'events' | 'text' | 'hasDone' | 'errorCode'> {
  if (status !== 200) {
    const { error } = JSON.parse(raw);
    return { events: [], text: '', hasDone: false, errorCode: error.code };
  }
  const blocks = raw.split('\n\n').filter((block) => block !== '' && !block.startsWith(':'));
  const data = blocks.map((block) => {
    assert.match(block, /^data: [^\r\n]+$/, 'only data leaves');
    return block.slice('data: '.length);
  });
  const hasDone = data.at(-1) === '[DONE]';
  const events = (hasDone ? data.slice(0, -1) : data).map((text) => JSON.parse(text));
  const choices = events.flatMap((event) => event.choices ?? []);
  return {
    events,
    hasDone,
    text: choices.map((choice) => choice.delta?.content ?? '').join(''),
    errorCode: events.find((event) => event.error)?.error.code,
  };
}

function toAttempt({
  prompt_tokens: prompt,
  completion_tokens: completion,
  ...row
}: {
  outcome: string;
  failure_class: string | null;
  status: number | null;
  prompt_tokens: unknown;
  completion_tokens: unknown;
}): Attempt {
  const toCount = (value: unknown) => (value === null ? null : Number(value));
  return { ...row, prompt_tokens: toCount(prompt), completion_tokens: toCount(completion) };
}
