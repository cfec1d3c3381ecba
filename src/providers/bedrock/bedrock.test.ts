import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../../kernel/errors.ts';
import { awsKeys, awsRole, bedrockApiKey } from './fields.ts';
import { bedrock } from './index.ts';
import { invokePolicy, trustPolicy } from './policies.ts';

const keys = {
  aws_access_key_id: 'AKIDEXAMPLE',
  aws_secret_access_key: 'example-secret-key',
  aws_region: 'us-east-1',
};
const runtime = 'https://bedrock-runtime.us-east-1.amazonaws.com';
const control = 'https://bedrock.us-east-1.amazonaws.com';

function connectionOf(variant = awsKeys, fields: Record<string, unknown> = keys) {
  const reading = bedrock.read(variant, fields);
  assert.ok(reading.ok, JSON.stringify(reading));
  const { settings, warnings } = reading;
  return { settings, warnings, connection: bedrock.connect(variant.id, settings) };
}

test('keys sign for one region, for the host that calls and the host that lists', () => {
  const { connection } = connectionOf();
  assert.deepEqual(connection, {
    auth: {
      kind: 'aws_keys',
      service: 'bedrock',
      region: 'us-east-1',
      accessKeyId: 'AKIDEXAMPLE',
      secret: 'aws_secret_access_key',
    },
    baseUrl: runtime,
    origins: { aws_secret_access_key: [runtime, control] },
    warnings: [],
  });
  const temporary = { ...keys, aws_access_key_id: 'ASIAIOSFODNN7EXAMPLE', aws_session_token: 'token' };
  const { connection: other, warnings } = connectionOf(awsKeys, temporary);
  assert.equal(other.auth.kind === 'aws_keys' && other.auth.sessionToken, 'aws_session_token');
  assert.deepEqual(other.origins['aws_session_token'], [runtime, control]);
  assert.deepEqual(
    warnings.map(({ field }) => field),
    ['expires_at'],
  );
  assert.deepEqual(connectionOf(awsKeys, { ...temporary, expires_at: '2026-01-01T00:00:00Z' }).warnings, []);
});

test('a role is assumed in its region, with the external id that is ours', () => {
  const fields = { aws_role_arn: 'arn:aws:iam::123456789012:role/path/llm', aws_region: 'cn-north-1' };
  const { settings } = connectionOf(awsRole, fields);
  const connection = bedrock.connect('aws_role', { ...settings, external_id: 'plugboard-1' });
  assert.deepEqual(connection, {
    auth: {
      kind: 'aws_role',
      service: 'bedrock',
      region: 'cn-north-1',
      roleArn: 'arn:aws:iam::123456789012:role/path/llm',
      externalId: 'plugboard-1',
      stsUrl: 'https://sts.cn-north-1.amazonaws.com.cn/',
    },
    baseUrl: 'https://bedrock-runtime.cn-north-1.amazonaws.com.cn',
    origins: {},
    warnings: [],
  });
});

test('an API key is a bearer, and an address of the tenant’s own takes everything', () => {
  const { connection } = connectionOf(bedrockApiKey, { api_key: 'ABSKnot-a-key', aws_region: 'eu-west-1' });
  assert.deepEqual(connection.auth, {
    kind: 'header',
    header: 'authorization',
    prefix: 'Bearer ',
    secret: 'api_key',
  });
  const own = connectionOf(awsKeys, { ...keys, base_url: 'https://vpce-1.example.test' });
  assert.deepEqual(own.connection.origins, { aws_secret_access_key: ['https://vpce-1.example.test'] });
  const url = bedrock.listing?.request(own.connection, own.settings, undefined).url;
  assert.equal(url, 'https://vpce-1.example.test/foundation-models');
});

