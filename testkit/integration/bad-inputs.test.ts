import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Variant } from '../../src/providers/catalogue.ts';
import { providers } from '../../src/providers/registry.ts';
import { startTestApp, type TestApp } from '../harness.ts';

/** A mark that no program writes by itself: where it is found, a value of the input got there. */
const mark = 'ZqMarkOfAnInput';
const megabyte = `${mark}${'a'.repeat(1_000_000)}`;

const pem = `-----BEGIN PRIVATE KEY-----\n${mark}\n-----END PRIVATE KEY-----\n`;
const service = { type: 'service_account', project_id: 'p', client_email: 'a@b.iam.gserviceaccount.com' };

interface Kind {
  catalogueId: string;
  variantId: string;
  good: Record<string, unknown>;
}

const url = 'https://llm.example.com';
const keys = { aws_access_key_id: 'AKIA0123456789ABCDEF', aws_secret_access_key: 'secret/0123456789' };
const azure = { creds_type: 'AZURE', azure_endpoint: url, api_version: '2024-10-21' };
const region = { creds_type: 'AWS', aws_region: 'eu-central-1' };
const kind = (catalogueId: string, variantId: string, good: Record<string, unknown>): Kind => ({
  catalogueId,
  variantId,
  good,
});

const kinds: readonly Kind[] = [
  kind('openai', 'api_key', { creds_type: 'API_KEY', provider: 'openai', api_key: 'sk-proj-1' }),
  kind('openai_compatible', 'api_key', { creds_type: 'API_KEY', base_url: `${url}/v1`, api_key: 'k-1' }),
  kind('anthropic', 'api_key', { creds_type: 'API_KEY', provider: 'anthropic', api_key: 'sk-ant-api03-1' }),
  kind('ollama', 'api_key', { creds_type: 'API_KEY', provider: 'ollama', base_url: url, api_key: 'k-1' }),
  kind('openai_compatible', 'oauth2', {
    creds_type: 'OAUTH2',
    base_url: `${url}/v1`,
    token_url: `${url}/token`,
    client_id: 'client',
    client_secret: 'secret',
  }),
  kind('openai_compatible', 'sigv4', { ...region, ...keys, provider: 'openai', base_url: `${url}/v1` }),
  kind('sandbox', 'no_key', { creds_type: 'API_KEY', provider: 'sandbox' }),
  kind('bedrock', 'aws_keys', { ...region, ...keys }),
  kind('bedrock', 'aws_role', { ...region, aws_role_arn: 'arn:aws:iam::111122223333:role/plugboard' }),
  kind('bedrock', 'bedrock_api_key', { ...region, api_key: 'ABSK0123456789' }),
  kind('azure_openai', 'azure_key', { ...azure, api_key: 'k-1' }),
  kind('azure_openai', 'azure_service_principal', {
    ...azure,
    azure_client_id: 'client',
    azure_client_secret: 'secret',
    azure_token_url: 'https://login.microsoftonline.com/t/oauth2/v2.0/token',
  }),
  kind('google', 'gemini_key', { creds_type: 'GCP', api_key: 'AIza-1' }),
  kind('vertex', 'service_account', {
    creds_type: 'GCP',
    gcp_project: 'project-1',
    gcp_location: 'europe-west1',
    gcp_service_account: service,
  }),
];

/** Wrong in every field of text: of another type, or with bytes in them that belong into none. */
const wrongValues: readonly unknown[] = [
  17,
  true,
  [mark],
  { [mark]: mark },
  `${mark}\r\nx-injected: 1`,
  `${mark}\u0000${mark}`,
  `${mark}\u001b[2J`,
  `${mark}é漢字`,
  `${mark}\ud83d\ude00`,
  megabyte,
];

/** Fields that take a structure, with what is wrong in theirs. */
const structured: Readonly<Record<string, readonly unknown[]>> = {
  headers: [
    [mark],
    mark,
    { [`${mark} x`]: 'v' },
    { 'X-A': `${mark}\r\nx-injected: 1` },
    { 'X-A': 7 },
    { Host: mark },
    { 'X-A': megabyte },
  ],
  tls: [
    [mark],
    mark,
    { ca_pem: mark },
    { ca_pem: pem },
    { client_cert_pem: mark },
    { client_key_pem: pem },
    { password: mark },
  ],
  gcp_service_account: [
    17,
    [mark],
    mark,
    pem,
    { ...service, private_key: mark },
    { type: 'authorized_user', refresh_token: mark },
    `{"type": "service_account", "private_key": "${mark}`,
    `${mark}\u0000`,
    megabyte,
  ],
};

