import assert from 'node:assert/strict';
import { watchIncidents } from '../../src/control/notifications/incidents.ts';
import type { Api } from '../api.ts';
import type { TestApp } from '../harness.ts';
import { v1Wire } from '../integration/provider-variants.ts';
import { promptQueue } from '../integration/queue-world.ts';
import { issueCertificate } from '../stand-ins/certificates.ts';
import { playHosts } from '../stand-ins/played-hosts.ts';
import { type Guard, startProviderServer } from '../stand-ins/provider-servers.ts';

const gateway = 'ai-gateway.initech.example';
const receiver = 'hooks.initech.example';
const hosts = [gateway, receiver, 'api.openai.com'];
const keys = {
  good: 'sk-proj-good-0123456789abcdef',
  dead: 'sk-proj-dead-0123456789abcdef',
  busy: 'sk-proj-busy-0123456789abcdef',
};

/** What waits is looked at, not waited for. */
export const longPauses = { ...promptQueue, backoff: { firstMs: 600_000, waitMaxMs: 900_000 } };

/** An internet on which one gateway is busy, dead keys are refused, and webhooks arrive unless their path is broken. */
export async function playOperatingHosts() {
  const authority = issueCertificate({ name: 'Authority of the samples', isAuthority: true });
  const certificate = issueCertificate({ name: 'hosts', hosts, issuer: authority });
  const wire = {
    ...v1Wire,
    answer: (request: Parameters<typeof v1Wire.answer>[0]) => {
      if (request.path === '/hooks') return { status: 204, body: '' };
      if (request.path === '/hooks/broken') return { status: 500, body: {} };
      if (request.headers.authorization === `Bearer ${keys.busy}` && request.path.includes('chat'))
        return {
          status: 503,
          body: { error: { message: 'The engine is overloaded', type: 'server_error' } },
        };
      return v1Wire.answer(request);
    },
  };
  const guard: Guard = ({ headers }) =>
    headers.authorization === `Bearer ${keys.dead}` ? 'came with a dead key' : undefined;
  const server = await startProviderServer(wire, guard, certificate);
  return {
    network: playHosts(Object.fromEntries(hosts.map((host) => [host, server.origin]))),
    authorityPem: authority.certPem,
    close: () => server.close(),
  };
}

async function made(api: Api, method: string, path: string, body?: unknown) {
  const answer = await api.call(method, path, body);
  assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`);
  return answer.body;
}

/** Tenants on a bad day: one with calls that wait and messages that do not arrive, many with keys that died at once. */
export async function makeBadDay(app: TestApp, authorityPem: string): Promise<void> {
  const { operator } = app;
  const tenants = [
    { id: 'globex', name: 'Globex', plan: 'enterprise', administered_by: 'operator' },
    { id: 'hooli', name: 'Hooli', plan: 'standard' },
    { id: 'initech', name: 'Initech', plan: 'enterprise' },
  ];
  for (const tenant of tenants) await made(operator, 'POST', '/tenants', tenant);
  const open = (tenant: string, host: string, reason: string) =>
    made(operator, 'POST', '/egress_rules', { tenant_id: tenant, host, private_ca: authorityPem, reason });
  for (const tenant of ['globex', 'platform']) await open(tenant, 'api.openai.com', 'played here');
  await open('initech', gateway, 'Their own gateway, in their data centre: ticket NET-431.');
  await open('initech', receiver, 'Receives webhooks inside of their network.');
  for (const [id, feature] of Object.entries(features))
    await made(operator, 'PUT', `/features/${id}`, feature);
  for (const person of people) await made(operator, 'POST', '/signin_links', person);
  await makeManagedModels(operator);
  await makeInitech(app);
  await failAlike(app, operator.in('globex', 'prod'));
}

const features = {
  rca: { name: 'Root cause analysis', operation: 'chat', needs: ['json'], max_latency_s: 30 },
  runbooks: {
    name: 'Runbook generation',
    operation: 'chat',
    model_aliases: ['runbook-writer'],
    needs: ['tools', 'streaming'],
    min_context_tokens: 64_000,
  },
  search: { name: 'Semantic search', operation: 'embedding' },
};

/** They have a link each, and have not come in yet. */
const people = [
  { name: 'Milton Waddams', subject: 'milton', role: 'user', tenant: 'initech', environments: ['prod'] },
  { name: 'Hank Scorpio', subject: 'hank', role: 'tenant_admin', tenant: 'globex' },
];

async function connect(api: Api, account: Record<string, unknown>) {
  const { id } = await made(api, 'POST', '/llm_credentials', { creds_type: 'API_KEY', ...account });
  return String(id);
}

const check = (api: Api, id: string) =>
  api.call('POST', `/llm_credentials/${id}/validate`, {
    provider: 'openai',
    model_name: 'gpt-4o',
    full: false,
  });

async function makeManagedModels(operator: Api): Promise<void> {
  const api = operator.in('platform', 'prod');
  const id = await connect(api, { name: 'Northwind at OpenAI', provider: 'openai', api_key: keys.good });
  await check(api, id);
  const model = { provider: 'openai', llm_credentials_id: id };
  await made(operator, 'POST', '/managed_models', {
    ...model,
    name: 'Northwind standard',
    model_name: 'gpt-4o',
    is_default: true,
  });
  await made(operator, 'POST', '/managed_models', {
    ...model,
    name: 'Northwind small',
    model_name: 'gpt-4o-mini',
    substitute_for: ['gpt-4o-mini', 'claude-3-5-haiku-latest'],
  });
}

async function makeInitech(app: TestApp): Promise<void> {
  const api = app.operator.in('initech', 'prod');
  const atGateway = { provider: 'openai', base_url: `https://${gateway}/v1` };
  const good = await connect(api, { ...atGateway, name: 'Initech gateway', api_key: keys.good });
  const dead = await connect(api, { ...atGateway, name: 'Gateway of the laboratory', api_key: keys.dead });
  const busy = await connect(api, { ...atGateway, name: 'Overflow gateway', api_key: keys.busy });
  for (const id of [good, dead]) await check(api, id);
  const hook = await made(api, 'POST', '/webhooks', {
    url: `https://${receiver}/hooks`,
    events: ['*'],
    description: 'Posts to the channel of the AI team',
  });
  await made(api, 'POST', '/webhooks', {
    url: `https://${receiver}/hooks/broken`,
    events: ['fallback.changed', 'credential.auth_failed'],
    description: 'Opens tickets',
  });
  const named = [
    { llm_credentials_id: good, name: 'Initech GPT-4o', model_name: 'gpt-4o', is_default: true },
    { llm_credentials_id: busy, name: 'Reports', model_name: 'gpt-4o' },
  ];
  for (const model of named) await made(api, 'POST', '/config/llm', { provider: 'openai', ...model });
  await made(api, 'PUT', '/fallback', { policy: 'queue_and_retry' });
  await made(api, 'POST', `/webhooks/${hook['id']}/test`);
  const body = { model: 'Reports', messages: [{ role: 'user', content: 'Sum up the quarter.' }] };
  for (let count = 0; count < 3; count += 1) {
    const answer = await api.call('POST', '/v1/chat/completions', body, { prefer: 'respond-async' });
    assert.equal(answer.status, 202, answer.text);
  }
}

async function failAlike({ app, clock }: TestApp, api: Api): Promise<void> {
  for (const team of ['Sales', 'Support', 'Finance', 'Legal', 'Research']) {
    const id = await connect(api, { name: `${team} at OpenAI`, provider: 'openai', api_key: keys.dead });
    await check(api, id);
  }
  await watchIncidents({ store: app.services.store, clock: clock.now });
}
