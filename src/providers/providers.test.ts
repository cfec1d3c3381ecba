import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createCredentialBody, providerNames } from '../contract/credentials.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { credsTypes, type Variant } from './catalogue.ts';
import type { ChatRequest } from './openai-shapes.ts';
import type { Connection, Provider, RequestPlan } from './provider.ts';
import { findProvider, findProviderById, providers } from './registry.ts';

/** Stands in every secret of the examples, so that it can be looked for wherever no secret may be. */
const marker = 'MARKERsecret';

const keyFile = {
  type: 'service_account',
  private_key_id: 'key1',
  private_key: `-----BEGIN PRIVATE KEY-----\nMII${marker}${'A'.repeat(49)}\n-----END PRIVATE KEY-----\n`,
  client_email: 'bot@p.iam.gserviceaccount.com',
};
const aws = {
  aws_access_key_id: 'AKIAIOSFODNN7EXAMPLE',
  aws_secret_access_key: marker,
  aws_region: 'us-east-1',
};
const azure = { azure_endpoint: 'https://r.openai.azure.com', api_version: '2024-10-21' };

/** One good set of fields for each way of authenticating. A new one belongs here. */
const examples: Record<string, Record<string, unknown>> = {
  'openai/api_key': { api_key: `sk-proj-${marker}` },
  'anthropic/api_key': { api_key: `sk-ant-api03-${marker}` },
  'azure_openai/azure_key': { ...azure, api_key: marker },
  'azure_openai/azure_service_principal': {
    ...azure,
    azure_client_id: 'id',
    azure_client_secret: marker,
    azure_token_url: 'https://login.microsoftonline.com/t/oauth2/v2.0/token',
  },
  'bedrock/aws_keys': aws,
  'bedrock/aws_role': { aws_role_arn: 'arn:aws:iam::123456789012:role/r', aws_region: 'us-east-1' },
  'bedrock/bedrock_api_key': { api_key: `ABSK${marker}`, aws_region: 'us-east-1' },
  'google/gemini_key': { api_key: `AIza${marker}` },
  'vertex/service_account': { gcp_project: 'p', gcp_location: 'us-central1', gcp_service_account: keyFile },
  'openai_compatible/api_key': { base_url: 'https://llm.example.test/v1', api_key: marker },
  'openai_compatible/oauth2': {
    base_url: 'https://llm.example.test/v1',
    token_url: 'https://sso.example.test/token',
    client_id: 'id',
    client_secret: marker,
  },
  'openai_compatible/sigv4': { ...aws, base_url: 'https://llm.example.test/v1' },
  'sandbox/no_key': {},
  'ollama/api_key': { base_url: 'https://ollama.example.test', api_key: marker },
};

interface Case {
  name: string;
  provider: Provider;
  variant: Variant;
  fields: Record<string, unknown>;
}

const cases: Case[] = providers.flatMap((provider) =>
  provider.variants.map((variant) => {
    const name = `${provider.id}/${variant.id}`;
    return { name, provider, variant, fields: examples[name] ?? {} };
  }),
);

function readGood({ name, provider, variant, fields }: Case) {
  const reading = provider.read(variant, fields);
  assert.ok(reading.ok, `${name}: ${JSON.stringify(reading)}`);
  return { ...reading, connection: provider.connect(variant.id, reading.settings) };
}

test('names are unique, every variant has an example and can be found', () => {
  const unique = (names: string[]) => assert.equal(new Set(names).size, names.length, names.join());
  unique(providers.map(({ id }) => id));
  assert.deepEqual(cases.map(({ name }) => name).toSorted(), Object.keys(examples).toSorted());
  for (const provider of providers) {
    assert.equal(findProviderById(provider.id), provider);
    assert.ok(providerNames.includes(provider.provider));
    assert.ok(provider.variants.length > 0);
    unique(provider.variants.map(({ id }) => id));
    unique(provider.presets.map(({ id }) => id));
    for (const { baseUrl } of provider.presets) assert.match(baseUrl, /^https?:\/\/[^/]+/);
    for (const { id } of provider.variants) assert.ok(findProvider(provider.provider, id));
  }
  assert.equal(findProvider('google', 'service_account')?.id, 'vertex');
  assert.equal(findProvider('openai', 'api_key')?.id, 'openai');
  assert.equal(findProviderById('nobody'), undefined);
});

