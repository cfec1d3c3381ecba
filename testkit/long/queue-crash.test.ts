import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { openDatabase } from '../../src/storage/open-database.ts';
import { type Api, createApi } from '../api.ts';
import { eventually } from '../eventually.ts';
import {
  environmentOf,
  makePlace,
  operatorToken,
  type StorageKind,
  startTestApp,
  storages,
  type TestPlace,
} from '../harness.ts';
import { answerWell } from '../integration/failover-world.ts';
import { holdInDatabase } from '../integration/hold-in-database.ts';
import { connectModel, respondAsync } from '../integration/queue-world.ts';
import { made } from '../integration/routing-world.ts';
import { type ServerProcess, startServerProcess } from '../server-process.ts';
import { removeDirectory } from '../shared-storage.ts';
import { type Arrival, startHostileUpstream } from '../stand-ins/hostile-upstream.ts';
import { wholeAnswers } from '../stand-ins/sample-streams.ts';

const begun = 5;
const waiting = 490;
/** The embedded database takes each step on one thread: it is tried where every storage is asked for. */
const isEverywhere = process.env['PLUGBOARD_TEST_EVERY_STORAGE'] === '1';
/** On a machine at its limits. */
const resumedWithinMs = 100_000;

for (const storage of storages.filter((one) => isEverywhere || one !== 'pglite')) {
  test(`S51 kill -9 with ${waiting + 2 * begun} calls in the queue: each is answered once, and none is asked for again once its answer began (${storage})`, (t) =>
    killWithQueue(t, storage));
}

