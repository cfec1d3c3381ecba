import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, createApi } from '../api.ts';
import { eventually } from '../eventually.ts';
import { environmentOf, makePlace, operatorToken } from '../harness.ts';
import { made } from '../integration/routing-world.ts';
import { createDatabase, startPostgres } from '../postgres.ts';
import { type ServerProcess, startServerProcess } from '../server-process.ts';
import { removeDirectory } from '../shared-storage.ts';

const rounds = 2;
const clients = 8;
const awayMs = 60_000;
/** Between one call of a client and its next: what is asked is whether calls are answered, not how many. */
const pauseMs = 20;

test('S55 kill -9 of the gateway under load, again and again: each answered call is one row of the ledger, and the chain verifies', async (t) => {
  const place = await makePlace('postgres');
  t.after(() => removeDirectory(place.dataDirectory));
  const start = () => startServerProcess({ env: environmentOf(place, { PLUGBOARD_SANDBOX: '1' }) });
  let server = await start();
  const token = await makeToken(server);
  const answered: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const calling = callUntilGone(server, token, answered);
    const before = answered.length;
    const enough = randomInt(100, 400);
    await eventually('it is at work', () => answered.length > before + enough, 60_000);
    server.kill('SIGKILL');
    await Promise.all([server.exited, calling]);
    server = await start();
  }
  const admin = createApi(server.url, token);
  const rows = await eventually('what dead processes wrote is taken in', async () => {
    const found = await listAll(admin);
    return answered.every((id) => found.has(id)) && found;
  });
  assert.deepEqual(
    answered.filter((id) => rows.get(id) !== 1),
    [],
  );
  t.diagnostic(`${answered.length} answered calls, ${rows.size} in the ledger`);
  // A call whose answer did not arrive any more may have its row: of each client one, each time.
  assert.ok(rows.size - answered.length <= rounds * clients);
  assert.equal((await admin.call('POST', '/ledger/verify')).body['ok'], true);
  assert.equal((await server.stop()).code, 0);
});

test('a database that is away for a minute costs no call and no row', async (t) => {
  const postgres = await startPostgres();
  t.after(() => postgres.remove());
  const place = {
    dataDirectory: mkdtempSync(join(tmpdir(), 'plugboard-data-')),
    databaseUrl: await createDatabase(postgres.url),
  };
  t.after(() => removeDirectory(place.dataDirectory));
  const server = await startServerProcess({ env: environmentOf(place, { PLUGBOARD_SANDBOX: '1' }) });
  const token = await makeToken(server);
  const answered: string[] = [];
  let isOver = false;
  const calling = callUntilGone(server, token, answered, () => isOver);
  await eventually('it is at work', () => answered.length > 100, 60_000);
  await postgres.stop();
  const before = answered.length;
  await sleep(awayMs);
  const during = answered.length - before;
  await postgres.start();
  const admin = createApi(server.url, token);
  await eventually(
    'the ledger answers again',
    async () => (await admin.get('/ledger?limit=1')).status === 200,
    60_000,
  );
  // While calls go on shipping makes way for them, so the load ends before rows are counted.
  isOver = true;
  await calling;
  const rows = await eventually(
    'all that was on file is taken in',
    async () => {
      const found = await listAll(admin);
      return found.size >= answered.length && found;
    },
    120_000,
  );
  assert.ok(during > 100, 'calls were answered all the while');
  assert.deepEqual(
    answered.filter((id) => rows.get(id) !== 1),
    [],
  );
  t.diagnostic(
    `${during} calls were answered while the database was away, all ${rows.size} are in the ledger`,
  );
  assert.equal((await admin.call('POST', '/ledger/verify')).body['ok'], true);
  assert.equal((await server.stop()).code, 0);
});

async function makeToken({ url }: ServerProcess): Promise<string> {
  const operator = createApi(url, operatorToken);
  await made(operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' }));
  const body = { name: 'test', role: 'tenant_admin', environment: 'dev' };
  return String((await made(operator.call('POST', '/tenants/acme/tokens', body)))['token']);
}

async function callUntilGone(
  { url }: ServerProcess,
  token: string,
  answered: string[],
  isOver = () => false,
): Promise<void> {
  const body = JSON.stringify({ messages: [{ role: 'user', content: 'hi' }] });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const callOn = async () => {
    while (!isOver()) {
      const response = await fetch(`${url}/v1/chat/completions`, { method: 'POST', headers, body });
      await response.arrayBuffer();
      assert.equal(response.status, 200);
      answered.push(response.headers.get('x-request-id') ?? '');
      await sleep(pauseMs);
    }
  };
  const isGone = (error: unknown) => assert.ok(error instanceof TypeError, String(error));
  await Promise.all(Array.from({ length: clients }, () => callOn().catch(isGone)));
}

/** How many rows each call has. */
async function listAll(admin: Api): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  let cursor: unknown = null;
  do {
    const { body } = await admin.get(
      `/ledger?limit=1000${cursor === null ? '' : `&cursor=${String(cursor)}`}`,
    );
    for (const { request_id } of body['items'] as { request_id: string }[]) {
      counts.set(request_id, (counts.get(request_id) ?? 0) + 1);
    }
    cursor = body['next_cursor'];
  } while (cursor !== null);
  return counts;
}