test('fields are named like the API’s, and their patterns are anchored hints', () => {
  const taken = new Set<string>(Object.keys(createCredentialBody.properties));
  for (const { name, variant } of cases) {
    assert.ok(credsTypes.includes(variant.credsType), name);
    const names = variant.fields.map((field) => field.name);
    assert.equal(new Set(names).size, names.length, name);
    for (const field of variant.fields) {
      assert.ok(taken.has(field.name.split('.')[0] ?? ''), `${name}: ${field.name}`);
      assert.ok(field.label !== '' && field.help !== '', `${name}: ${field.name}`);
      if (field.pattern !== undefined) {
        assert.match(field.pattern, /^\^/);
        // Browsers compile a form's patterns with this flag, which refuses a bare hyphen in a class.
        assert.doesNotThrow(() => new RegExp(field.pattern ?? '', 'v'), `${name}: ${field.name}`);
      }
    }
  }
});

test('what a form shows as required is required, and what it shows is read', () => {
  for (const { name, provider, variant, fields } of cases) {
    for (const field of variant.fields.filter(({ required }) => required)) {
      const reading = provider.read(variant, { ...fields, [field.name]: '' });
      assert.ok(!reading.ok, `${name} without ${field.name}`);
      assert.ok(
        reading.problems.some((problem) => problem.field === field.name),
        `${name}: ${field.name}`,
      );
    }
    for (const field of variant.fields.filter(({ name: own }) => !own.includes('.'))) {
      const reading = provider.read(variant, { ...fields, [field.name]: fields[field.name] ?? 'x' });
      const text = JSON.stringify(reading);
      assert.doesNotMatch(text, new RegExp(`${field.name} does not belong`), name);
    }
    const reading = provider.read(variant, { ...fields, unheard_of: 'x' });
    assert.deepEqual(!reading.ok && reading.problems.map(({ field }) => field), ['unheard_of'], name);
  }
});

test('every secret has origins, all of them https, and the credential names a secret that there is', () => {
  for (const each of cases) {
    const { settings, secrets, connection } = readGood(each);
    assert.equal(new URL(connection.baseUrl).protocol, 'https:', each.name);
    assert.deepEqual(Object.keys(connection.origins).toSorted(), Object.keys(secrets).toSorted(), each.name);
    for (const origins of Object.values(connection.origins)) {
      assert.ok(origins.includes(new URL(connection.baseUrl).origin), each.name);
      for (const origin of origins) assert.equal(origin, new URL(origin).origin);
      assert.ok(
        origins.every((origin) => origin.startsWith('https://')),
        each.name,
      );
    }
    for (const secret of secretsNamedIn(connection)) assert.ok(secret in secrets, each.name);
    assert.doesNotMatch(JSON.stringify([settings, connection]), new RegExp(marker), each.name);
  }
});

function secretsNamedIn({ auth }: Connection): string[] {
  const named = 'secret' in auth ? [auth.secret] : [];
  return auth.kind === 'aws_keys' && auth.sessionToken !== undefined ? [...named, auth.sessionToken] : named;
}

test('headers and a client’s key are bound like the credential itself', () => {
  for (const { name, provider, variant, fields } of cases) {
    const pem = (label: string) => `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----`;
    const tls = { client_cert_pem: pem('CERTIFICATE'), client_key_pem: pem('PRIVATE KEY') };
    const reading = provider.read(variant, { ...fields, headers: { 'X-Team': marker }, tls });
    assert.ok(reading.ok, `${name}: ${JSON.stringify(reading)}`);
    const { origins } = provider.connect(variant.id, reading.settings);
    assert.ok(origins['headers.X-Team']?.length, name);
    assert.ok(origins['client_key_pem']?.length, name);
  }
});

test('what was read can be read again: one field changes, the rest stays', () => {
  for (const each of cases) {
    const { settings, secrets } = readGood(each);
    const again = each.provider.read(each.variant, { ...settings, ...secrets });
    assert.ok(again.ok, `${each.name}: ${JSON.stringify(again)}`);
    assert.deepEqual([again.settings, again.secrets], [settings, secrets], each.name);
  }
});

const chats: ChatRequest[] = [
  { messages: [{ role: 'user', content: 'hi' }] },
  {
    stream: true,
    max_tokens: 5,
    temperature: 0.5,
    stop: ['X'],
    tools: [{ type: 'function', function: { name: 'f' } }],
    tool_choice: 'auto',
    messages: [
      { role: 'system', content: 'Be brief' },
      { role: 'user', content: [{ type: 'text', text: 'hi' }] },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'c1', type: 'function', function: { name: 'f', arguments: '' } }],
      },
      { role: 'tool', tool_call_id: 'c1', content: 'x' },
    ],
  },
];

