import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { onEachStorage } from '../../testkit/harness.ts';
import { type MigratedDatabase, openMigratedDatabase } from '../../testkit/migrated-database.ts';
import { auditHash } from '../kernel/audit-hash.ts';
import { genesisHash } from '../kernel/hash-chain.ts';
import { createAuditReader, createCheckpointStore } from '../storage/owner-stores.ts';
import { createStore } from '../storage/store.ts';
import { checkpointBytes, signCheckpoints, verifyChain } from './audit.ts';
import type { AuditReader } from './audit-ports.ts';
import type { Act, Store } from './ports.ts';
import { Signer } from './signing.ts';

const act: Act = { actor: { kind: 'system', id: 'test', role: 'operator' }, requestId: 'req_test' };
const deployment = 'deployment';
const tenantId = 'platform';
const rowCount = 12;

function makeSigner(keyId: string): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return new Signer(keyId, privateKey, new Map([[keyId, publicKey]]));
}

onEachStorage('the audit chain', (storage) => {
  let database: MigratedDatabase;
  let store: Store;
  let reader: AuditReader;
  const signer = makeSigner('key');

  before(async () => {
    database = await openMigratedDatabase(storage);
    const telemetry = { auditWritten: () => undefined };
    store = createStore({ db: database.db, clock: Date.now, telemetry, afterChange: async () => undefined });
    reader = createAuditReader(database.db);
    await append(8);
    await sign();
    await append(rowCount - 8);
    await sql`create table audit_copy as select * from audit`.execute(database.db);
    await sql`create table checkpoints_copy as select * from audit_checkpoints`.execute(database.db);
  });
  after(() => database.close());

  async function append(rows: number): Promise<void> {
    await store.changeAsPlatform(act, async (_platform, audit) => {
      for (let row = 1; row <= rows; row += 1) {
        audit(tenantId, {
          action: 'tested',
          target: { kind: 'test', id: `${row}` },
          detail: { row, note: 'é' },
        });
      }
    });
  }
  const sign = () => signCheckpoints(createCheckpointStore(database.db), signer, deployment, Date.now, 0);
  const verify = (by = signer, of = deployment) => verifyChain(reader, by, of, tenantId);

  /** What somebody who owns the database does to it; put right again afterwards. */
  async function afterTampering(...statements: string[]) {
    for (const statement of statements) await sql.raw(statement).execute(database.db);
    const { firstBad } = await verify();
    for (const statement of [
      'delete from audit',
      'delete from audit_checkpoints',
      'insert into audit select * from audit_copy',
      'insert into audit_checkpoints select * from checkpoints_copy',
    ]) {
      await sql.raw(statement).execute(database.db);
    }
    return firstBad;
  }

  test('S55 a chain that nobody touched is whole, and says how much of it is signed', async () => {
    assert.deepEqual(await verify(), {
      tenantId,
      rows: rowCount,
      checkpoints: 1,
      unsigned: rowCount - 8,
      firstBad: null,
    });
    assert.deepEqual(await verifyChain(reader, signer, deployment, 'nobody'), {
      tenantId: 'nobody',
      rows: 0,
      checkpoints: 0,
      unsigned: 0,
      firstBad: null,
    });
  });

  test('S55 editing any column of a row names that row', async () => {
    for (const change of [
      `action = 'other'`,
      `detail = '{}'`,
      `actor_id = 'somebody'`,
      `actor_kind = 'person'`,
      `actor_role = 'user'`,
      `at = at + interval '1 millisecond'`,
      `environment = 'prod'`,
      `request_id = 'x'`,
      `target_kind = 'x'`,
      `target_id = 'x'`,
      `hash = '\\x00'`,
    ]) {
      const bad = await afterTampering(`update audit set ${change} where seq = 5`);
      assert.equal(bad?.seq, 5, change);
    }
    assert.match(
      (await afterTampering(`update audit set previous_hash = '\\x00' where seq = 5`))?.why ?? '',
      /does not follow/,
    );
  });

  test('S55 deleting, reordering and inserting rows names the first that is wrong', async () => {
    assert.deepEqual(await afterTampering('delete from audit where seq = 5'), {
      seq: 5,
      why: 'the row is missing',
    });
    assert.equal((await afterTampering('delete from audit where seq = 1'))?.seq, 1);
    assert.equal(
      (
        await afterTampering(
          'delete from audit where seq = 5',
          'update audit set seq = seq - 1 where seq > 5 and seq < 7',
        )
      )?.seq,
      5,
    );
    const swap = [
      'update audit set seq = 100 where seq = 3',
      'update audit set seq = 3 where seq = 4',
      'update audit set seq = 4 where seq = 100',
    ];
    assert.equal((await afterTampering(...swap))?.seq, 3);
    assert.equal(
      (
        await afterTampering(
          `insert into audit select tenant_id, 13, at, environment, actor_kind, actor_id, actor_role, request_id, action, target_kind, target_id, detail, previous_hash, hash from audit where seq = 12`,
        )
      )?.seq,
      13,
    );
  });

  test('S55 truncating below a checkpoint is named; above it only an exported checkpoint could', async () => {
    assert.deepEqual(await afterTampering('delete from audit where seq > 6'), {
      seq: 7,
      why: 'the rows up to 8 were signed and are missing',
    });
    assert.equal((await afterTampering('delete from audit'))?.seq, 1);
    assert.equal(await afterTampering('delete from audit where seq > 10'), null);
  });

  test('S55 a whole chain that is written anew fits in itself, and not to what was signed', async () => {
    const rows = await reader.readRows(tenantId, 0, 100);
    let previousHash = genesisHash;
    const statements = rows.map((row) => {
      const { hash: _hash, ...rest } = {
        ...row,
        action: row.seq === 2 ? 'forged' : row.action,
        previousHash,
      };
      const hash = auditHash(rest);
      const hex = (bytes: Uint8Array) => `'\\x${Buffer.from(bytes).toString('hex')}'`;
      const text = `update audit set action = '${rest.action}', previous_hash = ${hex(previousHash)}, hash = ${hex(hash)} where seq = ${row.seq}`;
      previousHash = hash;
      return text;
    });
    assert.deepEqual(await afterTampering(...statements), {
      seq: 8,
      why: 'it is not the row that its checkpoint signed',
    });
  });

  test('S55 a forged, moved or changed checkpoint is named', async () => {
    const invalid = { seq: 8, why: 'the signature of its checkpoint is not valid' };
    for (const change of [
      `signature = '\\x00'`,
      `at = at + interval '1 second'`,
      `hash = '\\x00'`,
      `key_id = 'other'`,
    ]) {
      assert.deepEqual(await afterTampering(`update audit_checkpoints set ${change}`), invalid, change);
    }
    assert.equal((await afterTampering('update audit_checkpoints set seq = 7'))?.seq, 7);
    assert.deepEqual(
      (await verify(makeSigner('key'))).firstBad,
      invalid,
      'signed by another key of the same name',
    );
    assert.deepEqual((await verify(signer, 'another deployment')).firstBad, invalid);
    const [own] = await reader.readCheckpoints(tenantId);
    assert.ok(own && signer.verify(own.keyId, checkpointBytes(deployment, own), own.signature));
    assert.ok(
      !signer.verify(own.keyId, checkpointBytes(deployment, { ...own, tenantId: 'acme' }), own.signature),
    );
  });

  test('S55 each run signs the chains that have grown, once', async () => {
    assert.equal((await sign()).length, 1);
    assert.equal((await sign()).length, 0);
    assert.equal((await verify()).unsigned, 0);
    await append(1);
    assert.deepEqual(
      (await sign()).map(({ seq }) => seq),
      [rowCount + 1],
    );
    assert.equal((await verify()).firstBad, null);
  });
});
