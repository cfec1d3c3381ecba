import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DraftFields, listSecretNames } from './read-fields.ts';

const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
const keyPem = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----';

function problemsOf(draft: DraftFields): string[] {
  const reading = draft.toReading();
  return reading.ok ? [] : reading.problems.map(({ field, detail }) => `${field}: ${detail}`);
}

test('what is missing is named, and blank, null and absent are the same', () => {
  for (const value of [undefined, null, '', '  ', '""']) {
    const draft = new DraftFields({ aws_region: value, api_key: value });
    draft.takeText('aws_region', { required: true });
    draft.takeSecret('api_key', { required: 'api_key is required for API_KEY creds type' });
    assert.deepEqual(problemsOf(draft), [
      'aws_region: aws_region is required',
      'api_key: api_key is required for API_KEY creds type',
    ]);
  }
});

test('spaces, quotes and zero-width characters around a value are taken away and told, a secret without its text', () => {
  const draft = new DraftFields({ scope: ' "api" ', api_key: "\u200b'sk-secret-value'\n", plain: 'plain' });
  assert.equal(draft.takeText('scope'), 'api');
  assert.equal(draft.takeSecret('api_key'), 'sk-secret-value');
  assert.equal(draft.takeText('plain'), 'plain');
  const reading = draft.toReading();
  assert.ok(reading.ok);
  assert.deepEqual(reading.healed, [
    { field: 'scope', what: 'took away what stood around it', to: 'api' },
    { field: 'api_key', what: 'took away what stood around it' },
  ]);
  assert.deepEqual(reading.secrets, { api_key: 'sk-secret-value' });
  assert.deepEqual(reading.settings, { scope: 'api', plain: 'plain', secret_names: 'api_key' });
  assert.deepEqual(listSecretNames(reading.settings), ['api_key']);
});

test('a key that was pasted with its scheme loses the scheme', () => {
  const draft = new DraftFields({ api_key: 'Bearer sk-1' });
  assert.equal(draft.takeSecret('api_key'), 'sk-1');
});

test('S32: CR, LF, NUL and non-ASCII are refused in secrets and headers, naming the field and never the value', () => {
  const bad: Record<string, string> = {
    'a\rb-marker': 'has a line break in it',
    'a\nb-marker': 'has a line break in it',
    'a\0b-marker': 'has a control character in it',
    'a\u007fb-marker': 'has a control character in it',
    'ключ-marker': 'has a character in it that is not ASCII',
  };
  for (const [value, detail] of Object.entries(bad)) {
    const draft = new DraftFields({ api_key: value, headers: { 'X-Team': value }, scope: value });
    draft.takeSecret('api_key');
    draft.takeHeaders([]);
    draft.takeText('scope');
    const problems = problemsOf(draft);
    assert.deepEqual(problems, [
      `api_key: api_key ${detail}`,
      `headers.X-Team: headers.X-Team ${detail}`,
      `scope: scope ${detail}`,
    ]);
    assert.ok(!problems.join().includes('marker'));
  }
});

test('wrong types and what is too long are refused by field', () => {
  const draft = new DraftFields({ api_key: 5, scope: 'x'.repeat(2_049), client_secret: 'x'.repeat(8_193) });
  draft.takeSecret('api_key');
  draft.takeText('scope');
  draft.takeSecret('client_secret');
  assert.deepEqual(problemsOf(draft), [
    'api_key: api_key must be text',
    'scope: scope is longer than 2048 characters',
    'client_secret: client_secret is longer than 8192 characters',
  ]);
});

test('headers keep their names, and their values become secrets', () => {
  const draft = new DraftFields({ headers: { 'X-Cost-Centre': '42', 'Ocp-Apim-Subscription-Key': 'k' } });
  draft.takeHeaders(['Authorization']);
  const reading = draft.toReading();
  assert.ok(reading.ok);
  assert.deepEqual(reading.secrets, {
    'headers.X-Cost-Centre': '42',
    'headers.Ocp-Apim-Subscription-Key': 'k',
  });
});

