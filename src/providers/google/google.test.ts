import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../../kernel/errors.ts';
import type { Variant } from '../catalogue.ts';
import { google } from './index.ts';

const [variant] = google.variants as [Variant];
const base = 'https://generativelanguage.googleapis.com/v1beta';
const key = 'AIzaSy-not-a-key';

function connectionOf(fields: Record<string, unknown>) {
  const reading = google.read(variant, fields);
  assert.ok(reading.ok);
  return { settings: reading.settings, connection: google.connect('gemini_key', reading.settings), reading };
}

test('a key goes in a header to Google’s own address', () => {
  const { connection } = connectionOf({ api_key: key });
  assert.deepEqual(connection, {
    auth: { kind: 'header', header: 'x-goog-api-key', prefix: '', secret: 'api_key' },
    baseUrl: base,
    origins: { api_key: ['https://generativelanguage.googleapis.com'] },
    warnings: [],
  });
});

test('a pasted address is healed, and the official one still needs a key', () => {
  const { connection } = connectionOf({ api_key: key, base_url: `${base}/models` });
  assert.equal(connection.baseUrl, base);
  assert.equal(connectionOf({ base_url: 'https://gemini.example.test/v1beta' }).connection.auth.kind, 'none');
  for (const fields of [{}, { base_url: base }]) {
    const reading = google.read(variant, fields);
    assert.deepEqual(!reading.ok && reading.problems, [{ field: 'api_key', detail: 'api_key is required' }]);
  }
  for (const token of ['ya29.a0-not-a-token', 'eyJhbGciOiJIUzI1NiJ9.e30.x', 'sk-ant-api03-x']) {
    assert.equal(google.read(variant, { api_key: token }).ok, false);
  }
  assert.equal(google.read(variant, { api_key: 'AQ.not-a-key' }).ok, true);
});

test('models are called with and without their folder, and names stay in their place', () => {
  const { settings, connection } = connectionOf({ api_key: key });
  const url = (model: string, stream = false) =>
    google.chat.request(connection, settings, model, { messages: [{ role: 'user', content: 'x' }], stream })
      .url;
  assert.equal(url('gemini-2.5-pro'), `${base}/models/gemini-2.5-pro:generateContent`);
  assert.equal(
    url('models/gemini-2.5-pro', true),
    `${base}/models/gemini-2.5-pro:streamGenerateContent?alt=sse`,
  );
  assert.equal(url('tunedModels/mine'), `${base}/tunedModels/mine:generateContent`);
  assert.equal(url('a/../b?c'), `${base}/models/a%2F..%2Fb%3Fc:generateContent`);
});

test('the listing says what each model is for', () => {
  const { settings, connection } = connectionOf({ api_key: key });
  assert.equal(
    google.listing?.request(connection, settings, 'p 2').url,
    `${base}/models?pageSize=1000&pageToken=p+2`,
  );
  // As in reference/wire-protocols.md 9.1.
  const body = {
    models: [
      {
        name: 'models/gemini-x',
        displayName: 'Gemini X',
        inputTokenLimit: 1000,
        supportedGenerationMethods: ['generateContent', 'countTokens'],
      },
      { name: 'models/embedding-x', supportedGenerationMethods: ['embedContent'] },
      { name: 'models/veo-x', supportedGenerationMethods: ['predictLongRunning'] },
      {},
    ],
    nextPageToken: 'p2',
  };
  assert.deepEqual(google.listing?.read({ status: 200, headers: {}, body }), {
    models: [
      { id: 'gemini-x', kind: 'chat', name: 'Gemini X', contextTokens: 1000 },
      { id: 'embedding-x', kind: 'embedding' },
      { id: 'veo-x', kind: 'other' },
    ],
    next: 'p2',
  });
});

test('one model is looked up by its name, and says what it is for', () => {
  const { settings, connection } = connectionOf({ api_key: key });
  const url = (model: string) => google.lookup?.request(connection, settings, model).url;
  assert.equal(url('gemini-x'), `${base}/models/gemini-x`);
  assert.equal(url('tunedModels/mine'), `${base}/tunedModels/mine`);
  const body = { name: 'models/embedding-x', supportedGenerationMethods: ['embedContent'] };
  const found = google.lookup?.read({ status: 200, headers: {}, body }, 'embedding-x');
  assert.deepEqual(found, { id: 'embedding-x', kind: 'embedding' });
});

test('each text has a vector of its own', () => {
  const { settings, connection } = connectionOf({ api_key: key });
  const plan = google.embeddings?.request(connection, settings, 'gemini-embedding-001', ['a', 'b'], 256);
  assert.equal(plan?.url, `${base}/models/gemini-embedding-001:batchEmbedContents`);
  const one = (text: string) => ({
    model: 'models/gemini-embedding-001',
    content: { parts: [{ text }] },
    outputDimensionality: 256,
  });
  assert.deepEqual(plan?.body, { requests: [one('a'), one('b')] });
  const body = { embeddings: [{ values: [0.6, 0.8] }, { values: [-1] }] };
  assert.deepEqual(google.embeddings?.response({ status: 200, headers: {}, body }), {
    vectors: [[0.6, 0.8], [-1]],
    promptTokens: null,
  });
  assert.equal(google.embeddings?.batchMax, 100);
});

test('vectors that were cut to fewer dimensions are of length one again, and tokens count where they are told', () => {
  const body = {
    embeddings: [{ values: [3, 4] }, { values: [0, 0] }],
    usageMetadata: { promptTokenCount: 7 },
  };
  assert.deepEqual(google.embeddings?.response({ status: 200, headers: {}, body }), {
    vectors: [
      [0.6, 0.8],
      [0, 0],
    ],
    promptTokens: 7,
  });
});

test('an error in place of vectors is of the class that it says itself', () => {
  const failure = (body: unknown) => google.embeddings?.failureIn?.({ status: 200, headers: {}, body });
  const error = { code: 429, message: 'x', status: 'RESOURCE_EXHAUSTED' };
  assert.equal(failure({ error })?.class, 'rate_limited');
  assert.equal(failure([{ error }])?.class, 'rate_limited');
  assert.equal(failure({ embeddings: [{ values: [1] }] }), undefined);
});

test('fields without a form are told of by name, or refused where nobody hears', () => {
  const { settings, connection } = connectionOf({ api_key: key });
  const chat = { messages: [{ role: 'user' as const, content: 'x' }], logit_bias: { 1: 1 } };
  const lost: string[] = [];
  const extras = { lose: (param: string) => void lost.push(param), adjust: () => undefined };
  google.chat.request(connection, settings, 'gemini-3-pro', chat, extras);
  assert.deepEqual(lost, ['logit_bias']);
  assert.throws(() => google.chat.request(connection, settings, 'gemini-3-pro', chat), PlugboardError);
});
