import assert from 'node:assert/strict';
import type { Api } from '../api.ts';
import { eventually } from '../eventually.ts';
import { type StorageKind, startTestApp, type TestApp, type TestPlace } from '../harness.ts';
import { type Arrival, type HostileUpstream, startHostileUpstream } from '../stand-ins/hostile-upstream.ts';
import { promptRetries } from './gateway-world.ts';
import { freshName, made } from './routing-world.ts';

/** A tenant whose calls wait for their models, and an upstream that does whatever a test has it do. */
export interface QueueWorld {
  app: TestApp;
  admin: Api;
  upstream: HostileUpstream;
  token: string;
  /** The name of a model on an account of its own: its circuit is nobody else’s. */
  model(more?: Record<string, unknown>): Promise<string>;
  policy(more?: Record<string, unknown>): Promise<void>;
  tokenFor(fields?: Record<string, unknown>): Promise<{ id: string; token: string }>;
  chat(body: Record<string, unknown>, init?: CallInit): Promise<Response>;
  /** Makes a call that is queued at once; answers its id in the queue. */
  enqueue(body: Record<string, unknown>, init?: CallInit): Promise<string>;
  poll(id: string, token?: string): Promise<Polled>;
  /** Once it is as it should be. */
  until(id: string, status: string, withinMs?: number): Promise<Polled>;
  close(): Promise<void>;
}

export interface CallInit {
  token?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export interface Polled {
  status: string;
  attempts: number;
  next_attempt_at: string | null;
  response?: { choices: { message: { content: string } }[] };
  error?: { code: string; message: string };
}

export const away = (arrival: Arrival) =>
  arrival.answer(503, { error: { message: 'busy', code: 'overloaded' } });
export const respondAsync = { prefer: 'respond-async' };

/** Prompt enough for tests, and with a pause in which a test can look. */
export const promptQueue = {
  retries: { ...promptRetries, countMax: 0 },
  backoff: { firstMs: 100, waitMaxMs: 400 },
  heartbeatMs: 60,
};

export async function startQueueWorld(storage: StorageKind, place?: TestPlace): Promise<QueueWorld> {
  const upstream = await startHostileUpstream();
  const app = await startTestApp({
    storage,
    env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' },
    callBounds: promptQueue,
    ...(place && { place }),
  });
  await made(app.operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' }));
  const tokenFor = async (fields: Record<string, unknown> = {}) => {
    const body = { name: freshName('token'), environment: 'dev', role: 'user', ...fields };
    const { id, token } = await made(app.operator.call('POST', '/tenants/acme/tokens', body));
    return { id: String(id), token: String(token) };
  };
  const admin = app.as((await tokenFor({ role: 'tenant_admin' })).token);
  const { token } = await tokenFor();
  const chat: QueueWorld['chat'] = (body, { token: as = token, headers = {}, signal } = {}) =>
    fetch(`${app.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ messages: [{ role: 'user', content: 'hi' }], ...body }),
      ...(signal && { signal }),
    });
  const poll: QueueWorld['poll'] = async (id, as = token) => {
    const { status, body, text } = await app.as(as).get(`/v1/queue/${id}`);
    assert.equal(status, 200, text);
    return body as unknown as Polled;
  };
  const policy: QueueWorld['policy'] = async (more = {}) => {
    await made(admin.call('PUT', '/fallback', { policy: 'queue_and_retry', ...more }));
  };
  await policy();
  return {
    app,
    admin,
    upstream,
    token,
    policy,
    tokenFor,
    model: (more) => connectModel(admin, upstream, more),
    chat,
    enqueue: async (body, init = {}) => {
      const response = await chat(body, { ...init, headers: { ...respondAsync, ...init.headers } });
      const text = await response.text();
      assert.equal(response.status, 202, text);
      return String(JSON.parse(text).queue_id);
    },
    poll,
    until: (id, status, withinMs) =>
      eventually(
        `${id} is ${status}`,
        async () => {
          const polled = await poll(id);
          return polled.status === status && polled;
        },
        withinMs,
      ),
    close: async () => {
      await app.close();
      await upstream.close();
    },
  };
}

export async function connectModel(
  admin: Api,
  { origin }: Pick<HostileUpstream, 'origin'>,
  more: Record<string, unknown> = {},
): Promise<string> {
  const account = {
    name: freshName('Account'),
    creds_type: 'API_KEY',
    provider: 'openai',
    base_url: `${origin}/v1`,
    api_key: 'key-of-the-tests-0123456789abcdef',
  };
  const { id } = await made(admin.call('POST', '/llm_credentials', account));
  const model = {
    name: freshName('model'),
    provider: 'openai',
    llm_credentials_id: id,
    model_name: 'gpt-4o',
    ...more,
  };
  return String((await made(admin.call('POST', '/config/llm', model)))['name']);
}
