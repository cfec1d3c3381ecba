import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { embedPageNames } from '../../contract/embed-tokens.ts';
import type { PersonRecord } from '../../kernel/records.ts';
import { roles } from '../../kernel/scope.ts';
import { Secret } from '../../kernel/secret.ts';
import { mintToken } from '../../kernel/token-format.ts';
import type { StandingToken } from '../../snapshot/ports.ts';
import { Snapshot } from '../../snapshot/snapshot.ts';
import { emptyContent } from '../../storage/empty-content.ts';
import { judge } from '../judge.ts';
import type { Permission } from '../permissions.ts';
import { Signer } from '../signing.ts';
import { embedPages } from './embed-pages.ts';
import { type EmbedClaims, findEmbedCaller, signEmbedToken } from './embed-tokens.ts';
import { findFixedOperator, findTokenCaller, mayGrant } from './tokens.ts';

const now = 1_000_000;
const tenant = {
  id: 'acme',
  name: 'Acme',
  plan: 'standard',
  administeredBy: 'tenant',
  createdAt: 0,
  updatedAt: 0,
} as const;

class CountingSnapshot extends Snapshot {
  lookups = 0;

  override token(id: string): StandingToken | undefined {
    this.lookups += 1;
    return super.token(id);
  }
}

function issue(fields: Partial<StandingToken> = {}) {
  const { id, token, secretHash } = mintToken();
  const record: StandingToken = {
    id,
    tenantId: 'acme',
    environment: 'dev',
    name: 't',
    role: 'user',
    agentId: null,
    secretHash: Buffer.from(secretHash).toString('latin1'),
    createdBy: { kind: 'system', id: 's' },
    expiresAt: null,
    suspendedAt: null,
    ...fields,
  };
  return { text: token.reveal(), record };
}

function snapshotOf(tokens: StandingToken[], people: PersonRecord[] = []): CountingSnapshot {
  const snapshot = new CountingSnapshot();
  snapshot.replace({ ...emptyContent, tenants: [tenant], tokens, people });
  return snapshot;
}

test('S37 a bad shape or checksum is refused without any look-up', () => {
  const { text, record } = issue();
  const snapshot = snapshotOf([record]);
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom('0', 'A', 'z', '_', '-'), (at, character) => {
      fc.pre(text[at] !== character);
      return findTokenCaller(text.slice(0, at) + character + text.slice(at + 1), snapshot, now) === undefined;
    }),
  );
  assert.equal(snapshot.lookups, 0);
  assert.equal(findTokenCaller(text, snapshot, now)?.actor.id, record.id);
  assert.equal(snapshot.lookups, 1);
});

test('S37 the right id with another token’s secret opens nothing', () => {
  const mine = issue();
  const theirs = issue();
  const swapped = snapshotOf([{ ...mine.record, secretHash: theirs.record.secretHash }]);
  assert.equal(findTokenCaller(mine.text, swapped, now), undefined);
});

test('S37 secrets are compared in constant time, tokens and the operator’s alike', () => {
  const source = readFileSync(new URL('./tokens.ts', import.meta.url), 'utf8');
  assert.equal(source.match(/timingSafeEqual\(/g)?.length, 2);
  assert.doesNotMatch(
    source,
    /(secretHash|reveal\(\)|hashToken\([^)]*\))\s*[!=]==?|[!=]==?\s*(token\.secretHash|hashToken)/,
  );
  const operator = {
    token: new Secret('x'.repeat(40)),
    actor: { kind: 'operator_token', id: 'o', role: 'operator' },
  } as const;
  assert.equal(findFixedOperator('x'.repeat(40), [operator])?.role, 'operator');
  for (const wrong of ['', 'x', 'x'.repeat(39), 'x'.repeat(41)])
    assert.equal(findFixedOperator(wrong, [operator]), undefined);
});

test('S41 a token is worth at most what its maker is worth now, whatever the maker was when it was made', () => {
  const person: PersonRecord = {
    id: 'p',
    issuer: 'i',
    subject: 's',
    name: 'P',
    email: null,
    suspendedAt: null,
    createdAt: 0,
    lastSignedInAt: null,
    memberships: [{ tenantId: 'acme', environment: 'dev', role: 'tenant_admin' }],
  };
  const made = issue({ createdBy: { kind: 'person', id: 'p' } });
  const works = (maker: Partial<PersonRecord> | null) =>
    findTokenCaller(
      made.text,
      snapshotOf([made.record], maker === null ? [] : [{ ...person, ...maker }]),
      now,
    ) !== undefined;
  assert.equal(works({}), true);
  assert.equal(works({ memberships: [{ tenantId: 'platform', environment: null, role: 'operator' }] }), true);
  for (const less of [
    null,
    { suspendedAt: 1 },
    { memberships: [] },
    { memberships: [{ tenantId: 'acme', environment: 'dev', role: 'user' }] },
    { memberships: [{ tenantId: 'acme', environment: 'prod', role: 'tenant_admin' }] },
    { memberships: [{ tenantId: 'other', environment: 'dev', role: 'tenant_admin' }] },
  ] as const) {
    assert.equal(works(less as Partial<PersonRecord> | null), false, JSON.stringify(less));
  }
});

