import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Variant } from '../catalogue.ts';
import { vertex } from './index.ts';

const [variant] = vertex.variants as [Variant];
const bytes = `MII${'A'.repeat(93)}`;
const pem = `-----BEGIN PRIVATE KEY-----\n${bytes.slice(0, 64)}\n${bytes.slice(64)}\n-----END PRIVATE KEY-----\n`;
const file = {
  type: 'service_account',
  project_id: 'my-project',
  private_key_id: 'key1',
  private_key: pem,
  client_email: 'bot@my-project.iam.gserviceaccount.com',
  client_id: '1',
  auth_uri: 'https://accounts.google.com/o/oauth2/auth',
  token_uri: 'https://oauth2.googleapis.com/token',
  universe_domain: 'googleapis.com',
};
const fields = { gcp_project: 'my-project', gcp_location: 'us-central1', gcp_service_account: file };

function read(changed: Record<string, unknown> = {}) {
  const reading = vertex.read(variant, { ...fields, ...changed });
  assert.ok(reading.ok, JSON.stringify(reading));
  return { ...reading, connection: vertex.connect('service_account', reading.settings) };
}

test('of the key file only the signer, the key’s id and the key are kept', () => {
  const { settings, secrets, connection, healed } = read();
  assert.deepEqual(settings, {
    gcp_project: 'my-project',
    gcp_location: 'us-central1',
    gcp_client_email: file.client_email,
    gcp_private_key_id: 'key1',
    secret_names: 'gcp_service_account',
  });
  assert.deepEqual([secrets, healed], [{ gcp_service_account: pem }, []]);
  assert.deepEqual(connection.auth, {
    kind: 'google_jwt',
    tokenUrl: 'https://oauth2.googleapis.com/token',
    scope: 'https://www.googleapis.com/auth/cloud-platform',
    clientEmail: file.client_email,
    keyId: 'key1',
    secret: 'gcp_service_account',
  });
  assert.deepEqual(connection.origins, {
    gcp_service_account: ['https://oauth2.googleapis.com', 'https://us-central1-aiplatform.googleapis.com'],
  });
});

test('what was kept can be read again when something else changes', () => {
  const { settings, secrets } = read();
  const again = vertex.read(variant, { ...settings, ...secrets, gcp_location: 'global' });
  assert.ok(again.ok);
  assert.deepEqual(again.secrets, secrets);
  assert.deepEqual(again.settings, { ...settings, gcp_location: 'global' });
});

test('the damage of pasting is healed: text, quotes, written line ends, CRLF, none at all', () => {
  const damaged = [
    pem.replaceAll('\n', '\\n'),
    pem.replaceAll('\n', '\r\n'),
    pem.replaceAll('\n', ' '),
    pem.trimEnd(),
    `"${pem}"`,
  ];
  for (const private_key of damaged) {
    assert.equal(read({ gcp_service_account: { ...file, private_key } }).secrets['gcp_service_account'], pem);
  }
  const text = JSON.stringify(file);
  for (const pasted of [text, ` ${JSON.stringify(file, null, 2)}\n`, `'${text}'`, JSON.stringify(text)]) {
    assert.equal(read({ gcp_service_account: pasted }).secrets['gcp_service_account'], pem);
  }
  assert.equal(
    read({ gcp_service_account: { ...file, private_key: pem.replace('MII', 'XXX') } }).warnings.length,
    1,
  );
});

test('S10 only a service account is read, and only one that asks Google for its tokens', () => {
  const account = (changed: object) => ({ gcp_service_account: { ...file, ...changed } });
  const rows: [Record<string, unknown>, string, RegExp][] = [
    [account({ type: 'external_account' }), 'gcp_service_account', /service_account/],
    [account({ type: 'authorized_user' }), 'gcp_service_account', /service_account/],
    [account({ token_uri: 'https://evil.test/token' }), 'gcp_service_account', /token_uri/],
    [
      account({ token_uri: 'https://oauth2.googleapis.com.evil.test/token' }),
      'gcp_service_account',
      /token_uri/,
    ],
    [account({ universe_domain: 'evil.test' }), 'gcp_service_account', /another cloud/],
    [account({ private_key: 'x' }), 'gcp_service_account', /private_key/],
    [account({ private_key_id: '' }), 'gcp_service_account', /private_key_id/],
    [account({ client_email: 'a\nb@c' }), 'gcp_service_account', /client_email/],
    [{ gcp_service_account: '{"type":' }, 'gcp_service_account', /JSON/],
    [{ gcp_service_account: pem }, 'gcp_service_account', /whole JSON/],
    [{ gcp_service_account: undefined }, 'gcp_service_account', /^gcp_service_account is required$/],
    [{ gcp_project: undefined }, 'gcp_project', /^gcp_project is required$/],
    [{ gcp_project: 'a/../b' }, 'gcp_project', /lower-case/],
    [{ gcp_location: undefined }, 'gcp_location', /^gcp_location is required$/],
    [{ gcp_location: 'evil.test/' }, 'gcp_location', /lower-case/],
  ];
  for (const [changed, field, detail] of rows) {
    const reading = vertex.read(variant, { ...fields, ...changed });
    assert.ok(!reading.ok, JSON.stringify(changed));
    assert.deepEqual(
      reading.problems.map((problem) => problem.field),
      [field],
    );
    assert.match(reading.problems[0]?.detail ?? '', detail);
    assert.doesNotMatch(JSON.stringify(reading.problems), /evil|AAAA/);
  }
});

