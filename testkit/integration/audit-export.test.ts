import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { test } from 'node:test';
import { onPostgres, startTestApp } from '../harness.ts';

/** What an auditor's own script does: it knows docs/security.md and the API's answers, and nothing of our code. */

interface Row {
  seq: number;
  at: string;
  environment: string | null;
  actor: { kind: string; id: string; role: string };
  action: string;
  target: { kind: string; id: string };
  detail: unknown;
  request_id: string;
  previous_hash: string;
  hash: string;
}

interface Checkpoint {
  seq: number;
  hash: string;
  at: string;
  key_id: string;
  signed: string;
  signature: string;
}

function hashOf(tenant: string, row: Row): string {
  const { actor, target } = row;
  const fields = [
    tenant,
    String(row.seq),
    row.at,
    row.environment ?? '',
    actor.kind,
    actor.id,
    actor.role,
    row.request_id,
    row.action,
    target.kind,
    target.id,
    sorted(row.detail),
  ];
  const hash = createHash('sha256').update(Buffer.from(row.previous_hash, 'hex'));
  for (const field of fields) {
    const bytes = Buffer.from(field, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  }
  return hash.digest('hex');
}

function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${sorted(inner)}`).join(',')}}`;
}

onPostgres('the audit log from outside', (storage) => {
  test('S55 rows and checkpoints from the API verify with nothing but the public key', async () => {
    const first = await startTestApp({ storage });
    const acme = first.operator.in('acme', 'dev');
    await first.operator.call('POST', '/tenants', { id: 'acme', name: 'Ácme "quoted" \\ 漢字' });
    for (const id of ['one', 'two', 'three']) await acme.call('POST', '/agents', { id });
    await acme.call('PATCH', '/agents/two', { name: 'Zwei', inherit: false });
    await first.operator.call('PATCH', '/tenants/acme', { plan: 'enterprise', administered_by: 'operator' });
    // What is not signed yet is signed when the process stops.
    await first.stop();
    const app = await startTestApp({ storage, place: first.place });
    const operator = app.operator.in('acme', 'dev');

    const rows = ((await operator.get('/audit?limit=1000')).body['items'] as Row[]).toReversed();
    assert.equal(rows.length, 6);
    let previous = '0'.repeat(64);
    for (const row of rows) {
      assert.equal(row.previous_hash, previous);
      assert.equal(hashOf('acme', row), row.hash, `row ${row.seq}`);
      previous = row.hash;
    }

    const [checkpoint] = (await operator.get('/audit/checkpoints')).body['items'] as Checkpoint[];
    const keys = (await operator.get('/audit/keys')).body['items'] as {
      key_id: string;
      public_key_pem: string;
    }[];
    const key = keys.find(({ key_id }) => key_id === checkpoint?.key_id);
    assert.ok(checkpoint && key);
    const signed = Buffer.from(checkpoint.signed, 'base64');
    const signature = Buffer.from(checkpoint.signature, 'base64');
    const publicKey = createPublicKey(key.public_key_pem);
    assert.ok(verify(null, signed, publicKey, signature));
    assert.ok(!verify(null, Buffer.concat([signed, Buffer.from('\n')]), publicKey, signature));
    const [title, , tenant, seq, hash, at, keyId] = signed.toString('utf8').split('\n');
    assert.deepEqual(
      [title, tenant, Number(seq), hash, at, keyId],
      ['plugboard audit checkpoint v1', 'acme', 6, previous, checkpoint.at, key.key_id],
    );

    const verdict = await operator.call('POST', '/audit/verify');
    assert.deepEqual(verdict.body, {
      ok: true,
      chains: [{ tenant: 'acme', rows: 6, checkpoints: 1, unsigned_rows: 0, first_bad: null }],
    });
    await app.close();
  });
});
