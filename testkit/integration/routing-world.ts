import assert from 'node:assert/strict';
import type { Api, ApiAnswer } from '../api.ts';
import { type StorageKind, startTestApp, type TestApp } from '../harness.ts';
import { keyGuard, type ProviderServer, startProviderServer } from '../stand-ins/provider-servers.ts';
import { unexpectedIn } from '../unexpected-in.ts';
import { v1Wire } from './provider-variants.ts';

const goodKey = 'key-good-0123456789abcdef';

/** A platform with tenants of every kind, and a provider on loopback that knows one key and two models. */
export interface RoutingWorld {
  app: TestApp;
  server: ProviderServer;
  /** The operator in the tenant’s environment `dev`. */
  acme: Api;
  beta: Api;
  platform: Api;
  tokenOf(tenant: string, role: string, more?: Record<string, unknown>): Promise<Api>;
  close(): Promise<void>;
}

export async function openRoutingWorld(
  storage: StorageKind,
  env: Record<string, string> = {},
): Promise<RoutingWorld> {
  const app = await startTestApp({ storage, env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1', ...env } });
  const guard = keyGuard('authorization', 'Bearer ', new Set([goodKey]));
  const server = await startProviderServer(v1Wire, guard);
  const tenants = {
    acme: { plan: 'enterprise' },
    beta: { plan: 'enterprise' },
    small: { plan: 'standard' },
    served: { plan: 'enterprise', administered_by: 'operator' },
  };
  for (const [id, fields] of Object.entries(tenants))
    await made(app.operator.call('PUT', `/tenants/${id}`, { name: id, ...fields }));
  return {
    app,
    server,
    acme: app.operator.in('acme', 'dev'),
    beta: app.operator.in('beta', 'dev'),
    platform: app.operator.in('platform', 'prod'),
    tokenOf: async (tenant, role, more = {}) => {
      const body = { name: role, role, environment: 'dev', ...more };
      const { token } = await made(app.operator.call('POST', `/tenants/${tenant}/tokens`, body));
      return app.as(String(token));
    },
    close: async () => {
      const unexpected = unexpectedIn(app);
      await app.close();
      await server.close();
      assert.deepEqual(unexpected, []);
    },
  };
}

let named = 0;

export const freshName = (what: string): string => {
  named += 1;
  return `${what} ${named}`;
};

export async function made(answering: Promise<ApiAnswer>): Promise<Record<string, unknown>> {
  const { status, body, text } = await answering;
  assert.ok(status === 200 || status === 201, `${status} ${text}`);
  return body;
}

/** The id of a new credential at the provider; nobody has checked it yet. */
export async function connect(
  { server }: Pick<RoutingWorld, 'server'>,
  as: Api,
  more: Record<string, unknown> = {},
): Promise<string> {
  const body = {
    name: freshName('Account'),
    creds_type: 'API_KEY',
    provider: 'openai',
    base_url: `${server.origin}/v1`,
    api_key: goodKey,
    ...more,
  };
  return String((await made(as.call('POST', '/llm_credentials', body)))['id']);
}

export async function validate(as: Api, id: string, more: Record<string, unknown> = {}): Promise<void> {
  await made(as.call('POST', `/llm_credentials/${id}/validate`, { provider: 'openai', ...more }));
}

/** The id of a new model config on the credential. */
export async function configure(
  as: Api,
  credential: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  const body = {
    name: freshName('Model'),
    provider: 'openai',
    llm_credentials_id: credential,
    model_name: v1Wire.chatModel,
    ...more,
  };
  return String((await made(as.call('POST', '/config/llm', body)))['id']);
}

export const vectors = { model_name: v1Wire.embeddingModel, is_embedding: true };

export async function registerFeature(
  { app }: Pick<RoutingWorld, 'app'>,
  id: string,
  more: Record<string, unknown> = {},
): Promise<void> {
  const body = { name: `Feature ${id}`, operation: 'chat', ...more };
  await made(app.operator.call('PUT', `/features/${id}`, body));
}

export const codeOf = ({ status, body }: ApiAnswer): unknown[] => [status, body['code']];

/** What the tenant’s audit says of such acts, the newest first. */
export async function auditOf(as: Api, action: string): Promise<Record<string, unknown>[]> {
  const { items } = (await made(as.get('/audit?limit=1000'))) as {
    items: { action: string; detail: Record<string, unknown> }[];
  };
  return items.filter((row) => row.action === action).map(({ detail }) => detail);
}