test('plans are whole, go to the credential’s own origins and hold no credential', () => {
  for (const each of cases) {
    const { settings, connection } = readGood(each);
    const { listing, chat, embeddings } = each.provider;
    const check = (plan: RequestPlan | undefined, method: string) => {
      if (!plan) return;
      assert.equal(plan.method, method, each.name);
      const allowed = [connection.baseUrl, ...Object.values(connection.origins).flat()].map(
        (url) => new URL(url).origin,
      );
      // A role has no secret of the tenant's; its listing host is known from the region alone.
      if (each.variant.id !== 'aws_role')
        assert.ok(allowed.includes(new URL(plan.url).origin), `${each.name}: ${plan.url}`);
      assert.doesNotMatch(plan.url, /undefined|\/\/.*\/\//, each.name);
      assert.equal(method === 'POST', plan.body !== undefined, each.name);
      for (const header of Object.keys(plan.headers))
        assert.doesNotMatch(header, /auth|key|token/i, each.name);
      assert.doesNotMatch(JSON.stringify(plan), /undefined/, each.name);
    };
    for (const cursor of [undefined, 'next']) check(listing?.request(connection, settings, cursor), 'GET');
    for (const body of chats) check(chat.request(connection, settings, 'model-1', body), 'POST');
    const model = each.provider.id === 'bedrock' ? 'amazon.titan-embed-text-v2:0' : 'embed-1';
    check(embeddings?.request(connection, settings, model, ['a'], 256), 'POST');
    if (embeddings) assert.ok(embeddings.batchMax >= 1, each.name);
  }
});

test('a model’s name never leaves its place in the address', () => {
  for (const each of cases) {
    const { settings, connection } = readGood(each);
    for (const model of [
      '..',
      '../../x',
      'a/../../b',
      '%2e%2e',
      '?a=b',
      '#f',
      'a\nb',
      '\ud800',
      '@evil.test',
      '\\x',
    ]) {
      let url: URL;
      try {
        url = new URL(
          each.provider.chat.request(connection, settings, model, chats[0] ?? { messages: [] }).url,
        );
      } catch (error) {
        assert.ok(error instanceof PlugboardError, `${each.name} ${JSON.stringify(model)}: ${String(error)}`);
        continue;
      }
      const usual = new URL(
        each.provider.chat.request(connection, settings, 'm', chats[0] ?? { messages: [] }).url,
      );
      assert.equal(url.origin, usual.origin, each.name);
      assert.equal(url.search, usual.search, `${each.name} ${model}`);
      assert.equal(
        url.pathname.split('/').length,
        usual.pathname.split('/').length,
        `${each.name} ${url.href}`,
      );
    }
  }
});

for (const provider of providers) {
  test(`${provider.id} reads any draft without throwing, and repeats no secret`, () => {
    for (const variant of provider.variants) {
      const good = examples[`${provider.id}/${variant.id}`] ?? {};
      const names = [
        ...variant.fields.map(({ name }) => name.split('.')[0] ?? ''),
        'unheard_of',
        '__proto__',
      ];
      const value = fc.oneof(
        fc.string(),
        fc.anything(),
        fc.constantFrom(marker, `eyJ${marker}`, `${marker}\n`, `https://u:${marker}@x.test`, `"${marker}"`, {
          [marker]: marker,
        }),
      );
      fc.assert(
        fc.property(fc.dictionary(fc.constantFrom(...names), value), fc.boolean(), (fields, whole) => {
          const reading = provider.read(variant, whole ? { ...good, ...fields } : fields);
          if (!reading.ok) assert.ok(reading.problems.length > 0);
          const told = reading.ok ? [reading.warnings] : [reading.problems];
          assert.doesNotMatch(JSON.stringify(told), new RegExp(marker));
          if (!reading.ok) return;
          // What was healed is told with what it became, except where the field is a secret.
          const secret = reading.healed.filter(({ field }) => field in reading.secrets);
          assert.ok(secret.every(({ to, what }) => to === undefined && !what.includes(marker)));
          provider.connect(variant.id, reading.settings);
        }),
      );
    }
  });
}
