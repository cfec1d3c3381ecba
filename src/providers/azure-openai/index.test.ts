import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DraftReading, Settings } from '../provider.ts';
import { azureOpenai } from './index.ts';

function read(variantId: string, fields: Record<string, unknown>): DraftReading {
  const variant = azureOpenai.variants.find(({ id }) => id === variantId);
  assert.ok(variant);
  return azureOpenai.read(variant, fields);
}

function settingsOf(reading: DraftReading): Settings {
  assert.ok(reading.ok, JSON.stringify(reading));
  return reading.settings;
}

const user = { role: 'user' as const, content: 'hi' };
const host = 'https://myresource.openai.azure.com';
const key = { azure_endpoint: `${host}/`, api_version: '2024-10-21', api_key: '0123456789abcdef' };
const principal = {
  azure_endpoint: host,
  api_version: '2024-10-21',
  azure_client_id: '00000000-0000-0000-0000-000000000001',
  azure_client_secret: 'se~cret',
  azure_token_url: 'https://login.microsoftonline.com/tenant/oauth2/v2.0/token',
};

test('by key: the classic path names the deployment and the version, the body no model', () => {
  const settings = settingsOf(read('azure_key', key));
  const connection = azureOpenai.connect('azure_key', settings);
  assert.deepEqual(connection, {
    auth: { kind: 'header', header: 'api-key', prefix: '', secret: 'api_key' },
    baseUrl: `${host}/openai`,
    origins: { api_key: [host] },
    warnings: [],
  });
  const chat = { messages: [user], stream: true, max_tokens: 5, temperature: 0 };
  assert.deepEqual(azureOpenai.chat.request(connection, settings, 'prod chat/1', chat), {
    method: 'POST',
    url: `${host}/openai/deployments/prod%20chat%2F1/chat/completions?api-version=2024-10-21`,
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: {
      messages: [user],
      temperature: 0,
      max_completion_tokens: 5,
      stream: true,
      stream_options: { include_usage: true },
    },
  });
  assert.equal(
    azureOpenai.embeddings?.request(connection, settings, 'emb', ['a'], 256).url,
    `${host}/openai/deployments/emb/embeddings?api-version=2024-10-21`,
  );
  assert.equal(
    azureOpenai.listing?.request(connection, settings, undefined).url,
    `${host}/openai/models?api-version=2024-10-21`,
  );
});

test('the v1 path needs no version and takes the deployment as the model', () => {
  const settings = settingsOf(read('azure_key', { azure_endpoint: `${host}/openai/v1/`, api_key: 'k' }));
  const connection = azureOpenai.connect('azure_key', settings);
  const plan = azureOpenai.chat.request(connection, settings, 'prod-chat', { messages: [user] });
  assert.equal(plan.url, `${host}/openai/v1/chat/completions`);
  assert.deepEqual(plan.body, { model: 'prod-chat', messages: [user] });
  assert.equal(azureOpenai.listing?.request(connection, settings, undefined).url, `${host}/openai/v1/models`);
  const preview = settingsOf(
    read('azure_key', { ...key, azure_endpoint: `${host}/openai/v1`, api_version: 'preview' }),
  );
  assert.match(
    azureOpenai.chat.request(connection, preview, 'd', { messages: [user] }).url,
    /\?api-version=preview$/,
  );
  const dated = read('azure_key', { ...key, azure_endpoint: `${host}/openai/v1` });
  assert.ok(!('api_version' in settingsOf(dated)));
});

test('endpoint and version are required together, in exactly these words', () => {
  const detail = 'azure_endpoint and api_version are required';
  const table: [fields: Record<string, unknown>, field: string][] = [
    [{ api_key: 'k' }, 'azure_endpoint'],
    [{ api_key: 'k', api_version: '2024-10-21' }, 'azure_endpoint'],
    [{ api_key: 'k', azure_endpoint: host }, 'api_version'],
    [{ api_key: 'k', azure_endpoint: host, api_version: '' }, 'api_version'],
  ];
  for (const [fields, field] of table) {
    const reading = read('azure_key', fields);
    assert.deepEqual(!reading.ok && reading.problems, [{ field, detail }]);
  }
});

test('a pasted target URI gives endpoint and version, and says what became of the deployment', () => {
  const reading = read('azure_key', {
    azure_endpoint: `${host}/openai/deployments/prod-chat/chat/completions?api-version=2024-10-21`,
    api_key: 'k',
  });
  const settings = settingsOf(reading);
  assert.equal(settings['azure_endpoint'], host);
  assert.equal(settings['api_version'], '2024-10-21');
  assert.ok(reading.ok);
  assert.deepEqual(
    reading.healed.map(({ field, to }) => [field, to]),
    [
      ['azure_endpoint', host],
      ['api_version', '2024-10-21'],
    ],
  );
  assert.match(reading.healed[0]?.what ?? '', /prod-chat/);
});

test('versions older than 2024-02-15-preview work with a warning, and know neither new parameter', () => {
  const warned: Record<string, boolean> = {
    '2023-05-15': true,
    '2023-12-01-preview': true,
    '2024-02-01': true,
    '2024-02-15-preview': false,
    '2024-06-01': false,
    '2024-10-21': false,
  };
  for (const [api_version, expected] of Object.entries(warned)) {
    const settings = settingsOf(read('azure_key', { ...key, api_version }));
    const connection = azureOpenai.connect('azure_key', settings);
    assert.equal(connection.warnings.length, expected ? 1 : 0, api_version);
    const chat = { messages: [user], stream: true, max_completion_tokens: 5 };
    const { body } = azureOpenai.chat.request(connection, settings, 'd', chat);
    const recent = api_version >= '2024-09-01';
    assert.deepEqual(
      body,
      recent
        ? {
            messages: [user],
            stream: true,
            stream_options: { include_usage: true },
            max_completion_tokens: 5,
          }
        : { messages: [user], stream: true, max_tokens: 5 },
      api_version,
    );
  }
});

