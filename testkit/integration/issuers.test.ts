import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { SignJWT } from 'jose';
import { onPostgres, startTestApp } from '../harness.ts';

const issuer = 'https://platform.example';
const audience = 'plugboard';
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const public_key = publicKey.export({ type: 'spki', format: 'pem' }).toString();

onPostgres('a platform that signs its own', (storage) => {
  test('S38 a JWT acts as a token does, in its tenant alone, and not beyond what is there', async () => {
    const env = { PLUGBOARD_ISSUERS: JSON.stringify([{ issuer, audience, public_key }]) };
    const app = await startTestApp({ storage, env });
    const as = async (claims: Record<string, unknown>) => {
      const iat = Math.floor(app.clock.now() / 1000);
      const token = new SignJWT({
        iss: issuer,
        aud: audience,
        sub: 'somebody',
        iat,
        exp: iat + 60,
        ...claims,
      });
      return app.as(await token.setProtectedHeader({ alg: 'EdDSA' }).sign(privateKey));
    };
    for (const id of ['acme', 'other']) await app.operator.call('POST', '/tenants', { id });
    await app.operator.in('acme', 'dev').call('POST', '/agents', { id: 'bot' });
    const dev = { tenant: 'acme', env: 'dev' };

    const admin = await as({ ...dev, role: 'tenant_admin' });
    assert.equal((await admin.get('/v1/models')).status, 200);
    assert.equal((await admin.call('POST', '/agents', { id: 'made' })).status, 201);
    assert.equal((await admin.get('/tenants/other')).status, 404);
    assert.equal((await admin.get('/agents', { 'x-plugboard-tenant': 'other' })).status, 200);
    assert.equal((await admin.get('/tenants')).status, 403);
    const audit = (await app.operator.in('acme', 'dev').get('/audit')).body['items'] as { actor: object }[];
    assert.deepEqual(audit[0]?.actor, { kind: 'jwt', id: `${issuer}#somebody`, role: 'tenant_admin' });

    const bound = await as({ ...dev, role: 'user', agent: 'bot' });
    assert.deepEqual(
      ((await bound.get('/agents')).body['items'] as { id: string }[]).map(({ id }) => id),
      ['bot'],
    );
    assert.equal((await (await as({ ...dev, role: 'user', agent: 'absent' })).get('/v1/models')).status, 404);

    for (const claims of [
      { tenant: 'absent', env: 'dev', role: 'tenant_admin' },
      { tenant: 'platform', env: 'prod', role: 'tenant_admin' },
      { role: 'operator' },
    ]) {
      assert.equal((await (await as(claims)).get('/session')).status, 401, JSON.stringify(claims));
    }
    const service = await as({ role: 'service' });
    for (const tenant of ['acme', 'other'])
      assert.equal((await service.in(tenant, 'prod').get('/v1/models')).status, 200);
    assert.equal((await service.in('absent', 'prod').get('/v1/models')).status, 404);
    assert.equal((await service.in('acme', 'dev').get('/agents')).status, 403);

    const wish = { name: 'made by a JWT', role: 'user', environment: 'dev' };
    const made = await admin.call('POST', '/tenants/acme/tokens', wish);
    const lastsMs = Date.parse(String(made.body['expires_at'])) - app.clock.now();
    assert.ok(lastsMs > 0 && lastsMs <= 60_000, 'S41 a token that a JWT makes lives no longer than the JWT');
    const lasting = { ...wish, expires_at: new Date(app.clock.now() + 3_600_000).toISOString() };
    assert.equal((await admin.call('POST', '/tenants/acme/tokens', lasting)).status, 400);

    const embedded = await app.operator.in('acme', 'dev').call('POST', '/embed_tokens', {
      role: 'tenant_admin',
      pages: ['agents', 'chat'],
      subject: 'u-17',
    });
    assert.equal(embedded.body['url'], `${app.url}/embed/t/acme/dev/agents`);
    const frame = app.as(String(embedded.body['token']));
    assert.equal((await frame.call('POST', '/agents', { id: 'from-a-frame' })).status, 201);
    assert.deepEqual(
      [await frame.get('/tokens'), await frame.get('/v1/models'), await frame.get('/audit')].map(
        ({ status }) => status,
      ),
      [404, 401, 403],
      'S38 for its pages alone, and not for calls',
    );
    const boundToPages = (await frame.get('/session')).body['permissions'] as string[];
    assert.ok(boundToPages.includes('agents.manage') && !boundToPages.includes('embed_tokens.create'));
    const tooMuch = { role: 'tenant_admin', pages: ['agents'], subject: 'u-17' };
    assert.equal((await frame.call('POST', '/embed_tokens', tooMuch)).status, 403);
    assert.equal(
      (await app.operator.in('platform', 'prod').call('POST', '/embed_tokens', tooMuch)).status,
      409,
    );

    await app.operator.call('DELETE', '/tenants/acme');
    assert.equal((await admin.get('/v1/models')).status, 401);
    await app.close();
  });
});