test('each kind of location has its host', () => {
  const hosts = {
    'europe-west1': 'https://europe-west1-aiplatform.googleapis.com/v1',
    global: 'https://aiplatform.googleapis.com/v1',
    us: 'https://aiplatform.us.rep.googleapis.com/v1',
    eu: 'https://aiplatform.eu.rep.googleapis.com/v1',
  };
  for (const [gcp_location, url] of Object.entries(hosts)) {
    assert.equal(read({ gcp_location }).connection.baseUrl, url);
  }
});

test('Gemini and Claude are called in their own words', () => {
  const { settings, connection } = read();
  const plan = (model: string, stream: boolean) =>
    vertex.chat.request(connection, settings, model, { messages: [{ role: 'user', content: 'hi' }], stream });
  const models =
    'https://us-central1-aiplatform.googleapis.com/v1/projects/my-project/locations/us-central1/publishers';
  assert.equal(plan('gemini-2.5-pro', false).url, `${models}/google/models/gemini-2.5-pro:generateContent`);
  assert.equal(
    plan('publishers/google/models/gemini-2.5-pro', true).url,
    `${models}/google/models/gemini-2.5-pro:streamGenerateContent?alt=sse`,
  );
  const claude = plan('claude-sonnet-4-5@20250929', true);
  assert.equal(claude.url, `${models}/anthropic/models/claude-sonnet-4-5@20250929:streamRawPredict`);
  // As in reference/wire-protocols.md 10.3.
  assert.deepEqual(claude.body, {
    anthropic_version: 'vertex-2023-10-16',
    max_tokens: 64000,
    messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }],
    stream: true,
  });
  assert.match(plan('claude-sonnet-4-5@20250929', false).url, /:rawPredict$/);
});

test('answers, streams and errors are read by what they are', () => {
  const context = { model: 'claude-x', id: 'ours', createdSeconds: 7 };
  const message = {
    type: 'message',
    id: 'msg_vrtx_1',
    content: [{ type: 'text', text: 'a' }],
    stop_reason: 'end_turn',
  };
  const gemini = { candidates: [{ content: { parts: [{ text: 'b' }] }, finishReason: 'STOP' }] };
  const text = (body: unknown) =>
    vertex.chat.response({ status: 200, headers: {}, body }, context).choices[0]?.message.content;
  assert.deepEqual([text(message), text(gemini)], ['a', 'b']);
  const claudeStream = vertex.chat.beginStream(context);
  const data = JSON.stringify({ type: 'message_start', message: { id: 'msg_vrtx_1' } });
  assert.equal(vertex.chat.decode(claudeStream, { type: '', data }).chunks.length, 1);
  assert.equal(vertex.chat.endStream?.(claudeStream).done, false);
  const geminiStream = vertex.chat.beginStream({ ...context, model: 'gemini-x' });
  vertex.chat.decode(geminiStream, { type: '', data: JSON.stringify(gemini) });
  assert.equal(vertex.chat.endStream?.(geminiStream).done, true);
  const classOf = (status: number, body: unknown) => vertex.classify({ status, headers: {}, body }).class;
  assert.equal(
    classOf(529, { type: 'error', error: { type: 'overloaded_error', message: 'x' } }),
    'overloaded',
  );
  assert.equal(
    classOf(403, { error: { code: 403, message: 'x', status: 'PERMISSION_DENIED' } }),
    'permission',
  );
});

