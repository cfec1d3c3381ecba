import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, test } from 'node:test';
import { EnvironmentReader } from './environment-reader.ts';
import { parseIssuers } from './parse-issuers.ts';
import { parseOidc } from './parse-oidc.ts';

const p256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const ed25519 = generateKeyPairSync('ed25519');
const shortRsa = generateKeyPairSync('rsa', { modulusLength: 1024 });

function readIssuers(value: unknown) {
  const reader = new EnvironmentReader({
    PLUGBOARD_ISSUERS: typeof value === 'string' ? value : JSON.stringify(value),
  });
  return { issuers: parseIssuers(reader), problems: reader.problems.map((problem) => problem.problem) };
}

function readOidc(value: unknown) {
  const reader = new EnvironmentReader({ PLUGBOARD_OIDC: JSON.stringify(value) });
  return { oidc: parseOidc(reader), problems: reader.problems.map((problem) => problem.problem) };
}

describe('PLUGBOARD_ISSUERS', () => {
  test('keys come by URL, as PEM or as JWK', () => {
    const { issuers, problems } = readIssuers([
      { issuer: 'https://one', audience: 'plugboard', jwks_url: 'https://one/keys' },
      {
        issuer: 'two',
        audience: 'plugboard',
        public_key: p256.publicKey.export({ type: 'spki', format: 'pem' }),
      },
      { issuer: 'three', audience: 'plugboard', public_key: ed25519.publicKey.export({ format: 'jwk' }) },
    ]);
    assert.deepEqual(problems, []);
    const [one, two, three] = issuers;
    assert.deepEqual(one, {
      issuer: 'https://one',
      audience: 'plugboard',
      key: { kind: 'jwks', url: 'https://one/keys' },
    });
    assert.ok(two?.key.kind === 'public_key' && two.key.key.equals(p256.publicKey));
    assert.ok(three?.key.kind === 'public_key' && three.key.key.equals(ed25519.publicKey));
  });

  const entry = { issuer: 'x', audience: 'plugboard' };
  const wrong: [what: string, value: unknown, problem: RegExp][] = [
    ['text that is not JSON', '{"issuer"', /^is not JSON$/],
    ['an object', {}, /^is not a JSON array$/],
    ['a text as entry', ['x'], /^\[0\] is not an object$/],
    ['no key', [entry], /^\[0\]\.jwks_url is missing/],
    ['two keys', [{ ...entry, jwks_url: 'https://x', public_key: 'y' }], /stands beside public_key/],
    ['no audience', [{ issuer: 'x', jwks_url: 'https://x' }], /^\[0\]\.audience is missing$/],
    ['a JWKS URL over plain http', [{ ...entry, jwks_url: 'http://x/keys' }], /plain http/],
    [
      'a mistyped field',
      [{ ...entry, jwks_url: 'https://x', jwks_uri: 'https://x' }],
      /^\[0\]\.jwks_uri is not known$/,
    ],
    [
      'the same issuer twice',
      [1, 2].map(() => ({ ...entry, jwks_url: 'https://x' })),
      /^\[1\]\.issuer is there twice$/,
    ],
    ['no key at all in the PEM', [{ ...entry, public_key: 'hello' }], /neither a PEM nor a JWK/],
    [
      'a private PEM',
      [{ ...entry, public_key: p256.privateKey.export({ type: 'pkcs8', format: 'pem' }) }],
      /private/,
    ],
    ['a private JWK', [{ ...entry, public_key: p256.privateKey.export({ format: 'jwk' }) }], /private/],
    ['a shared secret', [{ ...entry, public_key: { kty: 'oct', k: 'c2VjcmV0' } }], /symmetric/],
    [
      'a weak RSA key (S20)',
      [{ ...entry, public_key: shortRsa.publicKey.export({ format: 'jwk' }) }],
      /kind or size/,
    ],
  ];
  for (const [what, value, problem] of wrong) {
    test(`refuses ${what}`, () => {
      const { problems } = readIssuers(value);
      assert.equal(problems.length, 1, problems.join('; '));
      assert.match(problems[0] ?? '', problem);
    });
  }

  test('a JWKS URL on loopback may be plain http', () => {
    assert.deepEqual(readIssuers([{ ...entry, jwks_url: 'http://127.0.0.1:9000/keys' }]).problems, []);
  });
});

describe('PLUGBOARD_OIDC', () => {
  const minimal = {
    issuer: 'https://id.example/realm',
    client_id: 'plugboard',
    client_secret: 'marker-oidc',
  };

  test('three fields are enough', () => {
    const { oidc, problems } = readOidc(minimal);
    assert.deepEqual(problems, []);
    assert.equal(oidc?.clientSecret.reveal(), 'marker-oidc');
    assert.deepEqual(
      { ...oidc, clientSecret: null, roles: { ...oidc?.roles } },
      {
        issuer: 'https://id.example/realm',
        clientId: 'plugboard',
        clientSecret: null,
        scopes: ['openid', 'profile', 'email'],
        claims: { tenant: 'tenant', environments: 'environments', roles: 'roles' },
        roles: { ROLE_TENANT_ADMIN: 'tenant_admin' },
        defaultRole: null,
      },
    );
  });

  test('claims and roles are named by the operator', () => {
    const { oidc, problems } = readOidc({
      ...minimal,
      issuer: 'http://localhost:8090/',
      scopes: ['openid', 'tenants'],
      claims: { tenant: 'org_id' },
      roles: { Staff: 'operator', Admin: 'tenant_admin' },
      default_role: 'user',
    });
    assert.deepEqual(problems, []);
    assert.equal(oidc?.issuer, 'http://localhost:8090/');
    assert.deepEqual(oidc?.claims, { tenant: 'org_id', environments: 'environments', roles: 'roles' });
    assert.deepEqual({ ...oidc?.roles }, { Staff: 'operator', Admin: 'tenant_admin' });
    assert.equal(oidc?.defaultRole, 'user');
  });

  test('a role of the provider that is named like a part of every object grants nothing', () => {
    const { oidc } = readOidc({ ...minimal, roles: { Admin: 'tenant_admin' } });
    assert.equal(oidc?.roles['constructor'], undefined);
    assert.equal(Object.getPrototypeOf(oidc?.roles), null);
  });

  const wrong: [what: string, value: unknown, problem: RegExp][] = [
    ['a list', [], /^is not an object$/],
    ['no client secret', { ...minimal, client_secret: undefined }, /^client_secret is missing$/],
    ['an issuer over plain http', { ...minimal, issuer: 'http://id.example' }, /^issuer is plain http/],
    ['an issuer with a query', { ...minimal, issuer: 'https://id.example/?a' }, /^issuer has a query/],
    ['scopes without openid', { ...minimal, scopes: ['email'] }, /^scopes lacks openid$/],
    ['scopes as one text', { ...minimal, scopes: 'openid email' }, /^scopes is not a list/],
    ['a mistyped claim', { ...minimal, claims: { tenants: 'org' } }, /^claims\.tenants is not known$/],
    ['claims that are no object', { ...minimal, claims: 'org' }, /^claims is not an object$/],
    ['a role that there is not', { ...minimal, roles: { Admin: 'root' } }, /^roles maps to a role/],
    ['operators for everybody', { ...minimal, default_role: 'operator' }, /^default_role is not "user"/],
  ];
  for (const [what, value, problem] of wrong) {
    test(`refuses ${what}`, () => {
      const { problems } = readOidc(value);
      assert.equal(problems.length, 1, problems.join('; '));
      assert.match(problems[0] ?? '', problem);
    });
  }
});
