import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectionTo, endpointUrl, headerPlace, keyInHeader, takeCommonOptions } from './common-options.ts';
import { DraftFields } from './read-fields.ts';

function read(fields: Record<string, unknown>) {
  const draft = new DraftFields(fields);
  takeCommonOptions(draft, { authHeader: 'Authorization' });
  return draft.toReading();
}

test('S5: paths stay behind the base, with the model as their only placeholder', () => {
  const fine: Record<string, string> = {
    '/chat/completions': '/chat/completions',
    'v2/chat': '/v2/chat',
    '/deployments/{model}/chat?api-version=2024-10-21': '/deployments/{model}/chat?api-version=2024-10-21',
  };
  for (const [typed, kept] of Object.entries(fine)) {
    const reading = read({ chat_path: typed });
    assert.ok(reading.ok, typed);
    assert.equal(reading.settings['chat_path'], kept);
  }
  const bad = [
    '//evil.example/v1',
    '/../admin',
    '/a/%2e%2e/b',
    '/a/./b',
    '/a%2fb',
    '/a%00',
    '/a#b',
    '/{tenant}/chat',
    '/a b',
    '/\\evil',
    '/{model',
    '/a?b=c#d',
  ];
  for (const typed of bad) {
    const reading = read({ chat_path: typed, embeddings_path: typed, models_path: typed });
    assert.ok(!reading.ok, typed);
    assert.deepEqual(
      reading.problems.map(({ field }) => field),
      ['chat_path', 'embeddings_path', 'models_path'],
      typed,
    );
  }
});

test('the header of the credential is named by the tenant, and may not be one of the connection’s', () => {
  const standard = { header: 'Authorization', prefix: 'Bearer ' };
  assert.deepEqual(headerPlace({}, standard), standard);
  assert.deepEqual(headerPlace({ auth_header: 'X-Access-Token' }, standard), {
    header: 'X-Access-Token',
    prefix: '',
  });
  assert.deepEqual(headerPlace({ auth_prefix: 'Token' }, standard), {
    header: 'Authorization',
    prefix: 'Token ',
  });
  assert.deepEqual(headerPlace({ auth_prefix: '' }, standard), { header: 'Authorization', prefix: '' });
  assert.deepEqual(headerPlace({ auth_prefix: 'key=' }, standard), {
    header: 'Authorization',
    prefix: 'key=',
  });
  assert.deepEqual(headerPlace({ auth_header: 'authorization' }, { header: 'api-key', prefix: '' }), {
    header: 'authorization',
    prefix: 'Bearer ',
  });
  const empty = read({ auth_prefix: '' });
  assert.ok(empty.ok && empty.settings['auth_prefix'] === '');
  for (const name of ['Host', 'Cookie', 'a b', 'Content-Length']) {
    const reading = read({ auth_header: name });
    assert.ok(!reading.ok && reading.problems[0]?.field === 'auth_header', name);
  }
});

test('a header of the tenant’s own may not stand where the credential goes, unless there is none', () => {
  const fields = { headers: { Authorization: 'Basic x' } };
  assert.ok(!read(fields).ok);
  assert.ok(!read({ auth_header: 'X-Key', headers: { 'x-key': '1' } }).ok);
  assert.ok(read({ auth_header: 'X-Key', headers: { Authorization: 'Basic x' } }).ok);
  const keyless = new DraftFields(fields);
  takeCommonOptions(keyless, { authHeader: 'Authorization', holdsKey: false });
  assert.ok(keyless.toReading().ok);
});

test('every secret is bound to where it may go, and to nowhere else', () => {
  const settings = { secret_names: 'api_key headers.X-Team client_key_pem client_secret' };
  const connection = connectionTo(settings, {
    auth: { kind: 'none' },
    baseUrl: 'https://llm.example:8443/v1',
    elsewhere: { client_secret: ['https://id.example/token'] },
  });
  assert.deepEqual(connection.origins, {
    api_key: ['https://llm.example:8443'],
    'headers.X-Team': ['https://llm.example:8443'],
    client_key_pem: ['https://llm.example:8443'],
    client_secret: ['https://id.example', 'https://llm.example:8443'],
  });
});

test('without a key there is nothing to send', () => {
  const standard = { header: 'Authorization', prefix: 'Bearer ' };
  assert.deepEqual(keyInHeader({}, 'api_key', standard), { kind: 'none' });
  assert.deepEqual(keyInHeader({ secret_names: 'api_key' }, 'api_key', standard), {
    kind: 'header',
    header: 'Authorization',
    prefix: 'Bearer ',
    secret: 'api_key',
  });
});

test('an operation goes to the base and the path, the tenant’s before the usual one', () => {
  const connection = connectionTo({}, { auth: { kind: 'none' }, baseUrl: 'https://llm.example/v1' });
  assert.equal(
    endpointUrl(connection, undefined, '/chat/completions', 'm'),
    'https://llm.example/v1/chat/completions',
  );
  assert.equal(
    endpointUrl(connection, '/d/{model}/chat?v=1', '/x', 'a/b'),
    'https://llm.example/v1/d/a%2Fb/chat?v=1',
  );
});