test('a service principal asks Entra for a token of the resource’s audience', () => {
  const settings = settingsOf(read('azure_service_principal', principal));
  const connection = azureOpenai.connect('azure_service_principal', settings);
  assert.deepEqual(connection.auth, {
    kind: 'oauth2',
    tokenUrl: principal.azure_token_url,
    clientId: principal.azure_client_id,
    secret: 'azure_client_secret',
    style: 'post',
    scope: 'https://cognitiveservices.azure.com/.default',
    header: 'Authorization',
    prefix: 'Bearer ',
  });
  assert.deepEqual(connection.origins, { azure_client_secret: ['https://login.microsoftonline.com', host] });
  const scopeAt = (azure_endpoint: string, more: object = {}) => {
    const { auth } = azureOpenai.connect(
      'azure_service_principal',
      settingsOf(read('azure_service_principal', { ...principal, azure_endpoint, ...more })),
    );
    return auth.kind === 'oauth2' && auth.scope;
  };
  assert.equal(scopeAt(`${host}/openai/v1`), 'https://ai.azure.com/.default');
  assert.equal(scopeAt('https://r.openai.azure.us'), 'https://cognitiveservices.azure.us/.default');
  assert.equal(scopeAt('https://r.openai.azure.cn'), 'https://cognitiveservices.azure.cn/.default');
  assert.equal(scopeAt(host, { scope: 'api://llm/.default' }), 'api://llm/.default');
});

test('a directory’s address is completed to its token endpoint; a foreign one is warned about', () => {
  const urlOf = (azure_token_url: string) =>
    settingsOf(read('azure_service_principal', { ...principal, azure_token_url }))['azure_token_url'];
  for (const typed of [
    'https://login.microsoftonline.com/tenant',
    'https://login.microsoftonline.com/tenant/',
    'https://login.microsoftonline.com/tenant/oauth2',
    'https://login.microsoftonline.com/tenant/oauth2/token',
    principal.azure_token_url,
  ]) {
    assert.equal(urlOf(typed), principal.azure_token_url, typed);
  }
  const foreign = read('azure_service_principal', {
    ...principal,
    azure_token_url: 'https://sts.corp.example/token',
  });
  assert.ok(foreign.ok && foreign.warnings[0]?.field === 'azure_token_url');
});

test('what is missing or wrong is told by field, without its value', () => {
  const table: [variant: string, fields: Record<string, unknown>, expected: string[]][] = [
    ['azure_key', { ...key, api_key: '' }, ['api_key']],
    ['azure_key', { ...key, api_key: 'eyJmarker' }, ['api_key']],
    ['azure_key', { ...key, api_version: 'marker' }, ['api_version']],
    ['azure_key', { ...key, api_version: '2024-10-21&x=marker' }, ['api_version']],
    ['azure_key', { ...key, azure_endpoint: 'marker.openai.azure.com' }, ['azure_endpoint']],
    ['azure_key', { ...key, headers: { 'Api-Key': 'marker' } }, ['headers']],
    ['azure_key', { ...key, aws_region: 'marker' }, ['aws_region']],
    [
      'azure_service_principal',
      { azure_endpoint: host, api_version: '2024-10-21' },
      ['azure_client_id', 'azure_client_secret', 'azure_token_url'],
    ],
    [
      'azure_service_principal',
      { ...principal, azure_token_url: 'https://login.microsoftonline.com/<marker>/oauth2/v2.0/token' },
      ['azure_token_url'],
    ],
  ];
  for (const [variant, fields, expected] of table) {
    const reading = read(variant, fields);
    assert.ok(!reading.ok, JSON.stringify(fields));
    assert.deepEqual(
      reading.problems.map(({ field }) => field),
      expected,
    );
    assert.ok(!JSON.stringify(reading.problems).includes('marker'));
  }
});

test('the list names base models, with what they can', () => {
  const body = {
    data: [
      { id: 'gpt-4o-2024-08-06', capabilities: { chat_completion: true, embeddings: false } },
      { id: 'ada', capabilities: { chat_completion: false, embeddings: true } },
      { id: 'dall-e-3', capabilities: {} },
    ],
  };
  assert.deepEqual(azureOpenai.listing?.read({ status: 200, headers: {}, body }).models, [
    { id: 'gpt-4o-2024-08-06', kind: 'chat' },
    { id: 'ada', kind: 'embedding' },
    { id: 'dall-e-3', kind: 'other' },
  ]);
});

test('a missing deployment is a model that was not found', () => {
  const body = {
    error: { code: 'DeploymentNotFound', message: 'The API deployment for this resource does not exist.' },
  };
  const failure = azureOpenai.classify({ status: 404, headers: {}, body });
  assert.deepEqual([failure.class, failure.code], ['model_not_found', 'DeploymentNotFound']);
});

test('what was read can be read again: a change is laid over stored settings', () => {
  for (const [variant, fields] of [
    ['azure_key', key],
    ['azure_service_principal', principal],
  ] as const) {
    const first = read(variant, fields);
    assert.ok(first.ok);
    const second = read(variant, { ...first.settings, ...first.secrets });
    assert.ok(second.ok);
    assert.deepEqual(second.settings, first.settings);
    assert.deepEqual(second.healed, []);
  }
});