test('headers of the connection, of the credential, doubled or without a name are refused', () => {
  const refused = [
    ...['Host', 'content-length', 'Transfer-Encoding', 'Cookie', 'Proxy-Authorization', 'Accept-Encoding'],
    ...['authorization', 'X Team', 'X-Team:', '', '__proto__', 'constructor', 'Größe', 'x\r\ny'],
  ];
  for (const name of refused) {
    const draft = new DraftFields({ headers: Object.fromEntries([[name, 'marker']]) });
    draft.takeHeaders(['Authorization']);
    assert.equal(problemsOf(draft).length, 1, name);
  }
  const doubled = new DraftFields({ headers: { 'X-A': '1', 'x-a': '2' } });
  doubled.takeHeaders([]);
  assert.deepEqual(problemsOf(doubled), ['headers: headers has one name twice']);
  const list = new DraftFields({ headers: ['X-A'] });
  list.takeHeaders([]);
  assert.deepEqual(problemsOf(list), ['headers: headers must be an object of names and values']);
});

test('of TLS the certificates are public and the key is a secret', () => {
  const draft = new DraftFields({
    tls: {
      ca_pem: pem.replaceAll('\n', '\r\n'),
      client_cert_pem: pem.replaceAll('\n', '\\n'),
      client_key_pem: keyPem,
    },
  });
  draft.takeTls();
  const reading = draft.toReading();
  assert.ok(reading.ok);
  assert.deepEqual(reading.settings, { ca_pem: pem, client_cert_pem: pem, secret_names: 'client_key_pem' });
  assert.deepEqual(reading.secrets, { client_key_pem: keyPem });
  assert.ok(!JSON.stringify(reading.healed).includes('MII'));
});

test('TLS that is no PEM, half a pair or unknown is refused', () => {
  const problems = (tls: unknown) => {
    const draft = new DraftFields({ tls });
    draft.takeTls();
    return problemsOf(draft);
  };
  assert.deepEqual(problems({ ca_pem: 'nothing' }), [
    'tls.ca_pem: tls.ca_pem must be PEM text: -----BEGIN CERTIFICATE-----',
  ]);
  assert.match(problems({ client_cert_pem: pem })[0] ?? '', /^tls\.client_key_pem: .* is required/);
  assert.match(problems({ client_key_pem: keyPem })[0] ?? '', /^tls\.client_cert_pem: .* is required/);
  assert.equal(problems({ verify: false }).length, 1);
  assert.equal(problems('pem').length, 1);
});

test('a field that nobody asked for is refused rather than dropped; what surrounds a credential is not its business', () => {
  const draft = new DraftFields({
    name: 'Ours',
    provider: 'openai',
    creds_type: 'API_KEY',
    secret_names: 'api_key',
    aws_region: 'eu-west-1',
    client_secret: '',
    'sk-marker-1': 'x',
  });
  assert.deepEqual(problemsOf(draft), [
    'aws_region: aws_region does not belong to this kind of credential',
    'a field: a field does not belong to this kind of credential',
  ]);
});

test('names that mean something to JavaScript are fields like any other (S34)', () => {
  const fields: Record<string, unknown> = JSON.parse('{"__proto__": {"api_key": "inherited"}}');
  const draft = new DraftFields(fields);
  assert.equal(draft.takeSecret('api_key'), undefined);
  assert.equal(new DraftFields({}).takeText('constructor'), undefined);
  assert.equal(problemsOf(draft).length, 1);
});

test('S36: a text made to be slow is read in no time', () => {
  for (const value of [`a${' '.repeat(65_000)}b`, '"'.repeat(65_000), '\u200b'.repeat(65_000)]) {
    const before = performance.now();
    const draft = new DraftFields({ tls: { ca_pem: value } });
    draft.takeTls();
    assert.ok(performance.now() - before < 1_000);
  }
});