/** What surrounds every credential. */
const envelope: Readonly<Record<string, readonly unknown[]>> = {
  name: [undefined, '', 17, [mark], `${mark}\u0000`, `${mark}\r\n`, megabyte],
  creds_type: [undefined, 'PASSWORD', 17, [], {}],
  provider: ['deepmind', 17, []],
  provider_id: [`${mark}/..`, `${mark} x`, 17, 'a'.repeat(300)],
  agent_id: [`${mark}/..`, 17, [mark]],
  expires_at: ['tomorrow', 17, {}],
  data_region: [`${mark}\r\n`, 17, megabyte],
  password: [mark],
};

interface BadInput {
  field: string;
  body: Record<string, unknown>;
}

/** Paths may hold anything that a URL's may, so a wrong one is one that leaves its base. */
const pathValues = [`/${mark}/../admin`, `//${mark}`, `/${mark}%2f..`, `/${mark}/{other}`];
const urlValues = [
  mark,
  `ftp://${mark}/`,
  `https://user:${mark}@example.com/`,
  'http://169.254.169.254/',
  `https://x.example.com/#${mark}`,
];

function valuesFor(field: string): readonly unknown[] {
  const own = structured[field];
  if (own) return own;
  if (field.endsWith('_path')) return [...wrongValues, ...pathValues];
  if (/(_url|_endpoint)$/.test(field)) return [...wrongValues, ...urlValues];
  return wrongValues;
}

function badInputsOf({ catalogueId, variantId, good }: Kind, { fields }: Variant): BadInput[] {
  const inputs: BadInput[] = [];
  const add = (field: string, value: unknown) => {
    const body: Record<string, unknown> = { name: 'Bad', ...good, [field]: value };
    // Written as JSON, an undefined field is a missing one.
    inputs.push({ field, body });
  };
  const names = new Set(fields.map(({ name }) => name.split('.')[0] ?? name));
  for (const name of names) for (const value of valuesFor(name)) add(name, value);
  for (const { name, required } of fields) {
    // Without a base URL it is a key of which nobody has said yet whose it is: that is no mistake.
    const otherwise = catalogueId === 'openai_compatible' && variantId === 'api_key';
    if (!required || otherwise) continue;
    for (const nothing of [undefined, '', '   ']) add(name, nothing);
  }
  for (const [name, values] of Object.entries(envelope)) for (const value of values) add(name, value);
  return inputs;
}

describe('bad inputs', { concurrency: 4 }, () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp({ storage: 'postgres', env: { PLUGBOARD_SANDBOX: '1' } });
    await app.operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' });
  });
  after(async () => {
    const { items } = (await app.operator.in('acme', 'dev').get('/llm_credentials')).body;
    const logs = app.logs();
    await app.close();
    assert.deepEqual(items, [], 'nothing is stored');
    assert.ok(!logs.includes(mark), 'nothing of an input is logged');
    assert.ok(!logs.includes('"event":"unexpected"'), 'nothing surprised the server');
  });

  test('every variant of the catalogue is tried', () => {
    const known = providers.flatMap(({ id, variants }) => variants.map((variant) => `${id} ${variant.id}`));
    assert.deepEqual(
      kinds.map(({ catalogueId, variantId }) => `${catalogueId} ${variantId}`).toSorted(),
      known.toSorted(),
    );
  });

  for (const one of kinds) {
    test(`${one.catalogueId}, ${one.variantId}: a 4xx that names a field, each time`, async () => {
      const variant = providers
        .find(({ id }) => id === one.catalogueId)
        ?.variants.find(({ id }) => id === one.variantId);
      assert.ok(variant);
      const inputs = badInputsOf(one, variant);
      // One that asks for nothing has only what surrounds every credential.
      assert.ok(inputs.length >= (variant.fields.length === 0 ? 25 : 60), `${inputs.length} inputs`);
      const failures: unknown[] = [];
      for (const { field, body } of inputs) {
        const answer = await app.operator.in('acme', 'dev').call('POST', '/llm_credentials', body);
        const errors = (answer.body['errors'] ?? []) as { field: string }[];
        const isGood = answer.status >= 400 && answer.status < 500 && errors.length > 0;
        if (isGood && !answer.text.includes(mark)) continue;
        failures.push({
          field,
          value: String(JSON.stringify(body[field])).slice(0, 80),
          status: answer.status,
          said: answer.text.slice(0, 200),
        });
      }
      assert.deepEqual(failures, []);
    });
  }
});
