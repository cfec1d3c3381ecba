import assert from 'node:assert/strict';
import type { IncomingHttpHeaders } from 'node:http';
import { test } from 'node:test';
import { PlugboardError } from '../../kernel/errors.ts';
import type { Inbound } from '../inbound.ts';
import type { InferenceCaller } from '../ports.ts';
import type { Operation } from '../routing/route.ts';
import { parseKey, toClaim } from './claim.ts';

const caller: InferenceCaller = {
  actor: { kind: 'token', id: 'tok_1', role: 'service' },
  tenantId: 'acme',
  environment: 'prod',
  agentId: null,
  userId: null,
};

interface Asked {
  key?: string;
  text?: string;
  operation?: Operation;
  caller?: Partial<InferenceCaller>;
  headers?: IncomingHttpHeaders;
}

function claimOf({ key = 'k', text = '{}', operation = 'chat', caller: more, headers = {} }: Asked) {
  const inbound = { request: { headers }, requestId: 'req_1' } as unknown as Inbound;
  return toClaim(
    { inbound, caller: { ...caller, ...more }, operation, body: Buffer.from(text), streams: false },
    key,
  );
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('a call without the header has no key', () => {
  assert.equal(parseKey({}), undefined);
});

test('a key is 1 to 255 printable ASCII characters, as they are', () => {
  for (const key of ['x', '"8e03978e-40d5-43dd-bc93-6894a57f9324"', 'a b', '~'.repeat(255)]) {
    assert.equal(parseKey({ 'idempotency-key': key }), key);
  }
  for (const key of ['', '~'.repeat(256), 'ü', 'a\tb', 'a\x7f']) {
    assert.throws(
      () => parseKey({ 'idempotency-key': key }),
      (error) =>
        error instanceof PlugboardError &&
        error.code === 'invalid_request' &&
        error.errors?.[0]?.field === 'Idempotency-Key',
      JSON.stringify(key),
    );
  }
});

test('whatever changes what is asked, or for whom, changes the fingerprint and not the key', () => {
  const first = claimOf({});
  const others: Asked[] = [
    { text: '{ }' },
    { operation: 'embedding' },
    { caller: { agentId: 'bot' } },
    { caller: { userId: 'bot' } },
    { headers: { 'x-plugboard-feature': 'bot' } },
    { headers: { 'x-plugboard-provider-id': 'bot' } },
  ];
  const claims = others.map(claimOf);
  for (const claim of claims) assert.equal(hex(claim.keyHash), hex(first.keyHash));
  const fingerprints = [first, ...claims].map(({ fingerprint }) => hex(fingerprint));
  assert.equal(new Set(fingerprints).size, others.length + 1);
  assert.equal(hex(claimOf({}).fingerprint), hex(first.fingerprint));
});

test('the same request under another key has another fingerprint, so that nobody can look for a prompt', () => {
  assert.notEqual(hex(claimOf({ key: 'a' }).fingerprint), hex(claimOf({ key: 'b' }).fingerprint));
});