test('what is wrong is told by field', () => {
  const role = { aws_role_arn: 'arn:aws:iam::123456789012:role/x', aws_region: 'us-east-1' };
  const rows: [typeof awsKeys, Record<string, unknown>, string, RegExp][] = [
    [awsKeys, { ...keys, aws_region: undefined }, 'aws_region', /^aws_region is required$/],
    [awsRole, { ...role, aws_region: '' }, 'aws_region', /^aws_region is required$/],
    [bedrockApiKey, { api_key: 'x' }, 'aws_region', /^aws_region is required$/],
    [awsKeys, { ...keys, aws_region: 'us-east-1.evil.test/' }, 'aws_region', /code of a region/],
    [awsKeys, { ...keys, aws_region: 'US-EAST-1' }, 'aws_region', /code of a region/],
    [awsKeys, { ...keys, aws_access_key_id: null }, 'aws_access_key_id', /required/],
    [awsKeys, { ...keys, aws_access_key_id: 'abc/def+secret' }, 'aws_access_key_id', /another field/],
    [awsKeys, { ...keys, aws_secret_access_key: '' }, 'aws_secret_access_key', /required/],
    [awsKeys, { ...keys, aws_secret_access_key: 'AKIAIOSFODNN7EXAMPLE' }, 'aws_secret_access_key', /key ID/],
    [awsKeys, { ...keys, aws_access_key_id: 'ASIAIOSFODNN7EXAMPLE' }, 'aws_session_token', /required/],
    [awsKeys, { ...keys, headers: { Authorization: 'x' } }, 'headers', /credential/],
    [awsKeys, { ...keys, api_key: 'x' }, 'api_key', /does not belong/],
    [awsRole, { ...role, aws_role_arn: undefined }, 'aws_role_arn', /required/],
    [awsRole, { ...role, aws_role_arn: 'arn:aws:iam::123456789012:user/x' }, 'aws_role_arn', /role/],
    [awsRole, { ...role, external_id: 'mine' }, 'external_id', /does not belong/],
    [bedrockApiKey, { aws_region: 'us-east-1' }, 'api_key', /required/],
    [bedrockApiKey, { api_key: 'AKIAIOSFODNN7EXAMPLE', aws_region: 'us-east-1' }, 'api_key', /access key id/],
  ];
  for (const [variant, fields, field, detail] of rows) {
    const reading = bedrock.read(variant, fields);
    assert.ok(!reading.ok, JSON.stringify(fields));
    assert.deepEqual(
      reading.problems.map((problem) => problem.field),
      [field],
    );
    assert.match(reading.problems[0]?.detail ?? '', detail);
  }
});

test('a model’s id is one segment of the path, encoded once', () => {
  const { settings, connection } = connectionOf();
  const url = (model: string, stream = false) =>
    bedrock.chat.request(connection, settings, model, { messages: [{ role: 'user', content: 'hi' }], stream })
      .url;
  const account = 'arn:aws:bedrock:us-east-1:123456789012';
  const encoded = 'arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012';
  // The kinds of reference/wire-protocols.md 8.2; the first and the third in the wire form of its appendix A.
  const rows = [
    ['anthropic.claude-3-haiku-20240307-v1:0', 'anthropic.claude-3-haiku-20240307-v1%3A0'],
    ['us-gov.anthropic.claude-3-haiku-20240307-v1:0', 'us-gov.anthropic.claude-3-haiku-20240307-v1%3A0'],
    [`${account}:application-inference-profile/ab12`, `${encoded}%3Aapplication-inference-profile%2Fab12`],
    [`${account}:provisioned-model/ab12`, `${encoded}%3Aprovisioned-model%2Fab12`],
    [`${account}:imported-model/ab12`, `${encoded}%3Aimported-model%2Fab12`],
    [`${account}:custom-model-deployment/ab12`, `${encoded}%3Acustom-model-deployment%2Fab12`],
    [`${account}:prompt/AB12:1`, `${encoded}%3Aprompt%2FAB12%3A1`],
    [
      'arn:aws:sagemaker:us-east-1:123456789012:endpoint/x',
      'arn%3Aaws%3Asagemaker%3Aus-east-1%3A123456789012%3Aendpoint%2Fx',
    ],
  ];
  for (const [model = '', segment] of rows) {
    assert.equal(url(model), `${runtime}/model/${segment}/converse`);
    assert.equal(url(model, true), `${runtime}/model/${segment}/converse-stream`);
  }
  for (const model of ['..', '.', '%2e%2e', '']) assert.throws(() => url(model), PlugboardError, model);
});

test('a stream is asked for in the framing that it comes in', () => {
  const { settings, connection } = connectionOf();
  const accept = (stream: boolean) => {
    const messages = [{ role: 'user', content: 'hi' } as const];
    return bedrock.chat.request(connection, settings, 'm', { messages, stream }).headers['accept'];
  };
  assert.deepEqual([accept(false), accept(true)], ['application/json', 'application/vnd.amazon.eventstream']);
});

