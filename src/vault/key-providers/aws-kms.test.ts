import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { startAwsKmsStandIn } from '../../../testkit/stand-ins/aws-kms.ts';
import { createOperatorClient } from '../../egress/operator-client.ts';
import { Secret } from '../../kernel/secret.ts';
import { type KeyFailure, KeyProviderError } from '../key-provider.ts';
import { createAwsKmsKeyProvider } from './aws-kms.ts';
import { parseKmsUrl } from './kms-url.ts';

const context = { deploymentId: 'deployment-1', tenantId: 'acme' };
const key = randomBytes(32);

async function start(t: TestContext, options: Parameters<typeof startAwsKmsStandIn>[0] = {}) {
  const service = await startAwsKmsStandIn(options);
  const client = createOperatorClient();
  t.after(async () => {
    await client.close();
    await service.close();
  });
  const url = parseKmsUrl(`aws-kms://${service.region}/alias/plugboard?endpoint=${service.origin}`);
  assert.ok(url.ok && url.config.kind === 'aws-kms');
  const { accessKeyId, secretAccessKey, sessionToken } = service.credentials;
  const credentials = {
    accessKeyId,
    secretAccessKey: new Secret(secretAccessKey),
    ...(sessionToken === undefined ? {} : { sessionToken: new Secret(sessionToken) }),
  };
  const config = { ...url.config, credentials: () => credentials };
  const provider = createAwsKmsKeyProvider(config, client.send, Date.now);
  return { service, config, client, credentials, provider, arn: service.createKey() };
}

function fails(work: Promise<unknown>, failure: KeyFailure, type?: RegExp): Promise<void> {
  return assert.rejects(work, (error) => {
    assert.ok(error instanceof KeyProviderError, String(error));
    assert.equal(error.failure, failure);
    if (type !== undefined) assert.match(String(error.cause), type);
    return true;
  });
}

test('a key wrapped by KMS names the key’s ARN and opens for its tenant and deployment alone', async (t) => {
  for (const sessionToken of [undefined, 'session-token-of-a-role']) {
    const { provider, arn } = await start(t, { sessionToken });
    const wrapped = await provider.wrap(key, context);
    assert.equal(wrapped.kekVersion, arn);
    assert.ok(provider.knows(arn) && !provider.knows('1'));
    assert.deepEqual(await provider.unwrap(wrapped, context), key);
    const other = provider.unwrap(wrapped, { ...context, tenantId: 'other' });
    await fails(other, 'wrong_key', /InvalidCiphertextException/);
    await fails(provider.unwrap(wrapped, { ...context, deploymentId: 'other' }), 'wrong_key');
  }
});

test('S16: an alias that is pointed at another key makes it the primary, and the old one still opens', async (t) => {
  const { provider, service, arn } = await start(t);
  const old = await provider.wrap(key, context);
  const next = service.createKey();
  assert.equal((await provider.wrap(key, context)).kekVersion, next);
  assert.deepEqual(await provider.unwrap(old, context), key);
  await fails(provider.unwrap({ ...old, kekVersion: next }, context), 'wrong_key', /IncorrectKeyException/);
  service.setEnabled(arn, false);
  await fails(provider.unwrap(old, context), 'refused', /DisabledException/);
  service.setEnabled(arn, true);
  assert.deepEqual(await provider.unwrap(old, context), key);
});

test('S19: throttled or cut off is unreachable; it passes', async (t) => {
  const { provider, service } = await start(t);
  const wrapped = await provider.wrap(key, context);
  for (const set of [service.setThrottled, service.setOutage]) {
    set(true);
    await fails(provider.unwrap(wrapped, context), 'unreachable');
    set(false);
    assert.deepEqual(await provider.unwrap(wrapped, context), key);
  }
});

test('wrong credentials, a missing key, another region and a clock that is off are refusals', async (t) => {
  const { provider, config, client, credentials } = await start(t);
  await provider.wrap(key, context);
  const wrongSecret = { ...credentials, secretAccessKey: new Secret('not-the-secret-key') };
  const wrongId = { ...credentials, accessKeyId: 'AKIAOTHER' };
  const strangeSession = { ...credentials, sessionToken: new Secret('of somebody else') };
  const cases: [Partial<typeof config>, number, RegExp][] = [
    [{ credentials: () => wrongSecret }, 0, /InvalidSignatureException/],
    [{ credentials: () => wrongId }, 0, /UnrecognizedClientException/],
    [{ credentials: () => strangeSession }, 0, /UnrecognizedClientException/],
    [{ region: 'us-east-1' }, 0, /InvalidSignatureException/],
    [{ keyId: 'alias/other' }, 0, /NotFoundException/],
    [{}, 6 * 60_000, /InvalidSignatureException/],
    [{}, -6 * 60_000, /InvalidSignatureException/],
  ];
  for (const [change, skewMs, type] of cases) {
    const other = createAwsKmsKeyProvider({ ...config, ...change }, client.send, () => Date.now() + skewMs);
    await fails(other.wrap(key, context), 'refused', type);
  }
});

test('S10: credentials in the process’s environment are never used', async (t) => {
  const { config, client, service } = await start(t);
  const { accessKeyId, secretAccessKey } = service.credentials;
  const planted = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  t.after(() => {
    for (const name of Object.keys(planted)) delete process.env[name];
  });
  Object.assign(process.env, planted);
  const credentials = () => ({ accessKeyId: 'AKIAOWN', secretAccessKey: new Secret('own-secret-key') });
  const provider = createAwsKmsKeyProvider({ ...config, credentials }, client.send, Date.now);
  await fails(provider.wrap(key, context), 'refused', /UnrecognizedClientException/);
});
