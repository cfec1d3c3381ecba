import assert from 'node:assert/strict';
import type { TestApp } from '../harness.ts';
import { issueCertificate } from '../stand-ins/certificates.ts';
import { playHosts } from '../stand-ins/played-hosts.ts';
import { keyGuard, startProviderServer } from '../stand-ins/provider-servers.ts';
import { openaiWire, type Wire } from '../stand-ins/provider-wires.ts';

export const goodKey = 'gsk_connect_0123456789abcdef';
export const azureKey = '0123456789abcdef0123456789abcdef';

const names = { chatModel: 'llama-3.3-70b-versatile', embeddingModel: 'text-embedding-3-small' };
const hosts = ['api.groq.com', 'gateway.acme.example', 'acme.openai.azure.com'] as const;

const groqWire = openaiWire({
  ...names,
  chat: '/openai/v1/chat/completions',
  embeddings: '/openai/v1/embeddings',
  list: '/openai/v1/models',
});
const gatewayWire = openaiWire({
  ...names,
  chat: '/v1/chat/completions',
  embeddings: '/v1/embeddings',
  list: '/nowhere',
});
const azureWire = openaiWire({
  chatModel: 'chat-deployment',
  embeddingModel: 'vector-deployment',
  chat: '/openai/deployments/*/chat/completions?api-version=2024-10-21',
  embeddings: '/openai/deployments/*/embeddings?api-version=2024-10-21',
  list: '/openai/models?api-version=2024-10-21',
  modelInPath: true,
});

/** A model that calls a tool where it is given one, and more models than one. */
function withTools(wire: Wire, furtherModels: readonly string[], alsoAnswers: readonly string[]): Wire {
  const asKnown = (body: string) =>
    alsoAnswers.reduce((text, id) => text.replace(`"model":"${id}"`, `"model":"${names.chatModel}"`), body);
  const further = furtherModels.map((id) => ({ id, object: 'model' }));
  return {
    ...wire,
    answer(request) {
      if (request.path.endsWith('/models')) {
        return { status: 200, body: { object: 'list', data: [...listed, ...further] } };
      }
      const { tools, response_format: format, stream } = JSON.parse(request.body || '{}');
      if (stream === true || (!tools && !format))
        return wire.answer({ ...request, body: asKnown(request.body) });
      const name = tools?.[0]?.function?.name;
      const call = { id: 'call_1', type: 'function', function: { name, arguments: '{"city":"Oslo"}' } };
      const message = {
        role: 'assistant',
        content: tools ? null : '{"ok":true}',
        ...(tools && { tool_calls: [call] }),
      };
      const choices = [{ index: 0, message, finish_reason: tools ? 'tool_calls' : 'stop' }];
      const model = names.chatModel;
      return { status: 200, body: { id: 'c-2', object: 'chat.completion', created: 1, model, choices } };
    },
  };
}

const listed = [
  { id: names.chatModel, object: 'model', context_window: 131_072 },
  { id: names.embeddingModel, object: 'model' },
  ...['llama-3.1-8b-instant', 'openai/gpt-oss-120b', 'qwen/qwen3-32b', 'whisper-large-v3'].map((id) => ({
    id,
    object: 'model',
  })),
];

/** A service with a list, a gateway that lists nothing, and a resource at Azure. */
export async function playProviders(
  furtherModels: readonly string[] = [],
  alsoAnswers: readonly string[] = [],
) {
  const authority = issueCertificate({ name: 'Authority of the providers', isAuthority: true });
  const certificate = issueCertificate({ name: 'hosts', hosts: [...hosts], issuer: authority });
  const bearer = keyGuard('authorization', 'Bearer ', new Set([goodKey]));
  const servers = await Promise.all([
    startProviderServer(withTools(groqWire, furtherModels, alsoAnswers), bearer, certificate),
    startProviderServer(gatewayWire, bearer, certificate),
    startProviderServer(azureWire, keyGuard('api-key', '', new Set([azureKey])), certificate),
  ]);
  const network = playHosts(
    Object.fromEntries(hosts.map((host, index) => [host, servers[index]?.origin ?? ''])),
  );
  const [service] = servers;
  return {
    network,
    /** Of the service with a list: what it answers, to whomever and whatever. */
    failWith: service.answerWith,
    authorityPem: authority.certPem,
    close: () => Promise.all(servers.map((server) => server.close())),
  };
}

/** What a provider answers, what the page says of it, and whose move it says it is. */
export const failures: [status: number, body: unknown, said: string, move: string][] = [
  [403, { error: { message: 'No access.' } }, 'Insufficient permissions', 'Your move'],
  [404, { error: { message: 'None.', code: 'model_not_found' } }, 'Model not found', 'Your move'],
  [429, { error: { message: 'Slow down.' } }, 'rate limited just now', 'The provider’s move'],
  [429, { error: { message: 'Spent.', code: 'insufficient_quota' } }, 'balance is used up', 'Your move'],
  [400, { error: { message: 'Odd.' } }, 'The provider refused the request', 'Your move'],
  [400, { error: { message: 'Long.', code: 'context_length_exceeded' } }, 'refused the request', 'Your move'],
  [500, { error: { message: 'Oops.' } }, 'it cannot serve now', 'The provider’s move'],
  [503, { error: { message: 'Busy.' } }, 'it cannot serve now', 'The provider’s move'],
  [200, '<html>Sign in</html>', 'The answer is no list of models', 'Your move'],
];

/** A tenant that has connected nothing yet, on a platform with two features. */
export async function makeNewTenant(app: TestApp, authorityPem: string, id = 'globex'): Promise<void> {
  const made = async (method: string, path: string, body: unknown) => {
    const answer = await app.operator.call(method, path, body);
    assert.ok(answer.status < 300, `${path}: ${answer.status} ${answer.text}`);
  };
  await made('POST', '/tenants', { id, name: 'Globex', plan: 'enterprise' });
  for (const host of hosts) {
    const rule = { tenant_id: id, host, private_ca: authorityPem, reason: 'played here' };
    await made('POST', '/egress_rules', rule);
  }
  const runbooks = {
    name: 'Runbooks',
    operation: 'chat',
    needs: ['tools', 'json'],
    min_context_tokens: 32_000,
  };
  await made('PUT', '/features/runbooks', runbooks);
  await made('PUT', '/features/search', { name: 'Search by meaning', operation: 'embedding' });
}
