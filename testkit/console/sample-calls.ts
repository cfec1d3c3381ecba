import assert from 'node:assert/strict';
import { signLedgerCheckpoints } from '../../src/control/ledger/checkpoints.ts';
import type { Api } from '../api.ts';
import type { TestApp } from '../harness.ts';
import { goodKey } from './sample-tenant.ts';

async function made(api: Api, method: string, path: string, body: unknown) {
  const answer = await api.call(method, path, body);
  assert.ok(answer.status < 300, `${path}: ${answer.status} ${answer.text}`);
  return answer.body;
}

/** Lets the sample tenant’s calls out, and gives the platform a model that answers in place of the one in the cellar. */
export async function letCallsOut(app: TestApp, authorityPem: string, id = 'acme'): Promise<void> {
  const { operator } = app;
  for (const tenant of [id, 'platform']) {
    const rule = {
      tenant_id: tenant,
      host: 'api.openai.com',
      private_ca: authorityPem,
      reason: 'played here',
    };
    await made(operator, 'POST', '/egress_rules', rule);
  }
  const account = await made(operator.in('platform', 'prod'), 'POST', '/llm_credentials', {
    name: 'The platform at OpenAI',
    creds_type: 'API_KEY',
    provider: 'openai',
    api_key: goodKey,
    data_region: 'eu',
  });
  await made(operator, 'POST', '/managed_models', {
    name: 'Northwind Small',
    provider: 'openai',
    llm_credentials_id: account['id'],
    model_name: 'gpt-4o',
    substitute_for: ['meta-llama/Llama-3-70b-chat'],
  });
}

const chat = '/v1/chat/completions';
const messages = [{ role: 'user', content: 'Why did the deployment fail?' }];
const calls: readonly [path: string, body: object, headers: Record<string, string>][] = [
  [chat, { messages }, { 'x-plugboard-feature': 'rca', 'x-plugboard-user': 'ada' }],
  [chat, { model: 'Acme GPT-4o', messages }, { 'x-plugboard-user': 'grace' }],
  ['/v1/embeddings', { model: 'Acme embeddings', input: 'deployment' }, { 'x-plugboard-feature': 'search' }],
  [chat, { messages, stream: true }, { 'x-plugboard-feature': 'runbooks', 'x-plugboard-user': 'ada' }],
  // Its own key is refused, and nobody stands in for it.
  [chat, { messages }, { 'x-plugboard-agent': 'support-bot', 'x-plugboard-user': 'customer-7' }],
  // The server in the cellar is away: own further models come first, or the platform’s where it was named.
  [chat, { messages }, { 'x-plugboard-feature': 'summaries' }],
  [chat, { model: 'Llama 3 in the cellar', messages }, { 'x-plugboard-user': 'ada' }],
];

/** Calls as they come: most are answered at once, some on a way round, one not at all. Their ids, in order. */
export async function makeSampleCalls(app: TestApp, id = 'acme'): Promise<string[]> {
  const ids: string[] = [];
  for (const [path, body, headers] of calls) {
    const answer = await app.operator.in(id, 'prod').call('POST', path, body, headers);
    ids.push(answer.headers.get('x-request-id') ?? '');
  }
  const { ledgerChains, signer, deploymentId, shipAttempts } = app.app.services;
  await shipAttempts();
  await signLedgerCheckpoints(ledgerChains, signer, deploymentId, app.clock.now);
  return ids;
}
