import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Variant } from '../catalogue.ts';
import { anthropic } from './index.ts';

const [variant] = anthropic.variants as [Variant];
const read = (fields: Record<string, unknown>) => anthropic.read(variant, fields);
const key = 'sk-ant-api03-not-a-key';

function settingsOf(fields: Record<string, unknown>) {
  const reading = read(fields);
  assert.ok(reading.ok);
  return reading.settings;
}

test('a key goes to Anthropic’s own address and nowhere else', () => {
  const settings = settingsOf({ api_key: key });
  assert.deepEqual(anthropic.connect('api_key', settings), {
    auth: { kind: 'header', header: 'x-api-key', prefix: '', secret: 'api_key' },
    baseUrl: 'https://api.anthropic.com',
    origins: { api_key: ['https://api.anthropic.com'] },
    warnings: [],
  });
});

test('an address of the tenant’s own replaces it, healed, and may want no key', () => {
  const settings = settingsOf({ base_url: 'https://llm.example.test/v1/messages' });
  const connection = anthropic.connect('api_key', settings);
  assert.deepEqual([connection.baseUrl, connection.auth], ['https://llm.example.test', { kind: 'none' }]);
});

test('what is wrong is told by field', () => {
  const rows: [Record<string, unknown>, string, RegExp][] = [
    [{}, 'api_key', /^api_key is required for API_KEY creds type$/],
    [{ api_key: 'sk-ant-admin01-x' }, 'api_key', /admin key/],
    [{ api_key: 'sk-ant-oat01-x' }, 'api_key', /subscription/],
    [{ api_key: 'sk-proj-x' }, 'api_key', /OpenAI/],
    [{ api_key: 'eyJhbGciOiJIUzI1NiJ9.e30.x' }, 'api_key', /OAuth/],
    [{ api_key: key, base_url: 'ftp://x' }, 'base_url', /https/],
    [{ api_key: key, headers: { 'X-Api-Key': 'x' } }, 'headers', /credential/],
    [{ api_key: key, headers: { 'anthropic-version': 'x' } }, 'headers', /credential/],
    [{ api_key: key, aws_region: 'x' }, 'aws_region', /does not belong/],
  ];
  for (const [fields, field, detail] of rows) {
    const reading = read(fields);
    assert.ok(!reading.ok, JSON.stringify(fields));
    assert.deepEqual(
      reading.problems.map((problem) => problem.field),
      [field],
    );
    assert.match(reading.problems[0]?.detail ?? '', detail);
  }
});

test('calls and streams', () => {
  const settings = settingsOf({ api_key: key });
  const connection = anthropic.connect('api_key', settings);
  const messages = [{ role: 'user', content: 'hi' }] as const;
  const plan = anthropic.chat.request(connection, settings, 'claude-3-haiku-20240307', {
    messages: [...messages],
    stream: true,
  });
  assert.deepEqual(plan, {
    method: 'POST',
    url: 'https://api.anthropic.com/v1/messages',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      'anthropic-version': '2023-06-01',
    },
    body: {
      model: 'claude-3-haiku-20240307',
      max_tokens: 4096,
      messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }],
      stream: true,
    },
  });
});

test('a call says what it lost, and pictures are fetched by Anthropic itself', () => {
  const settings = settingsOf({ api_key: key });
  const connection = anthropic.connect('api_key', settings);
  const lost: string[] = [];
  const extras = { lose: (param: string) => void lost.push(param), adjust: assert.fail };
  const url = 'https://example.test/a.png';
  const { body } = anthropic.chat.request(
    connection,
    settings,
    'claude-x',
    { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }], seed: 1 },
    extras,
  );
  assert.deepEqual(lost, ['seed']);
  assert.match(JSON.stringify(body), /"type":"url","url":"https:\/\/example.test/);
  assert.equal(anthropic.chat.takesImageUrls?.(settings), true);
});

test('the listing is paged by the last id', () => {
  const settings = settingsOf({ api_key: key });
  const connection = anthropic.connect('api_key', settings);
  const { listing } = anthropic;
  assert.equal(
    listing?.request(connection, settings, 'claude-b').url,
    'https://api.anthropic.com/v1/models?limit=1000&after_id=claude-b',
  );
  // As in reference/wire-protocols.md 7.1.
  const page = {
    data: [
      { type: 'model', id: 'claude-a', display_name: 'Claude A', max_input_tokens: 200000 },
      { type: 'model', id: 'claude-b' },
      { type: 'model' },
    ],
    has_more: true,
    last_id: 'claude-b',
  };
  assert.deepEqual(listing?.read({ status: 200, headers: {}, body: page }), {
    models: [
      { id: 'claude-a', kind: 'chat', name: 'Claude A', contextTokens: 200000 },
      { id: 'claude-b', kind: 'chat' },
    ],
    next: 'claude-b',
  });
  const last = { status: 200, headers: {}, body: { ...page, has_more: false } };
  assert.equal(listing?.read(last).next, undefined);
});
