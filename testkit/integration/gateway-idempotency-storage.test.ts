import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDatabase } from '../../src/storage/open-database.ts';
import { eventually } from '../eventually.ts';
import { makePlace, onPostgres, startTestApp } from '../harness.ts';
import { wholeAnswers } from '../stand-ins/sample-streams.ts';
import { openDatabaseLink } from './database-link.ts';
import { startGatewayWorld } from './gateway-world.ts';
import { assertOwnAnswer, assertReplayOf, callWithKey, type KeyedAnswer } from './keyed-calls.ts';

const said = 'A sentence that only this model has said.';
const env = { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' };
const makeDirectory = () => mkdtempSync(join(tmpdir(), 'plugboard-data-'));

test('a call with an Idempotency-Key that reaches two replicas at once is sent by one of them, and both have its answer', async (t) => {
  const world = await startGatewayWorld();
  t.after(() => world.close());
  const place = { ...world.app.place, dataDirectory: makeDirectory() };
  const other = await startTestApp({ storage: 'postgres', place, env });
  t.after(() => other.close());
  const model = await world.model('relayed');
  const [here, there] = [world.app, other].map(({ url }) => ({ url, token: world.token, model }));
  assert.ok(here && there);
  await eventually('the other replica knows the model', async () => {
    const { text } = await other.as(world.token).get('/v1/models');
    return text.includes(model);
  });

  for (let round = 0; round < 10; round += 1) {
    const asked = { key: `round ${round}` };
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    world.upstream.play(async (arrival) => {
      await released;
      arrival.answer(200, wholeAnswers.openai);
    });
    const before = world.upstream.arrivals.length;
    const both: Promise<KeyedAnswer>[] = [callWithKey(here, asked), callWithKey(there, asked)];
    assert.equal((await Promise.race(both)).code, 'idempotency_in_progress');
    release();
    const first = (await Promise.all(both)).find(({ status }) => status === 200) ?? assert.fail();
    assertReplayOf(first, await callWithKey(here, asked));
    assertReplayOf(first, await callWithKey(there, asked));
    assert.equal(world.upstream.arrivals.length - before, 1);
  }
});

test('while the database is away only calls with an Idempotency-Key are refused; one that runs already is answered', async (t) => {
  const { dataDirectory, databaseUrl = '' } = await makePlace('postgres');
  const link = await openDatabaseLink(databaseUrl);
  const world = await startGatewayWorld({ place: { dataDirectory, databaseUrl: link.url } });
  t.after(async () => {
    link.mend();
    await world.close();
    await link.close();
  });
  const caller = { url: world.app.url, token: world.token, model: await world.model('relayed') };
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  world.upstream.play(async (arrival) => {
    arrive();
    await released;
    arrival.answer(200, wholeAnswers.openai);
  });
  const running = callWithKey(caller, { key: 'running' });
  await arrived;
  link.cut('everybody');
  release();
  assertOwnAnswer(await running);

  const refused = await callWithKey(caller, { key: 'new' });
  assert.deepEqual([refused.status, refused.code], [503, 'unavailable']);
  assert.equal((await world.chat(caller.model)).status, 200);
  link.mend();
  const next = await eventually('calls with keys are answered again', async () => {
    const got = await callWithKey(caller, { key: 'new' });
    return got.status === 200 && got;
  });
  assertReplayOf(next, await callWithKey(caller, { key: 'new' }));
  assert.ok(!world.app.logs().includes('"event":"unexpected"'), 'an outage is no fault of ours');
});

onPostgres('a call with an Idempotency-Key', (storage) => {
  test('an answer outlives a restart, and its row in the database tells neither the prompt nor the key nor the answer', async (t) => {
    const world = await startGatewayWorld({ storage });
    t.after(() => world.close());
    const caller = { url: world.app.url, token: world.token, model: await world.model('relayed') };
    const asked = {
      key: 'key-that-names-somebody',
      more: { messages: [{ role: 'user', content: 'a secret question' }] },
    };
    const [choice] = wholeAnswers.openai.choices;
    const choices = [{ ...choice, message: { role: 'assistant', content: said } }];
    world.upstream.play((arrival) => arrival.answer(200, { ...wholeAnswers.openai, choices }));
    const first = await callWithKey(caller, asked);
    assert.ok(first.text.includes(said));
    await world.app.stop();
    const { dataDirectory, databaseUrl } = world.app.place;
    const database = openDatabase(
      databaseUrl === undefined
        ? { kind: 'pglite', directory: join(dataDirectory, 'database') }
        : { kind: 'postgres', url: databaseUrl },
    );
    const rows = await database.db.selectFrom('idempotency_keys').selectAll().execute();
    await database.close();
    const again = await startTestApp({ storage, place: world.app.place });
    assertReplayOf(first, await callWithKey({ ...caller, url: again.url }, asked));
    await again.stop();
    assert.ok(rows.some(({ sealed }) => sealed !== null));
    const dump = rows
      .flatMap((row) => Object.values(row))
      .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
      .join('\n');
    for (const text of [
      said,
      asked.key,
      'a secret question',
      'chat.completion',
      'role',
      'x-plugboard-config',
    ]) {
      for (const form of ['utf8', 'base64', 'hex'] as const)
        assert.ok(!dump.includes(Buffer.from(text).toString(form).replace(/=+$/, '')), `${text} in ${form}`);
    }
  });
});
