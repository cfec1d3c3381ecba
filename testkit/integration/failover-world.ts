import type { GatewayBounds } from '../../src/boot/gateway.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import type { Api } from '../api.ts';
import { eventually } from '../eventually.ts';
import { startTestApp, type TestApp } from '../harness.ts';
import { type Arrival, type HostileUpstream, startHostileUpstream } from '../stand-ins/hostile-upstream.ts';
import { openaiStream, wholeAnswers } from '../stand-ins/sample-streams.ts';
import { promptRetries } from './gateway-world.ts';
import { freshName, made } from './routing-world.ts';

/** One attempt as the ledger has it. */
export interface LedgerRow {
  number: number;
  owner: string;
  payer: string;
  reason: string;
  outcome: string;
  failure: string | null;
}

/** One tenant with accounts that do what a test has them do, and a platform with a model that stands in. */
export interface FailoverWorld {
  app: TestApp;
  /** The tenant’s own administrator: nobody else can consent. */
  admin: Api;
  platform: Api;
  own: HostileUpstream;
  managed: HostileUpstream;
  /** The name of a model on an account of its own. */
  model(more?: Record<string, unknown>): Promise<Model>;
  /** The id of another model on that account. */
  modelOn(credentialId: string): Promise<string>;
  /** The name of a managed model. */
  manage(more?: Record<string, unknown>): Promise<string>;
  tokenFor(agentId?: string): Promise<string>;
  chat(token: string, body: Record<string, unknown>, headers?: Record<string, string>): Promise<Response>;
  /** The attempts of these calls, each call’s in their order, once there are as many. */
  ledger(requestIds: readonly string[], count: number): Promise<Map<string, LedgerRow[]>>;
  close(): Promise<void>;
}

export interface Model {
  id: string;
  name: string;
  credentialId: string;
}

export const consent = { data_leaves_network: true };

export async function startFailoverWorld(bounds: Partial<GatewayBounds> = {}): Promise<FailoverWorld> {
  const [own, managed] = [await startHostileUpstream(), await startHostileUpstream()];
  const app = await startTestApp({
    storage: 'postgres',
    env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' },
    callBounds: { retries: promptRetries, ...bounds },
  });
  await made(app.operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' }));
  const tokenOf = async (fields: Record<string, unknown>) => {
    const body = { name: freshName('token'), environment: 'dev', ...fields };
    return String((await made(app.operator.call('POST', '/tenants/acme/tokens', body)))['token']);
  };
  const admin = app.as(await tokenOf({ role: 'tenant_admin' }));
  const platform = app.operator.in('platform', 'prod');
  const connect = async (as: Api, { origin }: HostileUpstream) => {
    const body = {
      name: freshName('Account'),
      creds_type: 'API_KEY',
      provider: 'openai',
      base_url: `${origin}/v1`,
      api_key: 'key-of-the-tests-0123456789abcdef',
    };
    return String((await made(as.call('POST', '/llm_credentials', body)))['id']);
  };
  const configure = (llm_credentials_id: string, more: Record<string, unknown>) => {
    const body = { name: freshName('model'), provider: 'openai', llm_credentials_id, model_name: 'gpt-4o' };
    return made(admin.call('POST', '/config/llm', { ...body, ...more }));
  };
  const database = openDatabase({ kind: 'postgres', url: app.place.databaseUrl ?? '' });
  return {
    app,
    admin,
    platform,
    own,
    managed,
    model: async (more = {}) => {
      const credentialId = await connect(admin, own);
      const { id, name } = await configure(credentialId, more);
      return { id: String(id), name: String(name), credentialId };
    },
    modelOn: async (credentialId) => String((await configure(credentialId, {}))['id']),
    manage: async (more = {}) => {
      const name = freshName('managed');
      const body = {
        name,
        provider: 'openai',
        llm_credentials_id: await connect(platform, managed),
        model_name: 'gpt-4o',
        ...more,
      };
      await made(platform.call('POST', '/managed_models', body));
      return name;
    },
    tokenFor: (agentId) => tokenOf({ role: 'user', ...(agentId !== undefined && { agent_id: agentId }) }),
    chat: (token, body, headers = {}) =>
      fetch(`${app.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ messages: [{ role: 'user', content: 'hi' }], ...body }),
      }),
    ledger: (requestIds, count) =>
      eventually(`${count} attempts are shipped`, async () => {
        const rows = await database.db
          .selectFrom('attempts')
          .select(['request_id', 'number', 'owner', 'payer', 'reason', 'outcome', 'failure_class'])
          .where('request_id', 'in', [...requestIds])
          .orderBy('number')
          .execute();
        return rows.length >= count && groupRows(rows);
      }),
    close: async () => {
      await database.close();
      await app.close();
      await Promise.all([own.close(), managed.close()]);
    },
  };
}

function groupRows(
  rows: {
    request_id: string;
    number: number;
    owner: string;
    payer: string;
    reason: string;
    outcome: string;
    failure_class: string | null;
  }[],
): Map<string, LedgerRow[]> {
  const calls = new Map<string, LedgerRow[]>();
  for (const { request_id: id, failure_class: failure, ...row } of rows) {
    calls.set(id, [...(calls.get(id) ?? []), { ...row, failure }]);
  }
  return calls;
}

/** As a model that is well would: whole or in a stream, as it was asked. */
export async function answerWell(arrival: Arrival): Promise<void> {
  const { stream } = await arrival.json();
  if (stream !== true) return arrival.answer(200, wholeAnswers.openai);
  arrival.beginStream();
  arrival.response.end(openaiStream(['Guten ', 'Tag']).wire);
}
