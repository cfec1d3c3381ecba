import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rememberInId } from '../call-memory.ts';
import type { Variant } from '../catalogue.ts';
import type { ChatRequest } from '../openai-shapes.ts';
import type { ChatExtras } from '../provider.ts';
import { openai } from './index.ts';

const [variant] = openai.variants as [Variant];
const user = { role: 'user' as const, content: 'hi' };

test('a key alone goes to OpenAI itself, and to nowhere else', () => {
  const reading = openai.read(variant, { name: 'Ours', creds_type: 'API_KEY', api_key: ' "sk-proj-1" ' });
  assert.ok(reading.ok);
  assert.deepEqual(reading.secrets, { api_key: 'sk-proj-1' });
  assert.deepEqual(reading.healed, [{ field: 'api_key', what: 'took away what stood around it' }]);
  assert.deepEqual(openai.connect('api_key', reading.settings), {
    auth: { kind: 'header', header: 'Authorization', prefix: 'Bearer ', secret: 'api_key' },
    baseUrl: 'https://api.openai.com/v1',
    origins: { api_key: ['https://api.openai.com'] },
    warnings: [],
  });
});

test('a missing key says exactly what integrations match', () => {
  for (const fields of [{}, { api_key: '' }, { api_key: null }]) {
    const reading = openai.read(variant, fields);
    assert.deepEqual(!reading.ok && reading.problems, [
      { field: 'api_key', detail: 'api_key is required for API_KEY creds type' },
    ]);
  }
});

test('keys that certainly are something else are refused; unfamiliar ones are not', () => {
  const refused = [
    'sk-admin-marker',
    'sk-ant-api03-marker',
    'sk-ant-admin01-marker',
    'ya29.marker',
    'eyJmarker',
    'gsk_marker',
  ];
  for (const api_key of refused) {
    const reading = openai.read(variant, { api_key });
    assert.ok(!reading.ok && reading.problems[0]?.field === 'api_key', api_key);
    assert.ok(!JSON.stringify(reading).includes('marker'));
  }
  for (const api_key of ['sk-old', 'sk-svcacct-1', 'new-format-2027']) {
    assert.ok(openai.read(variant, { api_key }).ok, api_key);
  }
});

test('another base is kept, healed, and may take any key', () => {
  const reading = openai.read(variant, {
    api_key: 'gsk_1',
    base_url: 'https://eu.api.openai.com/v1/chat/completions',
  });
  assert.ok(reading.ok);
  assert.equal(openai.connect('api_key', reading.settings).baseUrl, 'https://eu.api.openai.com/v1');
});

const settings = { secret_names: 'api_key' };
const connection = openai.connect('api_key', settings);

test('a chat call as OpenAI takes it', () => {
  const chat = { messages: [user], max_tokens: 16, stream: true, temperature: 0 };
  assert.deepEqual(openai.chat.request(connection, settings, 'gpt-4o', chat), {
    method: 'POST',
    url: 'https://api.openai.com/v1/chat/completions',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: {
      model: 'gpt-4o',
      messages: [user],
      temperature: 0,
      max_completion_tokens: 16,
      stream: true,
      stream_options: { include_usage: true },
    },
  });
});

test('the list tells chat models from the others by their names (reference/wire-protocols.md, section 5.1)', () => {
  const table: Record<string, string> = {
    'gpt-4o': 'chat',
    'gpt-5-nano-2025-08-07': 'chat',
    'o4-mini': 'chat',
    'chatgpt-4o-latest': 'chat',
    'ft:gpt-4o-mini:acme::x': 'chat',
    'text-embedding-3-small': 'embedding',
    'whisper-1': 'other',
    'tts-1': 'other',
    'dall-e-3': 'other',
    'gpt-image-1': 'other',
    'omni-moderation-latest': 'other',
    'gpt-4o-realtime-preview': 'other',
    'gpt-4o-transcribe': 'other',
    'gpt-4o-mini-tts': 'other',
    'sora-2': 'other',
    'davinci-002': 'other',
    'gpt-3.5-turbo-instruct': 'other',
    'something-new': 'unknown',
  };
  const data = Object.keys(table).map((id) => ({ id, object: 'model', created: 1, owned_by: 'openai' }));
  const answer = { status: 200, headers: {}, body: { object: 'list', data } };
  const read = openai.listing?.read(answer).models ?? [];
  assert.deepEqual(Object.fromEntries(read.map(({ id, kind }) => [id, kind])), table);
  assert.equal(openai.listing?.provesKey, true);
});

test('one model is looked up without running it, its name one segment of the path', () => {
  const plan = openai.lookup?.request(connection, settings, '../admin?x');
  assert.equal(plan?.url, 'https://api.openai.com/v1/models/..%2Fadmin%3Fx');
  const read = openai.lookup?.read({ status: 200, headers: {}, body: { id: 'gpt-4o' } }, 'gpt-4o');
  assert.deepEqual(read, { id: 'gpt-4o', kind: 'chat' });
});

const tools: ChatRequest['tools'] = [{ type: 'function', function: { name: 'f' } }];

