import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findSignatureProblem } from '../../testkit/stand-ins/aws-signature.ts';
import { Secret } from '../kernel/secret.ts';
import { type SignableRequest, signForAws } from './aws-signer.ts';

function partsOf(headers: Record<string, string>): {
  signed: string | undefined;
  signature: string | undefined;
} {
  const [, signed, signature] =
    /SignedHeaders=([^,]+), Signature=(.+)$/.exec(headers['authorization'] ?? '') ?? [];
  return { signed, signature };
}

test('AWS’s own example (IAM ListUsers, 2015-08-30) is signed as AWS publishes it', async () => {
  const headers = await signForAws(
    {
      method: 'GET',
      url: 'https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08',
      contentType: 'application/x-www-form-urlencoded; charset=utf-8',
    },
    { service: 'iam', region: 'us-east-1' },
    {
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: new Secret('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'),
    },
    new Date('2015-08-30T12:36:00Z'),
  );
  assert.equal(headers['x-amz-date'], '20150830T123600Z');
  assert.deepEqual(partsOf(headers), {
    signed: 'content-type;host;x-amz-date',
    signature: '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
  });
});

const key = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: new Secret('example-secret-key') };
const now = new Date('2026-01-02T03:04:05Z');
const hi = Buffer.from('{"messages":[{"role":"user","content":[{"text":"hi"}]}]}');
const runtime = 'https://bedrock-runtime.us-east-1.amazonaws.com';

/** Computed vectors: signed with botocore and recomputed independently (wire-protocols.md, appendix A). */
test('model ids with a colon and ARNs keep their single encoding in the URL and get a double one in the signature', async () => {
  const converse = (path: string): SignableRequest => ({
    method: 'POST',
    url: `${runtime}${path}`,
    contentType: 'application/json',
    body: hi,
  });
  const bedrock = { service: 'bedrock', region: 'us-east-1' };
  const model = await signForAws(
    converse('/model/anthropic.claude-3-haiku-20240307-v1%3A0/converse'),
    bedrock,
    key,
    now,
  );
  assert.deepEqual(partsOf(model), {
    signed: 'content-type;host;x-amz-date',
    signature: 'd3ed510660bc874eca6b5065dc6fd048fc4062b187ef19eb09c8dfa7df8de9a0',
  });
  const arn = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/ab12';
  const profile = await signForAws(
    converse(`/model/${encodeURIComponent(arn)}/converse`),
    bedrock,
    { ...key, sessionToken: new Secret('TOKEN') },
    now,
  );
  assert.equal(profile['x-amz-security-token'], 'TOKEN');
  assert.deepEqual(partsOf(profile), {
    signed: 'content-type;host;x-amz-date;x-amz-security-token',
    signature: '3d5bdfe1d475a0f6de923fd7b2fa70a7d73fa1c9b1615e59659b537d698c52e1',
  });
});

test('a form for STS is signed as computed elsewhere', async () => {
  const headers = await signForAws(
    {
      method: 'POST',
      url: 'https://sts.us-east-1.amazonaws.com/',
      contentType: 'application/x-www-form-urlencoded',
      body: Buffer.from('Action=GetCallerIdentity&Version=2011-06-15'),
    },
    { service: 'sts', region: 'us-east-1' },
    key,
    now,
  );
  assert.equal(
    partsOf(headers).signature,
    '1f5c6b390915e75c48c3154188a9eb47de2992bcae7a528c061e3f3098ff30c2',
  );
});

test('a verifier that was written from the description takes the signature, and no changed request', async () => {
  const path = '/model/a%3Ab%2Fc/invoke';
  const url = `http://127.0.0.1:4566${path}`;
  const body = 'é{"x":1}';
  const request = { method: 'POST', url, contentType: 'application/json', body: Buffer.from(body) } as const;
  const signed = await signForAws(request, { service: 'bedrock', region: 'eu-west-1' }, key, now);
  const expected = {
    service: 'bedrock',
    region: 'eu-west-1',
    accessKeyId: key.accessKeyId,
    secretAccessKey: 'example-secret-key',
    sessionToken: undefined,
    nowMs: now.getTime(),
    signedHeaders: ['host', 'x-amz-date', 'content-type'],
  };
  const arrived = { method: 'POST', path, headers: { host: '127.0.0.1:4566', ...signed }, body };
  assert.equal(findSignatureProblem(arrived, expected), undefined);
  assert.notEqual(findSignatureProblem({ ...arrived, body: `${body} ` }, expected), undefined);
  assert.notEqual(findSignatureProblem({ ...arrived, path: '/model/a%3Ab/c/invoke' }, expected), undefined);
  const elsewhere = { ...arrived, headers: { ...arrived.headers, host: 'evil.example' } };
  assert.notEqual(findSignatureProblem(elsewhere, expected), undefined);
});