test('embeddings in both forms', () => {
  const { settings, connection } = read();
  const { embeddings } = vertex;
  const plan = embeddings?.request(connection, settings, 'text-embedding-005', ['a', 'b'], 256);
  assert.match(plan?.url ?? '', /\/publishers\/google\/models\/text-embedding-005:predict$/);
  assert.deepEqual(plan?.body, {
    instances: [{ content: 'a' }, { content: 'b' }],
    parameters: { autoTruncate: false, outputDimensionality: 256 },
  });
  // As in reference/wire-protocols.md 10.4.
  const one = (...values: number[]) => ({
    embeddings: { values, statistics: { token_count: 2, truncated: false } },
  });
  const body = { predictions: [one(1), one(3, 4)] };
  assert.deepEqual(embeddings?.response({ status: 200, headers: {}, body }), {
    vectors: [[1], [0.6, 0.8]],
    promptTokens: 4,
  });
  const newest = embeddings?.request(connection, settings, 'gemini-embedding-2', ['a'], undefined);
  assert.match(newest?.url ?? '', /:embedContent$/);
  assert.deepEqual(newest?.body, { content: { parts: [{ text: 'a' }] } });
  const single = { embedding: { values: [1] }, usageMetadata: { promptTokenCount: 3 } };
  assert.deepEqual(embeddings?.response({ status: 200, headers: {}, body: single }), {
    vectors: [[1]],
    promptTokens: 3,
  });
  assert.deepEqual(
    ['gemini-embedding-001', 'text-embedding-005'].map((model) => embeddings?.batchMaxOf?.(model)),
    [1, 5],
  );
});

test('an error in place of vectors is of the class that it says itself', () => {
  const failure = (body: unknown) => vertex.embeddings?.failureIn?.({ status: 200, headers: {}, body });
  const error = { code: 403, message: 'x', status: 'PERMISSION_DENIED' };
  assert.equal(failure({ error })?.class, 'permission');
  assert.equal(failure({ predictions: [] }), undefined);
});

test('versions of older embedding models keep their @ in the path', () => {
  const { settings, connection } = read();
  const plan = vertex.embeddings?.request(connection, settings, 'textembedding-gecko@003', ['a'], undefined);
  assert.match(plan?.url ?? '', /\/textembedding-gecko@003:predict$/);
});

test('a tuned Gemini is an endpoint of the project, known by its number', () => {
  const { settings, connection } = read({ gcp_location: 'global' });
  const url = (model: string, stream: boolean) =>
    vertex.chat.request(connection, settings, model, {
      messages: [{ role: 'user', content: 'hi' }],
      stream,
    }).url;
  const endpoint =
    'https://aiplatform.googleapis.com/v1/projects/my-project/locations/global/endpoints/1234567890';
  assert.equal(url('1234567890', false), `${endpoint}:generateContent`);
  assert.equal(url('endpoints/1234567890', true), `${endpoint}:streamGenerateContent?alt=sse`);
});

test('the tier of a Gemini call is in a header, and only where the caller asked for one', () => {
  const { settings, connection } = read();
  const tierOf = (service_tier: string | undefined) =>
    vertex.chat.request(connection, settings, 'gemini-3-pro', {
      messages: [{ role: 'user', content: 'hi' }],
      ...(service_tier && { service_tier }),
    }).headers['x-vertex-ai-llm-shared-request-type'];
  assert.deepEqual(['flex', 'priority', 'auto', undefined].map(tierOf), [
    'flex',
    'priority',
    undefined,
    undefined,
  ]);
});

test('what Gemini signed here goes back here, without ids of calls', () => {
  const { settings, connection } = read();
  const context = { model: 'gemini-3-pro', id: 'ours', createdSeconds: 7 };
  const parts = [{ functionCall: { name: 'f' }, thoughtSignature: 'AAAA' }];
  const body = { candidates: [{ content: { parts }, finishReason: 'STOP' }] };
  const [choice] = vertex.chat.response({ status: 200, headers: {}, body }, context).choices;
  const tool_calls = choice?.message.tool_calls ?? [];
  const plan = vertex.chat.request(connection, settings, 'gemini-3-pro', {
    messages: [
      { role: 'user', content: 'hi' },
      { role: 'assistant', tool_calls },
      { role: 'tool', tool_call_id: tool_calls[0]?.id ?? '', content: 'x' },
    ],
  });
  assert.deepEqual((plan.body as { contents: unknown[] }).contents[1], {
    role: 'model',
    parts: [{ functionCall: { name: 'f', args: {} }, thoughtSignature: 'AAAA' }],
  });
});
