import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DraftReading, Settings } from '../provider.ts';
import { openaiCompatible } from './index.ts';

function read(variantId: string, fields: Record<string, unknown>): DraftReading {
  const variant = openaiCompatible.variants.find(({ id }) => id === variantId);
  assert.ok(variant);
  return openaiCompatible.read(variant, fields);
}

function settingsOf(reading: DraftReading): Settings {
  assert.ok(reading.ok, JSON.stringify(reading));
  return reading.settings;
}

function fieldsOf(reading: DraftReading): string[] {
  return reading.ok ? [] : reading.problems.map(({ field }) => field);
}

const user = { role: 'user' as const, content: 'hi' };

test('a key at a server: bearer token, its own base, bound to that origin', () => {
  const settings = settingsOf(
    read('api_key', {
      name: 'Groq',
      creds_type: 'API_KEY',
      api_key: 'gsk_1',
      base_url: 'https://api.groq.com/openai/v1',
    }),
  );
  const connection = openaiCompatible.connect('api_key', settings);
  assert.deepEqual(connection, {
    auth: { kind: 'header', header: 'Authorization', prefix: 'Bearer ', secret: 'api_key' },
    baseUrl: 'https://api.groq.com/openai/v1',
    origins: { api_key: ['https://api.groq.com'] },
    warnings: [],
  });
  const plan = openaiCompatible.chat.request(connection, settings, 'llama', { messages: [user] });
  assert.deepEqual(plan, {
    method: 'POST',
    url: 'https://api.groq.com/openai/v1/chat/completions',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: { model: 'llama', messages: [user] },
  });
  assert.equal(
    openaiCompatible.listing?.request(connection, settings, undefined).url,
    `${connection.baseUrl}/models`,
  );
  const embedding = openaiCompatible.embeddings?.request(connection, settings, 'e', ['a'], undefined);
  assert.equal(embedding?.url, `${connection.baseUrl}/embeddings`);
});

test('a server that wants no key gets none', () => {
  const settings = settingsOf(read('api_key', { base_url: 'http://llm.internal:8000/v1' }));
  const { auth, origins } = openaiCompatible.connect('api_key', settings);
  assert.deepEqual([auth, origins], [{ kind: 'none' }, {}]);
});

test('every preset is a base that reading leaves as it is', () => {
  for (const { baseUrl } of openaiCompatible.presets) {
    const reading = read('api_key', { base_url: baseUrl, api_key: 'k' });
    assert.equal(settingsOf(reading)['base_url'], baseUrl);
    assert.ok(reading.ok && reading.healed.length === 0, baseUrl);
  }
});

test('paths, headers and the place of the key are the tenant’s to name', () => {
  const settings = settingsOf(
    read('api_key', {
      base_url: 'https://gateway.example/llm',
      api_key: 'k',
      chat_path: '/deployments/{model}/chat/completions?api-version=2024-10-21',
      models_path: '/catalogue',
      auth_header: 'Ocp-Apim-Subscription-Key',
      headers: { 'X-Cost-Centre': '42' },
    }),
  );
  const connection = openaiCompatible.connect('api_key', settings);
  assert.deepEqual(connection.auth, {
    kind: 'header',
    header: 'Ocp-Apim-Subscription-Key',
    prefix: '',
    secret: 'api_key',
  });
  assert.deepEqual(Object.keys(connection.origins), ['api_key', 'headers.X-Cost-Centre']);
  const { url, headers } = openaiCompatible.chat.request(connection, settings, '../a?b', {
    messages: [user],
    stream: true,
  });
  assert.equal(
    url,
    'https://gateway.example/llm/deployments/..%2Fa%3Fb/chat/completions?api-version=2024-10-21',
  );
  assert.equal(headers['accept'], 'text/event-stream');
  assert.equal(
    openaiCompatible.listing?.request(connection, settings, undefined).url,
    'https://gateway.example/llm/catalogue',
  );
});