test('S41 a chain of makers is followed to its root, and one without end opens nothing', () => {
  const root = issue({ role: 'tenant_admin' });
  const chain = [root];
  for (let link = 0; link < 12; link += 1) {
    chain.push(
      issue({ role: 'tenant_admin', createdBy: { kind: 'token', id: chain.at(-1)?.record.id ?? '' } }),
    );
  }
  const works = (index: number, change: (record: StandingToken) => StandingToken = (record) => record) =>
    findTokenCaller(chain[index]?.text ?? '', snapshotOf(chain.map(({ record }) => change(record))), now) !==
    undefined;
  assert.deepEqual([works(0), works(8), works(9)], [true, true, false]);
  const rootIs = (fields: Partial<StandingToken>) => (record: StandingToken) =>
    record.id === root.record.id ? { ...record, ...fields } : record;
  assert.equal(works(5, rootIs({ suspendedAt: 1 })), false);
  assert.equal(works(5, rootIs({ expiresAt: now })), false);
  assert.equal(works(5, rootIs({ expiresAt: now + 1 })), true);
  const circle = issue();
  const own = { ...circle.record, createdBy: { kind: 'token', id: circle.record.id } } as const;
  assert.equal(findTokenCaller(circle.text, snapshotOf([own]), now), undefined);
});

test('S41 nobody grants more than the own role', () => {
  for (const granted of roles) {
    assert.equal(mayGrant('operator', granted), true);
    assert.equal(mayGrant('tenant_admin', granted), granted === 'tenant_admin' || granted === 'user');
    assert.equal(mayGrant('user', granted) || mayGrant('service', granted), false);
  }
});

const signerOf = (keyId: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return new Signer(keyId, privateKey, new Map([[keyId, publicKey]]));
};
const signer = signerOf('key-1');
const frame: EmbedClaims = {
  tenantId: 'acme',
  environment: 'dev',
  role: 'tenant_admin',
  pages: ['models'],
  subject: 'u-1',
  createdBy: { kind: 'operator_token', id: 'o' },
  createdAt: now,
  expiresAt: now + 60_000,
};
const framed = (claims: Partial<EmbedClaims> = {}, by = signer) =>
  signEmbedToken(by, 'here', { ...frame, ...claims }).reveal();
const frameCaller = (text: string, snapshot = snapshotOf([]), at = now) =>
  findEmbedCaller(text, { signer, deploymentId: 'here', snapshot }, at);

test('S41 a token for a frame has the rights of its pages within its role, and ends with who made it', () => {
  const caller = frameCaller(framed());
  assert.ok(caller);
  assert.deepEqual([caller.name, caller.home], ['u-1', { tenantId: 'acme', environment: 'dev' }]);
  const own = { administeredBy: 'tenant' } as const;
  const may = (permission: Permission, by: typeof own | { administeredBy: 'operator' } = own) =>
    judge(caller, permission, by) === 'allowed';
  assert.deepEqual(
    [
      may('models.manage'),
      may('platform.view'),
      may('tokens.manage'),
      may('embed_tokens.create'),
      may('audit.view'),
    ],
    [true, true, false, false, false],
  );
  assert.equal(may('models.manage', { administeredBy: 'operator' }), false);
  assert.equal(frameCaller(framed(), snapshotOf([]), frame.expiresAt), undefined, 'its time is over');
  assert.equal(frameCaller(framed({ tenantId: 'gone' })), undefined);
  const { record } = issue({ role: 'tenant_admin' });
  const made = framed({ createdBy: { kind: 'token', id: record.id } });
  assert.ok(frameCaller(made, snapshotOf([record])));
  assert.equal(frameCaller(made, snapshotOf([{ ...record, suspendedAt: now }])), undefined);
  assert.equal(frameCaller(made), undefined, 'the token that made it is deleted');
});

test('S37 a token for a frame that anybody touched, or that another key or deployment signed, is none', () => {
  const text = framed();
  const [header = '', payload = '', signature = ''] = text.split('.');
  const changed = (part: string, from: string, to: string) =>
    Buffer.from(Buffer.from(part, 'base64url').toString().replace(from, to)).toString('base64url');
  for (const forged of [
    `${header}.${changed(payload, '"models"', '"fallback"')}.${signature}`,
    `${changed(header, 'EdDSA', 'none')}.${payload}.`,
    `${changed(header, 'plugboard-embed+jwt', 'JWT')}.${payload}.${signature}`,
    `${header}.${payload}`,
    `${text}.`,
    '..',
    'eyJ.e30.AA',
    framed({}, signerOf('key-1')),
    framed({}, signerOf('key-2')),
    signEmbedToken(signer, 'elsewhere', frame).reveal(),
  ]) {
    assert.equal(frameCaller(forged), undefined, forged);
  }
});

test('the pages of the contract are those that have rights', () => {
  assert.deepEqual(embedPages, [...embedPageNames]);
});
