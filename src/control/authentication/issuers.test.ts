import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { SignJWT } from 'jose';
import { startLoopbackServer } from '../../../testkit/stand-ins/loopback-server.ts';
import { createTestClock } from '../../../testkit/test-clock.ts';
import { createOperatorClient } from '../../egress/operator-client.ts';
import type { SendAsOperator } from '../../kernel/ports.ts';
import { type Issuer, IssuerVerifier } from './issuers.ts';

const minute = 60;
const issuer = 'https://platform.example';
const audience = 'plugboard';
const refuseToSend: SendAsOperator = () => Promise.reject(new Error('nothing may be fetched'));

const pairs = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  PS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  EdDSA: generateKeyPairSync('ed25519'),
};
const clock = createTestClock();
const nowSeconds = () => Math.floor(clock.now() / 1000);

interface Wish {
  alg?: keyof typeof pairs;
  key?: KeyObject;
  kid?: string;
}

function sign(
  claims: Record<string, unknown>,
  { alg = 'EdDSA', key = pairs[alg].privateKey, kid }: Wish = {},
): Promise<string> {
  const iat = nowSeconds();
  const whole = {
    iss: issuer,
    aud: audience,
    sub: 'ai-features',
    iat,
    exp: iat + minute,
    role: 'service',
    ...claims,
  };
  return new SignJWT(whole).setProtectedHeader({ alg, ...(kid !== undefined && { kid }) }).sign(key);
}

const verifierFor = (alg: keyof typeof pairs, more: Partial<Issuer> = {}) =>
  new IssuerVerifier(
    [{ issuer, audience, key: { kind: 'public_key', key: pairs[alg].publicKey }, ...more }],
    refuseToSend,
    clock.now,
  );

describe('JWTs of a configured issuer', () => {
  const verifier = verifierFor('EdDSA');
  const admin = { role: 'tenant_admin', tenant: 'acme', env: 'dev' };

  for (const alg of ['RS256', 'PS256', 'ES256', 'EdDSA'] as const) {
    test(`S38 one that is signed with ${alg} is as good as a token`, async () => {
      const exp = nowSeconds() + minute;
      const caller = await verifierFor(alg).verify(await sign({ ...admin, agent: 'bot', exp }, { alg }));
      assert.deepEqual(caller, {
        actor: { kind: 'jwt', id: `${issuer}#ai-features`, role: 'tenant_admin' },
        role: 'tenant_admin',
        name: 'ai-features',
        home: { tenantId: 'acme', environment: 'dev' },
        agentId: 'bot',
        expiresAt: exp * 1000,
      });
    });
  }

  test('S38 a service names where it acts with each call; a tenant’s own caller has a home', async () => {
    assert.equal((await verifier.verify(await sign({})))?.home, null);
    for (const role of ['tenant_admin', 'user']) {
      assert.equal((await verifier.verify(await sign({ ...admin, role })))?.role, role);
      assert.equal(await verifier.verify(await sign({ role })), undefined, `${role} without a tenant`);
    }
  });

  test('S38 wrong issuer, audience, time, life, role, place or signature: no caller', async () => {
    const now = nowSeconds();
    const other = generateKeyPairSync('ed25519').privateKey;
    const refused: Record<string, Promise<string>> = {
      'another issuer': sign({ iss: 'https://evil.example' }),
      'no issuer': sign({ iss: '' }),
      'another audience': sign({ aud: 'somebody-else' }),
      'another key': sign({}, { key: other }),
      expired: sign({ iat: now - 200, exp: now - 60 }),
      'not yet valid': sign({ nbf: now + 120 }),
      'too long a life': sign({ exp: now + 5 * minute + 1 }),
      'made in the future': sign({ iat: now + 86_400, exp: now + 86_400 + minute }),
      'no expiry': sign({ exp: undefined }),
      'no time of making': sign({ iat: undefined }),
      'no subject': sign({ sub: undefined }),
      'an empty subject': sign({ sub: '' }),
      'a subject that is no text': sign({ sub: { toString: 'x' } }),
      'a subject with a control character': sign({ sub: 'ann\u0000' }),
      'a subject of half a character': sign({ sub: 'ann\ud800' }),
      'role operator': sign({ role: 'operator' }),
      'an unknown role': sign({ role: 'root' }),
      'a list of roles': sign({ role: ['service'] }),
      'no role': sign({ role: undefined }),
      'a tenant without an environment': sign({ ...admin, env: undefined }),
      'an unknown environment': sign({ ...admin, env: 'staging' }),
      'a tenant that is no slug': sign({ ...admin, tenant: '../acme' }),
      'the reserved tenant': sign({ ...admin, tenant: 'platform' }),
      'an agent that is no slug': sign({ ...admin, agent: 'a/b' }),
    };
    for (const [what, token] of Object.entries(refused)) {
      assert.equal(await verifier.verify(await token), undefined, what);
    }
    assert.ok(
      await verifier.verify(await sign({ exp: now + 5 * minute, iat: now })),
      'five minutes are allowed',
    );
  });

  test('S38 alg none, and HMAC with the public key as its secret, are refused', async () => {
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const payload = encode({
      iss: issuer,
      aud: audience,
      sub: 'x',
      iat: nowSeconds(),
      exp: nowSeconds() + 60,
      role: 'service',
    });
    const rsa = verifierFor('RS256');
    const pem = pairs.RS256.publicKey.export({ type: 'spki', format: 'pem' });
    for (const secret of [pem, pairs.RS256.publicKey.export({ type: 'spki', format: 'der' })]) {
      const head = `${encode({ alg: 'HS256', typ: 'JWT' })}.${payload}`;
      assert.equal(
        await rsa.verify(`${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`),
        undefined,
      );
    }
    for (const alg of ['none', 'None', 'NONE', '']) {
      assert.equal(await rsa.verify(`${encode({ alg })}.${payload}.`), undefined, alg);
    }
    for (const garbage of ['eyJ..', 'eyJ.eyJ.eyJ', `${encode({ alg: 'RS256', crit: ['x'] })}.${payload}.x`]) {
      assert.equal(await rsa.verify(garbage), undefined, garbage);
    }
  });

  test('S38 a JWT that verified is not good for longer than it says', async () => {
    const token = await sign({});
    assert.ok(await verifier.verify(token));
    clock.advance((minute + 31) * 1000);
    assert.equal(await verifier.verify(token), undefined);
  });

  test('a service’s JWTs for thousands of tenants are verified without any look-up', async () => {
    const token = await sign({});
    const from = performance.now();
    for (let call = 0; call < 20_000; call += 1) assert.ok(await verifier.verify(token));
    const own = await Promise.all(
      Array.from({ length: 500 }, (_, index) => sign({ ...admin, tenant: `tenant-${index}` })),
    );
    for (const one of own) assert.ok(await verifier.verify(one));
    // Generous: a look-up for each would take minutes.
    assert.ok(performance.now() - from < 10_000);
  });
});