test('OpenAI’s own base by this way is spoken to as OpenAI', () => {
  for (const base_url of ['https://api.openai.com/v1', 'https://eu.api.openai.com/v1']) {
    const settings = settingsOf(read('api_key', { base_url, api_key: 'sk-proj-1' }));
    const connection = openaiCompatible.connect('api_key', settings);
    const { body } = openaiCompatible.chat.request(connection, settings, 'gpt-5', {
      messages: [user],
      max_tokens: 5,
    });
    assert.deepEqual(body, { model: 'gpt-5', messages: [user], max_completion_tokens: 5 });
  }
});

const oauth2 = {
  base_url: 'https://gateway.example/v1',
  token_url: 'https://id.example/oauth/token?tenant=1',
  client_id: 'app',
  client_secret: 's3cret',
};

test('OAuth2 client credentials: the secret is bound to where tokens come from and to where they go', () => {
  const settings = settingsOf(read('oauth2', { ...oauth2, scope: 'llm.read llm.write', audience: 'llm' }));
  const connection = openaiCompatible.connect('oauth2', settings);
  assert.deepEqual(connection.auth, {
    kind: 'oauth2',
    tokenUrl: 'https://id.example/oauth/token?tenant=1',
    clientId: 'app',
    secret: 'client_secret',
    style: 'basic',
    scope: 'llm.read llm.write',
    audience: 'llm',
    header: 'Authorization',
    prefix: 'Bearer ',
  });
  assert.deepEqual(connection.origins, { client_secret: ['https://gateway.example', 'https://id.example'] });
  const post = settingsOf(read('oauth2', { ...oauth2, client_auth: 'post', auth_header: 'X-Access-Token' }));
  const { auth } = openaiCompatible.connect('oauth2', post);
  assert.ok(
    auth.kind === 'oauth2' && auth.style === 'post' && auth.header === 'X-Access-Token' && auth.prefix === '',
  );
});

test('a private key proves the client where that is asked for', () => {
  const key = '-----BEGIN PRIVATE KEY-----\nMIIEvQ+/==\n-----END PRIVATE KEY-----';
  const jwt = { ...oauth2, client_auth: 'private_key_jwt', client_secret: key.replaceAll('\n', '\\n') };
  const reading = read('oauth2', jwt);
  assert.ok(reading.ok);
  assert.equal(reading.secrets['client_secret'], key);
  assert.deepEqual(fieldsOf(read('oauth2', { ...jwt, client_secret: 'not a key' })), ['client_secret']);
  const locked = key.replaceAll('PRIVATE KEY', 'ENCRYPTED PRIVATE KEY');
  assert.deepEqual(fieldsOf(read('oauth2', { ...jwt, client_secret: locked })), ['client_secret']);
});

const signed = {
  base_url: 'https://abc123.execute-api.eu-west-1.amazonaws.com/prod/v1',
  aws_access_key_id: 'AKIAIOSFODNN7EXAMPLE',
  aws_secret_access_key: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  aws_region: 'eu-west-1',
};

test('a signed gateway: keys of AWS, bound to its origin', () => {
  const settings = settingsOf(read('sigv4', signed));
  const connection = openaiCompatible.connect('sigv4', settings);
  assert.deepEqual(connection.auth, {
    kind: 'aws_keys',
    service: 'execute-api',
    region: 'eu-west-1',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secret: 'aws_secret_access_key',
  });
  const origin = 'https://abc123.execute-api.eu-west-1.amazonaws.com';
  assert.deepEqual(connection.origins, { aws_secret_access_key: [origin] });
  const temporary = { ...signed, aws_access_key_id: 'ASIAIOSFODNN7EXAMPLE', aws_service: 'bedrock-mantle' };
  const { auth } = openaiCompatible.connect(
    'sigv4',
    settingsOf(read('sigv4', { ...temporary, aws_session_token: 't' })),
  );
  assert.ok(
    auth.kind === 'aws_keys' &&
      auth.sessionToken === 'aws_session_token' &&
      auth.service === 'bedrock-mantle',
  );
  assert.deepEqual(fieldsOf(read('sigv4', temporary)), ['aws_session_token']);
});