async function killWithQueue(t: TestContext, storage: StorageKind): Promise<void> {
  const place = await makePlace(storage);
  const [down, slow] = [await startHostileUpstream(), await startHostileUpstream()];
  t.after(async () => {
    await Promise.all([down.close(), slow.close()]);
    removeDirectory(place.dataDirectory);
  });
  const start = () =>
    startServerProcess({ env: environmentOf(place, { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' }) });
  const killed = await start();
  const { admin, token } = await openTenant(killed);
  const models = { down: await connectModel(admin, down), slow: await connectModel(admin, slow) };
  down.play((arrival) => arrival.reset());
  // Of its limits an account’s way is not closed, as it is for all while a host is down.
  slow.play((arrival) => arrival.answer(429, { error: { message: 'slowly', code: 'rate_limit_exceeded' } }));
  const asked = { down: await askAll(killed, token, models.down, waiting), slow: new Map<string, string>() };
  asked.slow = await askAll(killed, token, models.slow, 2 * begun);
  const inFlight = new Map<string, Arrival>();
  slow.play(async (arrival) => void inFlight.set(promptOf(await arrival.json()), arrival));
  await eventually('all of the slow ones are in flight', () => inFlight.size === 2 * begun, 60_000);
  // Half of them wait for the first byte when the end comes, half for the last.
  const hasBegun = new Set([...inFlight.keys()].slice(0, begun));
  // Where another connection can, it keeps the database from hearing of it.
  const hold =
    place.databaseUrl === undefined
      ? undefined
      : await holdInDatabase(place.databaseUrl, 'lock table queued_calls in share mode');
  for (const prompt of hasBegun) {
    inFlight.get(prompt)?.response.writeHead(200, { 'content-type': 'application/json' }).write('{');
  }
  await eventually('it is noted which answers have begun', () => countNotes(place) === begun);
  killed.kill('SIGKILL');
  await killed.exited;
  await hold?.throwOut();

  const answered = new Map<string, number>();
  const answerCounting = async (arrival: Arrival) => {
    const prompt = promptOf(await arrival.json());
    answered.set(prompt, (answered.get(prompt) ?? 0) + 1);
    await answerWell(arrival);
  };
  down.play(answerCounting);
  slow.play(answerCounting);
  const server = await start();
  const caller = createApi(server.url, token);
  const ids = [...asked.down.keys(), ...asked.slow.keys()];
  await eventually(
    'nothing waits any more',
    async () => {
      const { body } = await createApi(server.url, operatorToken).in('acme', 'dev').get('/queue/summary');
      return body['depth'] === 0;
    },
    resumedWithinMs,
  );
  for (const id of ids) {
    const { body } = await caller.get(`/v1/queue/${id}`);
    const prompt = asked.down.get(id) ?? asked.slow.get(id) ?? '';
    const broke = hasBegun.has(prompt);
    assert.equal(body['status'], broke ? 'failed' : 'done', JSON.stringify(body));
    assert.equal(answered.get(prompt) ?? 0, broke ? 0 : 1, prompt);
    if (broke) assert.equal((body['error'] as { code: string }).code, 'upstream_error');
    else assert.deepEqual(body['response'], wholeAnswers.openai);
  }
  await server.stop();
}

test('S51 a replica that is lost with its disk leaves its calls to another: none is lost, and none whose answer began is asked for again', async (t) => {
  const place = await makePlace('postgres');
  const otherPlace = { ...place, dataDirectory: mkdtempSync(join(tmpdir(), 'plugboard-data-')) };
  const upstream = await startHostileUpstream();
  t.after(async () => {
    await upstream.close();
    for (const { dataDirectory } of [place, otherPlace]) removeDirectory(dataDirectory);
  });
  const env = { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' };
  const lost = await startServerProcess({ env: environmentOf(place, env) });
  const { admin, token } = await openTenant(lost);
  const model = await connectModel(admin, upstream);
  upstream.play((arrival) =>
    arrival.answer(429, { error: { message: 'slowly', code: 'rate_limit_exceeded' } }),
  );
  const asked = await askAll(lost, token, model, 2 * begun);
  const inFlight = new Map<string, Arrival>();
  upstream.play(async (arrival) => void inFlight.set(promptOf(await arrival.json()), arrival));
  await eventually('all are in flight', () => inFlight.size === 2 * begun, 60_000);
  const hasBegun = new Set([...inFlight.keys()].slice(0, begun));
  for (const prompt of hasBegun) {
    inFlight.get(prompt)?.response.writeHead(200, { 'content-type': 'application/json' }).write('{');
  }
  const database = openDatabase({ kind: 'postgres', url: place.databaseUrl ?? '' });
  t.after(() => database.close());
  await eventually('the database knows which answers have begun', async () => {
    const rows = await database.db.selectFrom('queued_calls').select('answering').execute();
    return rows.filter(({ answering }) => answering).length === begun;
  });
  const other = await startTestApp({ storage: 'postgres', place: otherPlace, env });
  t.after(() => other.close());
  lost.kill('SIGKILL');
  await lost.exited;
  const answered = new Map<string, number>();
  upstream.play(async (arrival) => {
    const prompt = promptOf(await arrival.json());
    answered.set(prompt, (answered.get(prompt) ?? 0) + 1);
    await answerWell(arrival);
  });
  // As if as much time had gone by as it takes to be held for dead.
  await sql`update queued_calls set lease_until = now() - interval '1 second'`.execute(database.db);
  await sql`update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`.execute(
    database.db,
  );
  for (const [id, prompt] of asked) {
    const status = await eventually(
      `${prompt} is over`,
      async () => {
        const { body } = await other.as(token).get(`/v1/queue/${id}`);
        return body['status'] !== 'queued' && body['status'] !== 'running' && body['status'];
      },
      resumedWithinMs,
    );
    assert.deepEqual(
      [status, answered.get(prompt)],
      hasBegun.has(prompt) ? ['failed', undefined] : ['done', 1],
    );
  }
});

/** What the killed process knew of its runs, in its own files. */
function countNotes({ dataDirectory }: TestPlace): number {
  const names = readdirSync(join(dataDirectory, 'queue'), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.run')).length;
}

async function openTenant({ url }: ServerProcess): Promise<{ admin: Api; token: string }> {
  const operator = createApi(url, operatorToken);
  await made(operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' }));
  const body = { name: 'test', role: 'tenant_admin', environment: 'dev' };
  const token = String((await made(operator.call('POST', '/tenants/acme/tokens', body)))['token']);
  const admin = createApi(url, token);
  await made(admin.call('PUT', '/fallback', { policy: 'queue_and_retry' }));
  return { admin, token };
}

/** Each with a prompt of its own, by the ids that they have in the queue. */
async function askAll(
  { url }: ServerProcess,
  token: string,
  model: string,
  count: number,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const api = createApi(url, token);
  let next = 0;
  const ask = async () => {
    while (next < count) {
      const prompt = `${model} ${next}`;
      next += 1;
      const body = { model, messages: [{ role: 'user', content: prompt }] };
      const { status, text, body: told } = await api.call('POST', '/v1/chat/completions', body, respondAsync);
      assert.equal(status, 202, text);
      ids.set(String(told['queue_id']), prompt);
    }
  };
  await Promise.all(Array.from({ length: 10 }, ask));
  return ids;
}

function promptOf({ messages }: Record<string, unknown>): string {
  return (messages as { content: string }[])[0]?.content ?? '';
}
