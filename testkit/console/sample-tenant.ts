import assert from 'node:assert/strict';
import type { TestApp } from '../harness.ts';
import { v1Wire } from '../integration/provider-variants.ts';
import { issueCertificate } from '../stand-ins/certificates.ts';
import { playHosts } from '../stand-ins/played-hosts.ts';
import { keyGuard, startProviderServer } from '../stand-ins/provider-servers.ts';
import { openaiStream } from '../stand-ins/sample-streams.ts';

const hosts = ['api.openai.com', 'api.groq.com', 'ai-gateway.acme.example'];
export const goodKey = 'sk-proj-sample-0123456789abcdef';

/** The internet of the samples: three hosts that take one key. */
export async function playSampleHosts() {
  const authority = issueCertificate({ name: 'Authority of the samples', isAuthority: true });
  const certificate = issueCertificate({ name: 'hosts', hosts, issuer: authority });
  const guard = keyGuard('authorization', 'Bearer ', new Set([goodKey]));
  const server = await startProviderServer({ ...v1Wire, answer: answerSample }, guard, certificate);
  return {
    network: playHosts(Object.fromEntries(hosts.map((host) => [host, server.origin]))),
    authorityPem: authority.certPem,
    close: () => server.close(),
  };
}

const vector = Array.from({ length: 1536 }, (_, index) => Math.sin(index));

const sampleAnswer = `A **prime** is a whole number above 1 that only 1 and itself divide. To find all of them up to a limit:

\`\`\`python
def primes(limit):
    sieve = [True] * (limit + 1)
    for n in range(2, int(limit**0.5) + 1):
        if sieve[n]:
            sieve[n * n :: n] = [False] * len(sieve[n * n :: n])
    return [n for n in range(2, limit + 1) if sieve[n]]
\`\`\`

| limit | primes |
|---|---|
| 10 | 4 |
| 100 | 25 |
`;

function answerSample(request: Parameters<typeof v1Wire.answer>[0]) {
  if (request.path.endsWith('/chat/completions') && request.body.includes('"stream":true')) {
    return { status: 200, type: 'text/event-stream', body: openaiStream([sampleAnswer]).wire };
  }
  if (!request.path.endsWith('/embeddings')) return withUsage(v1Wire.answer(request));
  const data = [{ object: 'embedding', index: 0, embedding: vector }];
  const usage = { prompt_tokens: 1, total_tokens: 1 };
  return { status: 200, body: { object: 'list', data, model: 'text-embedding-3-small', usage } };
}

/** Every answer of a model says what it took. */
function withUsage(answer: ReturnType<typeof v1Wire.answer>): typeof answer {
  const usage = { prompt_tokens: 1_412, completion_tokens: 238, total_tokens: 1_650 };
  const body = answer?.body;
  const isChat = typeof body === 'object' && body !== null && 'choices' in body;
  return answer && isChat ? { ...answer, body: { ...body, usage } } : answer;
}

interface SampleAccount {
  body: Record<string, unknown>;
  models: Record<string, unknown>[];
}

const accounts: readonly SampleAccount[] = [
  {
    body: { name: 'Acme at OpenAI', creds_type: 'API_KEY', provider: 'openai', api_key: goodKey },
    models: [
      { name: 'Acme GPT-4o', model_name: 'gpt-4o', is_default: true },
      { name: 'Acme embeddings', model_name: 'text-embedding-3-small', is_embedding: true },
    ],
  },
  {
    body: {
      name: 'Acme AI gateway',
      creds_type: 'API_KEY',
      base_url: 'https://ai-gateway.acme.example/v1',
      api_key: 'key-of-yesterday-0123456789',
    },
    models: [{ name: 'Llama on our gateway', model_name: 'meta-llama/Llama-3-70b-chat' }],
  },
  {
    body: {
      name: 'Groq',
      creds_type: 'API_KEY',
      base_url: 'https://api.groq.com/openai/v1',
      api_key: 'gsk_unchecked_0123456789abcdef',
    },
    models: [],
  },
];

/** A tenant as one may look after its first week: accounts that work, one that does not, one that nobody tried. */
export async function makeSampleTenant(app: TestApp, authorityPem: string, id = 'acme'): Promise<void> {
  const made = async (path: string, body: unknown, api = app.operator, method = 'POST') => {
    const answer = await api.call(method, path, body);
    assert.ok(answer.status < 300, `${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  await made('/tenants', { id, name: 'Acme Corporation', plan: 'enterprise' });
  const rules: string[] = [];
  for (const host of hosts) {
    const rule = { tenant_id: id, host, private_ca: authorityPem, reason: 'played here' };
    rules.push(String((await made('/egress_rules', rule))['id']));
  }
  const api = app.operator.in(id, 'prod');
  for (const { body, models } of accounts) {
    const credential = await made('/llm_credentials', body, api);
    for (const model of models) {
      const config = { provider: 'openai', llm_credentials_id: credential['id'], ...model };
      await made('/config/llm', config, api);
    }
    if (models.length === 0) continue;
    const check = { provider: 'openai', model_name: models[0]?.['model_name'] };
    await made(`/llm_credentials/${credential['id']}/validate`, check, api);
  }
  // A host that operators opened counts as the tenant's own network; these are not.
  for (const rule of rules) await app.operator.call('DELETE', `/egress_rules/${rule}`);
  await made('/mode', { mode: 'byo', force: true }, api, 'PUT');
}