test('what is missing or wrong is told by field, without its value', () => {
  const table: [variant: string, fields: Record<string, unknown>, expected: string[]][] = [
    ['api_key', {}, ['base_url']],
    ['api_key', { base_url: 'llm.example/v1' }, ['base_url']],
    ['api_key', { base_url: 'https://u:marker@llm.example/v1' }, ['base_url']],
    ['api_key', { base_url: 'https://llm.example/v1', api_key: 'ya29.marker' }, ['api_key']],
    ['api_key', { base_url: 'https://llm.example/v1', api_key: 'mar\nker' }, ['api_key']],
    ['api_key', { base_url: 'https://llm.example/v1', api_key: { marker: 1 } }, ['api_key']],
    ['api_key', { base_url: 'https://llm.example/v1', client_secret: 'marker' }, ['client_secret']],
    ['api_key', { base_url: 'https://llm.example/v1', auth_header: 'mar ker' }, ['auth_header']],
    ['oauth2', {}, ['base_url', 'token_url', 'client_id', 'client_secret']],
    ['oauth2', { ...oauth2, token_url: 'ftp://marker' }, ['token_url']],
    ['oauth2', { ...oauth2, client_auth: 'marker' }, ['client_auth']],
    ['oauth2', { ...oauth2, headers: { authorization: 'marker' } }, ['headers']],
    ['sigv4', {}, ['base_url', 'aws_access_key_id', 'aws_secret_access_key', 'aws_region']],
    ['sigv4', { ...signed, aws_region: 'eu.west/marker' }, ['aws_region']],
    ['sigv4', { ...signed, aws_service: 'a/marker' }, ['aws_service']],
    ['sigv4', { ...signed, aws_access_key_id: 'mar ker' }, ['aws_access_key_id']],
    ['sigv4', { ...signed, headers: { 'X-Amz-Date': 'marker' } }, ['headers']],
    ['sigv4', { ...signed, auth_header: 'X-Key' }, ['auth_header']],
  ];
  for (const [variant, fields, expected] of table) {
    const reading = read(variant, fields);
    assert.deepEqual(fieldsOf(reading), expected, JSON.stringify(fields));
    assert.ok(!reading.ok && !JSON.stringify(reading.problems).includes('marker'));
  }
});

test('what was read can be read again: a change is laid over stored settings', () => {
  const first = read('oauth2', { ...oauth2, client_auth: 'post', auth_prefix: '' });
  assert.ok(first.ok);
  const second = read('oauth2', { ...first.settings, ...first.secrets });
  assert.ok(second.ok);
  assert.deepEqual(second.settings, first.settings);
  assert.deepEqual(second.healed, []);
});

test('only OpenAI’s answers are handed on as they come, at home and behind gateways that nobody knows', () => {
  const relays = (base_url: string, model: string, family?: string) =>
    openaiCompatible.chatFor?.({ base_url }, model, { messages: [] }, family === undefined ? {} : { family })
      ?.relaysBytes === true;
  assert.ok(relays('https://api.openai.com/v1', 'ft:gpt-4o:acme'));
  for (const gateway of ['http://gpu.internal:8000/v1', 'https://gateway.example/llm']) {
    for (const model of ['gpt-4o-mini', 'gpt-5', 'o3', 'o4-mini', 'chatgpt-4o-latest', 'openai/gpt-4o']) {
      assert.ok(relays(gateway, model), model);
    }
    for (const model of ['gpt-oss-120b', 'llama3.2', 'o', 'olmo-2', 'our-deployment', '']) {
      assert.ok(!relays(gateway, model), model);
    }
    assert.ok(relays(gateway, 'our-deployment', 'gpt-5'));
  }
  for (const { baseUrl } of openaiCompatible.presets) assert.ok(!relays(baseUrl, 'gpt-4o'), baseUrl);
  assert.ok(!openaiCompatible.chat.relaysBytes);
});

test('images are fetched for those who do not fetch them', () => {
  const fetches = (base_url: string) => openaiCompatible.chat.takesImageUrls?.({ base_url });
  assert.equal(fetches('http://gpu.internal:8000/v1'), true);
  assert.equal(fetches('https://api.groq.com/openai/v1'), true);
  assert.equal(fetches('https://api.sambanova.ai/v1'), false);
  assert.equal(fetches('https://generativelanguage.googleapis.com/v1beta/openai'), false);
});