function toldBy(more: Partial<ChatExtras> = {}): { extras: ChatExtras; adjusted: string[] } {
  const adjusted: string[] = [];
  const lose = (param: string) => assert.fail(`${param} was lost`);
  return { extras: { lose, adjust: (param) => void adjusted.push(param), ...more }, adjusted };
}

test('what a model refuses is left out and told, by the model that stands behind the name where it is known', () => {
  const chat: ChatRequest = { messages: [user], temperature: 0.2 };
  const sent = (model: string, more: Partial<ChatExtras>) => {
    const { extras, adjusted } = toldBy(more);
    return [openai.chat.request(connection, settings, model, chat, extras).body, adjusted];
  };
  const bare = (model: string) => ({ model, messages: [user] });
  assert.deepEqual(sent('o3', {}), [bare('o3'), ['temperature']]);
  assert.deepEqual(sent('ft:ours', { family: 'o3' }), [bare('ft:ours'), ['temperature']]);
  assert.deepEqual(sent('ft:ours', {}), [{ ...bare('ft:ours'), temperature: 0.2 }, []]);
  const rules = [{ match: '^o3$' }];
  assert.deepEqual(sent('o3', { rules }), [{ ...bare('o3'), temperature: 0.2 }, []]);
});

test('tools with reasoning go to /responses where the chat endpoint refuses them, and nothing else does', () => {
  const asked: ChatRequest = { messages: [user], tools };
  const wire = openai.chatFor?.(settings, 'gpt-5.6', asked);
  const { extras } = toldBy();
  const plan = wire?.request(connection, settings, 'gpt-5.6', { ...asked, stream: true }, extras);
  assert.equal(plan?.url, 'https://api.openai.com/v1/responses');
  assert.equal(plan?.headers['accept'], 'text/event-stream');
  assert.deepEqual(plan?.body, {
    model: 'gpt-5.6',
    input: [user],
    store: false,
    include: ['reasoning.encrypted_content'],
    tools: [{ type: 'function', name: 'f', parameters: { type: 'object', properties: {} }, strict: false }],
    stream: true,
  });
  assert.equal(wire?.relaysBytes, undefined);
  assert.equal(openai.chatFor?.(settings, 'gpt-5.6', { messages: [user] }), undefined);
  assert.equal(openai.chatFor?.(settings, 'gpt-5.6', { ...asked, reasoning_effort: 'none' }), undefined);
  assert.equal(openai.chatFor?.(settings, 'gpt-4o', asked), undefined);
  assert.ok(openai.chatFor?.(settings, 'ft:ours', asked, { family: 'gpt-5.6' }));
  assert.ok(
    openai.chatFor?.(
      settings,
      'gpt-9-x',
      { messages: [user] },
      { rules: [{ match: 'x', responses: 'always' }] },
    ),
  );
  const own = { ...settings, chat_path: '/chat/completions' };
  assert.equal(openai.chatFor?.(own, 'gpt-5.6', asked), undefined, 'a path of one’s own is kept to');
});

test('OpenAI’s own answers are handed on byte by byte; behind another base counts what is known of that server', () => {
  const chat: ChatRequest = { messages: [user], tools };
  const at = (base_url: string) => openai.chatFor?.({ ...settings, base_url }, 'gpt-5.6', chat);
  assert.equal(openai.chat.relaysBytes, true);
  assert.equal(openai.chat.takesImageUrls?.(settings), true);
  const groq = at('https://api.groq.com/openai/v1');
  assert.ok(groq && !groq.relaysBytes);
  const there = openai.connect('api_key', { ...settings, base_url: 'https://api.groq.com/openai/v1' });
  const { url } = groq.request(there, settings, 'gpt-5.6', chat);
  assert.equal(url, 'https://api.groq.com/openai/v1/chat/completions');
  const eu = openai.connect('api_key', { ...settings, base_url: 'https://eu.api.openai.com/v1' });
  const plan = at('https://eu.api.openai.com/v1')?.request(eu, settings, 'gpt-5.6', chat);
  assert.equal(plan?.url, 'https://eu.api.openai.com/v1/responses');
});

test('what is remembered in a call’s id never reaches the chat endpoint', () => {
  const id = rememberInId('call_1', 'reasoning', 'gpt-5.6', [{ type: 'message', phase: 'x' }]);
  const call = { id, type: 'function' as const, function: { name: 'f', arguments: '{}' } };
  const messages: ChatRequest['messages'] = [
    user,
    { role: 'assistant', content: null, tool_calls: [call] },
    { role: 'tool', tool_call_id: id, content: '1' },
  ];
  const { body } = openai.chat.request(connection, settings, 'gpt-4o', { messages });
  assert.ok(!JSON.stringify(body).includes('__pb'));
  assert.equal(JSON.stringify(body).split('"call_1"').length, 3);
});

test('embeddings go in batches of what one request may carry, texts or tokens', () => {
  const { embeddings } = openai;
  assert.deepEqual([embeddings?.batchMax, embeddings?.takesTokens], [2_048, true]);
  assert.deepEqual(embeddings?.request(connection, settings, 'text-embedding-3-small', [[1, 2]], 256), {
    method: 'POST',
    url: 'https://api.openai.com/v1/embeddings',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: { model: 'text-embedding-3-small', input: [[1, 2]], dimensions: 256 },
  });
});
