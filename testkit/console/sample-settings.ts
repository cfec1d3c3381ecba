import assert from 'node:assert/strict';
import type { Api } from '../api.ts';
import type { TestApp } from '../harness.ts';

/** What administrators set up around the models of the sample tenant: features, agents, tokens and a failure policy. */
export async function makeSampleSettings(app: TestApp, id = 'acme'): Promise<void> {
  const api = app.operator.in(id, 'prod');
  for (const [feature, body] of features) await made(app.operator, 'PUT', `/features/${feature}`, body);
  for (const agent of agents) await made(api, 'POST', '/agents', agent);
  const account = await made(api, 'POST', '/llm_credentials', {
    name: 'Support at Groq',
    creds_type: 'API_KEY',
    base_url: 'https://api.groq.com/openai/v1',
    api_key: 'gsk_support_0123456789abcdef',
    agent_id: 'support-bot',
  });
  await made(api, 'POST', '/config/llm', {
    name: 'Fast Llama',
    provider: 'openai',
    llm_credentials_id: account['id'],
    model_name: 'llama-3.3-70b-versatile',
    is_default: true,
  });
  const configs = (await api.get('/config/llm')).body['items'] as { id: string; name: string }[];
  const named = (name: string) => configs.find((config) => config.name === name)?.id;
  await made(api, 'PATCH', `/config/llm/${named('Acme GPT-4o')}`, {
    capabilities: { streaming: true, tools: true, json: true, context_tokens: 128_000 },
  });
  await made(api, 'PATCH', `/config/llm/${named('Llama on our gateway')}`, {
    capabilities: { streaming: true, tools: false, json: true, context_tokens: 32_768 },
  });
  await makeServerOfItsOwn(app, api, id);
  await makeManagedModel(app);
  const tokens = `/tenants/${id}/tokens`;
  const { token } = await made(app.operator, 'POST', tokens, {
    name: 'Terraform',
    role: 'tenant_admin',
    environment: 'prod',
  });
  const administrator = app.as(String(token));
  await made(administrator, 'POST', tokens, {
    name: 'Support widget',
    role: 'user',
    environment: 'prod',
    agent_id: 'support-bot',
    expires_at: new Date(app.clock.now() + 90 * 86_400_000).toISOString(),
  });
  await made(administrator, 'PUT', '/fallback', {
    policy: 'managed',
    targets: [named('Llama on our gateway'), named('Acme GPT-4o')],
    managed_on: ['rate_limited'],
    consent: { data_leaves_network: true },
  });
}

/** Inside of the tenant’s network, by an operator’s rule. */
async function makeServerOfItsOwn(app: TestApp, api: Api, id: string): Promise<void> {
  const host = 'gpu-server.internal';
  const rule = { tenant_id: id, host, port: 8000, plain_http: true, reason: 'its own GPU server' };
  await made(app.operator, 'POST', '/egress_rules', rule);
  const account = await made(api, 'POST', '/llm_credentials', {
    name: 'GPU server',
    creds_type: 'API_KEY',
    base_url: `http://${host}:8000/v1`,
  });
  const { id: config } = await made(api, 'POST', '/config/llm', {
    name: 'Llama 3 in the cellar',
    provider: 'openai',
    llm_credentials_id: account['id'],
    model_name: 'meta-llama/Llama-3-70b-chat',
  });
  await made(api, 'PUT', '/features/summaries/assignment', { llm_config_id: config });
}

/** The platform’s, which stands in where the tenant’s policy lets it. */
async function makeManagedModel(app: TestApp): Promise<void> {
  const account = await made(app.operator.in('platform', 'prod'), 'POST', '/llm_credentials', {
    name: 'The platform at Anthropic',
    creds_type: 'API_KEY',
    provider: 'anthropic',
    api_key: 'sk-ant-api03-sample-0123456789abcdef',
    data_region: 'eu',
  });
  await made(app.operator, 'POST', '/managed_models', {
    name: 'Northwind Large',
    provider: 'anthropic',
    llm_credentials_id: account['id'],
    model_name: 'claude-sonnet-4-5',
    is_default: true,
  });
}

const features: readonly [id: string, body: unknown][] = [
  [
    'runbooks',
    {
      name: 'Runbook generation',
      operation: 'chat',
      model_aliases: ['runbook-writer'],
      needs: ['tools', 'streaming'],
      min_context_tokens: 32_000,
    },
  ],
  ['rca', { name: 'Root cause analysis', operation: 'chat', needs: ['json'], max_latency_s: 30 }],
  ['summaries', { name: 'Ticket summaries', operation: 'chat' }],
  ['search', { name: 'Semantic search', operation: 'embedding' }],
];

const agents = [
  { id: 'support-bot', name: 'Support bot' },
  { id: 'invoice-reader', name: 'Invoice reader', mode: 'byo' },
];

/** A tenant whose configurations operators keep. */
export async function makeWatchedTenant(app: TestApp, id = 'globex'): Promise<void> {
  await made(app.operator, 'POST', '/tenants', {
    id,
    name: 'Globex',
    plan: 'enterprise',
    administered_by: 'operator',
  });
  const api = app.operator.in(id, 'prod');
  for (const [name, isOn] of [
    ['Globex AI gateway', true],
    ['Gateway of last year', false],
  ] as const) {
    const account = await made(api, 'POST', '/llm_credentials', {
      name,
      creds_type: 'API_KEY',
      base_url: 'https://ai-gateway.globex.example/v1',
      api_key: 'key-of-globex-0123456789',
    });
    const model = { name: `GPT-4o, ${name}`, provider: 'openai', model_name: 'gpt-4o' };
    await made(api, 'POST', '/config/llm', { ...model, llm_credentials_id: account['id'] });
    if (!isOn) await made(api, 'PATCH', `/llm_credentials/${account['id']}`, { enabled: false });
  }
}

async function made(api: Api, method: string, path: string, body: unknown) {
  const answer = await api.call(method, path, body);
  assert.ok(answer.status < 300, `${path}: ${answer.status} ${answer.text}`);
  return answer.body;
}
