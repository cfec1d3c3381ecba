import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { inspect } from 'node:util';
import { startVaultTransitStandIn } from '../../../testkit/stand-ins/vault-transit.ts';
import { createOperatorClient } from '../../egress/operator-client.ts';
import { Secret } from '../../kernel/secret.ts';
import { type KeyFailure, KeyProviderError } from '../key-provider.ts';
import { parseKmsUrl } from './kms-url.ts';
import { createVaultTransitKeyProvider } from './vault-transit.ts';

const context = { deploymentId: 'deployment-1', tenantId: 'acme' };
const key = randomBytes(32);

async function start(
  t: TestContext,
  options: Parameters<typeof startVaultTransitStandIn>[0] = {},
  token?: string,
) {
  const service = await startVaultTransitStandIn(options);
  const client = createOperatorClient();
  t.after(async () => {
    await client.close();
    await service.close();
  });
  const url = parseKmsUrl(service.kmsUrl);
  assert.ok(url.ok && url.config.kind === 'vault-transit');
  const config = { ...url.config, token: () => new Secret(token ?? service.token()) };
  return { service, config, client, provider: createVaultTransitKeyProvider(config, client.send) };
}

function fails(work: Promise<unknown>, failure: KeyFailure): Promise<void> {
  return assert.rejects(work, (error) => {
    assert.ok(error instanceof KeyProviderError, String(error));
    assert.equal(error.failure, failure);
    assert.equal(error.code, failure === 'wrong_key' ? 'needs_reentry' : 'vault_unavailable');
    return true;
  });
}

test('a key wrapped by transit opens for its tenant and deployment alone', async (t) => {
  const { provider } = await start(t, { mount: 'kms/eu', keyName: 'main', namespace: 'team' });
  const wrapped = await provider.wrap(key, context);
  assert.equal(wrapped.kekVersion, 'kms/eu/main:v1');
  assert.ok(provider.knows(wrapped.kekVersion) && !provider.knows('transit/main:v1') && !provider.knows('1'));
  assert.deepEqual(await provider.unwrap(wrapped, context), key);
  await fails(provider.unwrap(wrapped, { ...context, tenantId: 'other' }), 'wrong_key');
  await fails(provider.unwrap(wrapped, { ...context, deploymentId: 'other' }), 'wrong_key');
});

test('a ciphertext under another version than its row says does not open', async (t) => {
  const { provider } = await start(t);
  const wrapped = await provider.wrap(key, context);
  await fails(provider.unwrap({ ...wrapped, kekVersion: 'transit/plugboard:v2' }, context), 'wrong_key');
  await fails(provider.unwrap({ ...wrapped, kekVersion: 'other/plugboard:v1' }, context), 'wrong_key');
  await fails(provider.unwrap({ ...wrapped, wrapped: Buffer.from('nonsense') }, context), 'wrong_key');
});

test('S16: after a rotation new keys go under the new version and old ones open, until they are switched off', async (t) => {
  const { provider, service } = await start(t);
  const old = await provider.wrap(key, context);
  service.rotate();
  assert.equal((await provider.wrap(key, context)).kekVersion, 'transit/plugboard:v2');
  assert.deepEqual(await provider.unwrap(old, context), key);
  service.setMinDecryptionVersion(2);
  await fails(provider.unwrap(old, context), 'refused');
  service.setMinDecryptionVersion(1);
  assert.deepEqual(await provider.unwrap(old, context), key);
});

test('S19: sealed, rate limited or cut off is unreachable; it passes', async (t) => {
  const { provider, service } = await start(t);
  const wrapped = await provider.wrap(key, context);
  for (const set of [service.setSealed, service.setRateLimited, service.setOutage]) {
    set(true);
    await fails(provider.unwrap(wrapped, context), 'unreachable');
    await fails(provider.wrap(key, context), 'unreachable');
    set(false);
    assert.deepEqual(await provider.unwrap(wrapped, context), key);
  }
});

test('a wrong token, namespace or mount, a deleted key and a metadata address are refusals', async (t) => {
  const { provider, service, config, client } = await start(t);
  const wrapped = await provider.wrap(key, context);
  service.setDeleted(true);
  await fails(provider.unwrap(wrapped, context), 'refused');
  service.setDeleted(false);
  const changes = [
    { namespace: 'other' },
    { mount: 'other' },
    { token: () => new Secret('hvs.wrong-token') },
  ];
  for (const change of [...changes, { address: 'http://169.254.169.254' }]) {
    const other = createVaultTransitKeyProvider({ ...config, ...change }, client.send);
    await fails(other.wrap(key, context), 'refused');
  }
});

test('a renewed token is used from the next call on', async (t) => {
  const { provider, service } = await start(t);
  const wrapped = await provider.wrap(key, context);
  service.renewToken();
  assert.deepEqual(await provider.unwrap(wrapped, context), key);
});

test('S56: no error carries the token or the key', async (t) => {
  const { provider, service } = await start(t, {}, 'hvs.marker-token');
  const refused = await provider.wrap(key, context).catch((error: unknown) => error);
  service.setOutage(true);
  const unreachable = await provider.wrap(key, context).catch((error: unknown) => error);
  for (const error of [refused, unreachable]) {
    assert.ok(error instanceof KeyProviderError);
    const shown = inspect(error, { depth: 20, showHidden: true });
    for (const secret of ['marker-token', key.toString('base64'), key.toString('hex')])
      assert.ok(!shown.includes(secret));
  }
});

test('a page of some proxy that says 200 is an outage and not a lost secret', async () => {
  const send = async () => ({ status: 200, headers: {}, body: Buffer.from('<html>Sign in</html>') });
  const config = {
    address: 'https://vault',
    mount: 'transit',
    keyName: 'plugboard',
    token: () => new Secret('x'),
  };
  const provider = createVaultTransitKeyProvider(config, send);
  await fails(provider.wrap(key, context), 'unreachable');
  const wrapped = { kekVersion: 'transit/plugboard:v1', wrapped: Buffer.from('vault:v1:AAAA') };
  await fails(provider.unwrap(wrapped, context), 'unreachable');
});

test('an answer of a decryption counts as a lost secret only where Vault says that the bytes do not open', async () => {
  const cases: [number, string, KeyFailure][] = [
    [400, 'cipher: message authentication failed', 'wrong_key'],
    [400, 'encryption key not found', 'refused'],
    [400, 'ciphertext or signature version is disallowed by policy (too old)', 'refused'],
    [403, 'permission denied', 'refused'],
    [404, 'no handler for route', 'refused'],
    [412, 'required index state not present', 'unreachable'],
    [429, 'rate limit quota exceeded', 'unreachable'],
    [473, 'performance standby', 'unreachable'],
    [500, 'internal error', 'unreachable'],
    [503, 'Vault is sealed', 'unreachable'],
  ];
  const config = {
    address: 'https://vault',
    mount: 'transit',
    keyName: 'plugboard',
    token: () => new Secret('x'),
  };
  const wrapped = { kekVersion: 'transit/plugboard:v1', wrapped: Buffer.from('vault:v1:AAAA') };
  for (const [status, said, failure] of cases) {
    const send = async () => ({ status, headers: {}, body: Buffer.from(JSON.stringify({ errors: [said] })) });
    await fails(createVaultTransitKeyProvider(config, send).unwrap(wrapped, context), failure);
  }
});