test('two lists become one: base models that can be called, then active profiles', () => {
  const { settings, connection } = connectionOf();
  const { listing } = bedrock;
  const url = (cursor: string | undefined) => listing?.request(connection, settings, cursor).url;
  const base = (modelId: string, more: object) => ({
    modelId,
    inferenceTypesSupported: ['ON_DEMAND'],
    outputModalities: ['TEXT'],
    modelLifecycle: { status: 'ACTIVE' },
    ...more,
  });
  // Fields of reference/wire-protocols.md 8.1.
  const modelSummaries = [
    base('anthropic.claude-3-haiku-20240307-v1:0', { modelName: 'Claude 3 Haiku' }),
    base('amazon.titan-embed-text-v2:0', { outputModalities: ['EMBEDDING'] }),
    base('amazon.nova-canvas-v1:0', { outputModalities: ['IMAGE'] }),
    base('only.by-profile', { inferenceTypesSupported: ['INFERENCE_PROFILE'] }),
    base('old.model', { modelLifecycle: { status: 'LEGACY' } }),
  ];
  assert.equal(url(undefined), `${control}/foundation-models`);
  const first = listing?.read({ status: 200, headers: {}, body: { modelSummaries } });
  assert.deepEqual(first?.models, [
    { id: 'anthropic.claude-3-haiku-20240307-v1:0', kind: 'chat', name: 'Claude 3 Haiku' },
    { id: 'amazon.titan-embed-text-v2:0', kind: 'embedding' },
    { id: 'amazon.nova-canvas-v1:0', kind: 'other' },
  ]);
  assert.equal(url(first?.next), `${control}/inference-profiles?maxResults=1000`);
  const profile = (inferenceProfileId: string, more: object) => ({
    inferenceProfileId,
    status: 'ACTIVE',
    type: 'SYSTEM_DEFINED',
    models: [{ modelArn: `arn:aws:bedrock:us-east-1::foundation-model/${inferenceProfileId}` }],
    ...more,
  });
  const inferenceProfileSummaries = [
    profile('us.anthropic.claude-sonnet-4-5-20250929-v1:0', { inferenceProfileName: 'US Claude' }),
    profile('us.cohere.embed-v4:0', {}),
    profile('us.gone', { status: 'INACTIVE' }),
    profile('ab12', {
      type: 'APPLICATION',
      inferenceProfileArn: 'arn:aws:bedrock:x:1:application-inference-profile/ab12',
    }),
  ];
  const second = listing?.read({
    status: 200,
    headers: {},
    body: { inferenceProfileSummaries, nextToken: 'n/1' },
  });
  assert.deepEqual(second?.models, [
    { id: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0', kind: 'chat', name: 'US Claude' },
    { id: 'us.cohere.embed-v4:0', kind: 'embedding' },
    { id: 'arn:aws:bedrock:x:1:application-inference-profile/ab12', kind: 'chat' },
  ]);
  assert.equal(url(second?.next), `${control}/inference-profiles?maxResults=1000&nextToken=n%2F1`);
  assert.equal(
    listing?.read({ status: 200, headers: {}, body: { inferenceProfileSummaries } }).next,
    undefined,
  );
});

test('the policies name who may assume the role and both actions that calls need', () => {
  const trust = trustPolicy({ baseArn: 'arn:aws:iam::1:role/plugboard', externalId: 'plugboard-1' });
  assert.deepEqual(trust.Statement, [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::1:role/plugboard' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': 'plugboard-1' } },
    },
  ]);
  const [call] = invokePolicy('us-gov-west-1').Statement;
  assert.deepEqual(call?.['Action'], ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream']);
  assert.deepEqual(call?.['Resource'], [
    'arn:aws-us-gov:bedrock:*::foundation-model/*',
    'arn:aws-us-gov:bedrock:us-gov-west-1:*:inference-profile/*',
    'arn:aws-us-gov:bedrock:us-gov-west-1:*:application-inference-profile/*',
  ]);
  assert.match(JSON.stringify(invokePolicy()), /arn:aws:bedrock:\*:\*:inference-profile/);
});
