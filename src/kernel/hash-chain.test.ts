import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { auditHash } from './audit-hash.ts';
import { canonicalJson, chainHash, genesisHash } from './hash-chain.ts';
import type { AuditRow } from './records.ts';

test('S55 a chain hash is what its description says, so that anyone can repeat it', () => {
  const bytes = Buffer.concat([
    Buffer.alloc(32),
    Buffer.from([0, 0, 0, 1]),
    Buffer.from('a'),
    Buffer.from([0, 0, 0, 3]),
    Buffer.from('€'),
  ]);
  assert.deepEqual(
    Buffer.from(chainHash(genesisHash, ['a', '€'])),
    createHash('sha256').update(bytes).digest(),
  );
});

test('S55 fields that are cut elsewhere make another hash', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.string()), (a, b) => {
      fc.pre(JSON.stringify(a) !== JSON.stringify(b));
      return Buffer.compare(chainHash(genesisHash, a), chainHash(genesisHash, b)) !== 0;
    }),
  );
  assert.notDeepEqual(chainHash(genesisHash, ['ab', 'c']), chainHash(genesisHash, ['a', 'bc']));
  assert.notDeepEqual(chainHash(genesisHash, ['']), chainHash(genesisHash, []));
});

test('S55 every field of an audit row changes its hash', () => {
  const row: Omit<AuditRow, 'hash'> = {
    tenantId: 'acme',
    seq: 1,
    at: 0,
    environment: 'dev',
    actorKind: 'token',
    actorId: 'x',
    actorRole: 'operator',
    requestId: 'req',
    action: 'a',
    targetKind: 't',
    targetId: 'i',
    detail: '{}',
    previousHash: genesisHash,
  };
  const other: Omit<AuditRow, 'hash'> = {
    tenantId: 'acm',
    seq: 2,
    at: 1,
    environment: null,
    actorKind: 'person',
    actorId: 'y',
    actorRole: 'user',
    requestId: 'res',
    action: 'b',
    targetKind: 'u',
    targetId: 'j',
    detail: '{"a":1}',
    previousHash: new Uint8Array(32).fill(1),
  };
  const fields = Object.keys(row) as (keyof typeof row)[];
  const hashes = fields.map((field) =>
    Buffer.from(auditHash({ ...row, [field]: other[field] })).toString('hex'),
  );
  assert.equal(new Set([...hashes, Buffer.from(auditHash(row)).toString('hex')]).size, fields.length + 1);
});

test('canonical JSON is the same text whatever the order of the keys, and means the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      assert.equal(canonicalJson(JSON.parse(text)), text);
      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
    }),
  );
  assert.equal(canonicalJson({ b: 1, a: { d: [1], c: 2 } }), '{"a":{"c":2,"d":[1]},"b":1}');
});
