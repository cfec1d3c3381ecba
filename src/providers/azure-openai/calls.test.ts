import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatRequest } from '../openai-shapes.ts';
import type { ChatExtras, Settings } from '../provider.ts';
import { azureOpenai } from './index.ts';

const host = 'https://myresource.openai.azure.com';
const user = { role: 'user' as const, content: 'hi' };
const v1: Settings = { azure_endpoint: `${host}/openai/v1`, secret_names: 'api_key' };
const classic: Settings = { azure_endpoint: host, api_version: '2024-10-21', secret_names: 'api_key' };

function send(
  settings: Settings,
  chat: ChatRequest,
  more: Partial<ChatExtras> = {},
): { body: unknown; adjusted: string[] } {
  const adjusted: string[] = [];
  const lose = (param: string) => assert.fail(`${param} was lost`);
  const extras = { lose, adjust: (param: string) => void adjusted.push(param), ...more };
  const connection = azureOpenai.connect('azure_key', settings);
  return { body: azureOpenai.chat.request(connection, settings, 'o3', chat, extras).body, adjusted };
}

test('a deployment’s name tells nothing: only the model that was named for it does', () => {
  const chat: ChatRequest = { messages: [{ role: 'system', content: 'a' }, user], temperature: 0.2 };
  const rules = [{ match: '^o3$', drops: ['temperature'] }];
  for (const [settings, model] of [
    [v1, { model: 'o3' }],
    [classic, {}],
  ] as const) {
    assert.deepEqual(send(settings, chat), { body: { ...model, ...chat }, adjusted: [] });
    assert.deepEqual(send(settings, chat, { rules }), { body: { ...model, ...chat }, adjusted: [] });
    assert.deepEqual(send(settings, chat, { family: 'gpt-4o', rules }).adjusted, []);
    assert.deepEqual(send(settings, chat, { family: 'o3', rules }).adjusted, ['temperature']);
  }
  const instructed = { messages: [{ role: 'developer', content: 'a' }, user] };
  assert.deepEqual(send(v1, chat, { family: 'gpt-5' }), {
    body: { model: 'o3', ...instructed },
    adjusted: ['temperature'],
  });
  assert.deepEqual(send(classic, { messages: [user], max_tokens: 5 }, { family: 'o1' }).body, {
    messages: [user],
    max_completion_tokens: 5,
  });
});

test('versions before the developer role are instructed by the system (section 6.1)', () => {
  const chat: ChatRequest = { messages: [{ role: 'developer', content: 'a' }, user] };
  const expected = { messages: [{ role: 'system', content: 'a' }, user] };
  assert.deepEqual(send(classic, chat).body, expected);
  assert.deepEqual(send(classic, chat, { family: 'o1' }).body, expected);
  const recent = { ...classic, api_version: '2024-12-01-preview' };
  assert.deepEqual(send(recent, chat).body, chat);
});

test('tools with reasoning go to /responses on the v1 path, where the model is known', () => {
  const chat: ChatRequest = {
    messages: [user],
    tools: [{ type: 'function', function: { name: 'f' } }],
    reasoning_effort: 'low',
  };
  const family = 'gpt-5.6';
  const connection = azureOpenai.connect('azure_key', v1);
  const wire = azureOpenai.chatFor?.(v1, 'prod-chat', chat, { family });
  const plan = wire?.request(connection, v1, 'prod-chat', chat);
  assert.equal(plan?.url, `${host}/openai/v1/responses`);
  assert.ok(typeof plan?.body === 'object' && plan.body && 'model' in plan.body);
  assert.equal(plan.body.model, 'prod-chat');
  assert.equal(azureOpenai.chatFor?.(v1, 'gpt-5.6', chat), undefined, 'the deployment’s name is not asked');
  assert.equal(azureOpenai.chatFor?.(classic, 'prod-chat', chat, { family }), undefined);
  assert.equal(azureOpenai.chatFor?.({ ...v1, chat_path: '/x' }, 'prod-chat', chat, { family }), undefined);
  assert.equal(azureOpenai.chatFor?.(v1, 'prod-chat', chat, { family: 'gpt-4o' }), undefined);
  const preview = { ...v1, api_version: 'preview' };
  const asked = azureOpenai
    .chatFor?.(preview, 'd', chat, { family })
    ?.request(connection, preview, 'd', chat);
  assert.equal(asked?.url, `${host}/openai/v1/responses?api-version=preview`);
});

test('embeddings take texts and tokens, in batches of what one request may carry', () => {
  const { embeddings } = azureOpenai;
  assert.deepEqual([embeddings?.batchMax, embeddings?.takesTokens], [2_048, true]);
  const connection = azureOpenai.connect('azure_key', classic);
  assert.deepEqual(embeddings?.request(connection, classic, 'emb', [[1]], undefined).body, { input: [[1]] });
  const there = azureOpenai.connect('azure_key', v1);
  assert.deepEqual(embeddings?.request(there, v1, 'emb', ['a'], 8).body, {
    model: 'emb',
    input: ['a'],
    dimensions: 8,
  });
});
