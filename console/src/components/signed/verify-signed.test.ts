import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { parseKeys, parseSignedFile, verifySigned } from './verify-signed.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
const published = parseKeys(JSON.stringify({ items: [{ key_id: 'k1', public_key_pem: pem }] }));

const statement = { tenant: 'acme', calls: 3, by_owner: { own: 3, managed: 0 }, hosts: ['api.openai.com'] };
const signedText = (text: string) => ({
  signed: Buffer.from(text).toString('base64'),
  signature: sign(null, Buffer.from(text), privateKey).toString('base64'),
  key_id: 'k1',
});
// The service signs with the keys in order, and answers them in the order in which people read them.
const inOrder = '{"by_owner":{"managed":0,"own":3},"calls":3,"hosts":["api.openai.com"],"tenant":"acme"}';
const file = { statement, ...signedText(inOrder) };

async function verdictOn(changed: object, findKey = published) {
  const parsed = parseSignedFile(JSON.stringify(changed));
  assert.ok(parsed && findKey);
  return verifySigned(parsed, findKey);
}

test('what was signed and not changed is valid, by the published keys and by one that somebody kept', async () => {
  const valid = { outcome: 'valid', keyId: 'k1', said: JSON.parse(inOrder) };
  assert.deepEqual(await verdictOn(file), valid);
  assert.deepEqual(await verdictOn(file, parseKeys(`\n${pem}`)), valid);
});

test('a statement that was changed beside its signature names the fields that are not what was signed', async () => {
  const more = { ...statement, calls: 2, hosts: [], note: 'harmless' };
  const { calls: _calls, ...less } = statement;
  assert.deepEqual(await verdictOn({ ...file, statement: more }), {
    outcome: 'changed',
    keyId: 'k1',
    fields: ['calls', 'hosts', 'note'],
  });
  assert.deepEqual(await verdictOn({ ...file, statement: less }), {
    outcome: 'changed',
    keyId: 'k1',
    fields: ['calls'],
  });
});

test('changed bytes, another signature and another key are a wrong signature; an id that nobody has is an unknown key', async () => {
  const changed = Buffer.from(inOrder.replace('"calls":3', '"calls":2')).toString('base64');
  const wrong = { outcome: 'wrong_signature', keyId: 'k1' };
  assert.deepEqual(await verdictOn({ ...file, signed: changed }), wrong);
  assert.deepEqual(await verdictOn({ ...file, signature: 'AAAA' }), wrong);
  assert.deepEqual(await verdictOn(file, parseKeys(other)), wrong);
  assert.deepEqual(await verdictOn({ ...file, key_id: 'k2' }), { outcome: 'unknown_key', keyId: 'k2' });
  const broken = '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----';
  assert.deepEqual(await verdictOn(file, parseKeys(broken)), { outcome: 'unreadable_key' });
});

test('a checkpoint is checked too, with what stands beside its bytes', async () => {
  const lines = ['acme', 'prod', '7', 'ab12', '2026-11-21T14:00:00.000Z', 'periodic', 'k1'];
  const text = ['plugboard ledger checkpoint v1', 'deployment-1', ...lines].join('\n');
  const checkpoint = {
    seq: 7,
    hash: 'ab12',
    at: '2026-11-21T14:00:00.000Z',
    kind: 'periodic',
    kept_since: null,
    ...signedText(text),
  };
  const verdict = await verdictOn(checkpoint);
  assert.equal(verdict.outcome, 'valid');
  assert.deepEqual(await verdictOn({ ...checkpoint, seq: 8 }), {
    outcome: 'changed',
    keyId: 'k1',
    fields: ['seq'],
  });
});

test('what is no signed file and no key is said to be none, and nothing is thrown', async () => {
  const notSigned = ['', 'null', '[]', '{', '{"statement":{}}', JSON.stringify({ ...file, signed: '§' })];
  for (const text of notSigned) assert.equal(parseSignedFile(text), undefined, text);
  for (const text of ['', 'null', '{"items":[]}', '{"items":[null,{}]}', 'ssh-ed25519 AAAA'])
    assert.equal(parseKeys(text), undefined, text);
});

test('a right signature of something else does not vouch for the statement that was put beside it', async () => {
  const text = { statement, ...signedText('plugboard audit checkpoint v1\nacme') };
  assert.deepEqual(await verdictOn(text), { outcome: 'no_statement', keyId: 'k1' });
  const { calls: _calls, ...rest } = statement;
  const another = { statement, ...signedText(JSON.stringify({ ...rest, kind: 'custody' })) };
  assert.deepEqual(await verdictOn(another), { outcome: 'changed', keyId: 'k1', fields: ['kind', 'calls'] });
  const noObject = await verdictOn({ ...file, statement: 'no call was made' });
  assert.equal(noObject.outcome, 'changed');
  assert.equal((await verdictOn({ calls: 2, ...signedText(inOrder) })).outcome, 'changed');
  assert.equal((await verdictOn(signedText(inOrder))).outcome, 'valid');
});