describe('an issuer’s key set', () => {
  let server: Awaited<ReturnType<typeof startLoopbackServer>>;
  const client = createOperatorClient();
  const served = { keys: [] as object[], fetches: 0, status: 200 };
  const keyOf = (alg: keyof typeof pairs, kid: string) => ({
    ...pairs[alg].publicKey.export({ format: 'jwk' }),
    kid,
    alg,
  });

  before(async () => {
    server = await startLoopbackServer((_request, response) => {
      served.fetches += 1;
      response.writeHead(served.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ keys: served.keys }));
    });
  });
  after(async () => {
    await server.close();
    await client.close();
  });
  const verifier = () =>
    new IssuerVerifier(
      [{ issuer, audience, key: { kind: 'jwks', url: `${server.origin}/keys` } }],
      client.send,
      clock.now,
    );

  test('S38 a new key is found by its id, once in a while, whatever strangers send', async () => {
    Object.assign(served, { keys: [keyOf('RS256', 'first')], fetches: 0, status: 200 });
    const one = verifier();
    assert.ok(await one.verify(await sign({}, { alg: 'RS256', kid: 'first' })));
    served.keys = [keyOf('ES256', 'second')];
    const rotated = await sign({ sub: 'rotated' }, { alg: 'ES256', kid: 'second' });
    assert.equal(await one.verify(rotated), undefined, 'the cooldown holds');
    clock.advance(31_000);
    const fresh = await sign({ sub: 'rotated' }, { alg: 'ES256', kid: 'second' });
    assert.ok(await one.verify(fresh), 'after it the new key is fetched');
    const fetches = served.fetches;
    for (let stranger = 0; stranger < 50; stranger += 1) {
      assert.equal(
        await one.verify(await sign({ sub: `${stranger}` }, { kid: `unknown-${stranger}` })),
        undefined,
      );
    }
    assert.equal(served.fetches, fetches);
    assert.equal(
      await one.verify(await sign({ sub: 'old' }, { alg: 'RS256', kid: 'first' })),
      undefined,
      'the old key is gone',
    );
  });

  test('S38 while the key set is away, known keys serve, and strangers do not make it be asked again and again', async () => {
    Object.assign(served, { keys: [keyOf('EdDSA', 'only')], fetches: 0, status: 503 });
    const cold = verifier();
    for (let call = 0; call < 20; call += 1) {
      await assert.rejects(cold.verify(await sign({ sub: `${call}` }, { kid: 'only' })));
    }
    assert.equal(served.fetches, 1);
    served.status = 200;
    clock.advance(3_000);
    assert.ok(await cold.verify(await sign({}, { kid: 'only' })));
    served.status = 503;
    clock.advance(11 * 60_000);
    const fetches = served.fetches;
    for (let call = 0; call < 20; call += 1)
      assert.ok(await cold.verify(await sign({ sub: `${call}` }, { kid: 'only' })));
    assert.equal(served.fetches, fetches + 1);
  });
});
