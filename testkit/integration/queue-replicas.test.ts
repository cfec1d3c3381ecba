import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Api } from '../api.ts';
import { eventually } from '../eventually.ts';
import { makePlace, startTestApp, type TestApp } from '../harness.ts';
import { type Arrival, type HostileUpstream, startHostileUpstream } from '../stand-ins/hostile-upstream.ts';
import { type DatabaseLink, openDatabaseLink } from './database-link.ts';
import { answerWell } from './failover-world.ts';
import { readStream } from './gateway-world.ts';
import { connectModel, promptQueue, respondAsync } from './queue-world.ts';
import { made } from './routing-world.ts';

const backWithinMs = 30_000;

/** Of its limits an account’s way is not closed, as it is for all while a host is down. */
const away = (arrival: Arrival) =>
  arrival.answer(429, { error: { message: 'slowly', code: 'rate_limit_exceeded' } });

describe('one queue, two replicas', () => {
  let upstream: HostileUpstream;
  let link: DatabaseLink;
  let here: TestApp;
  let there: TestApp;
  let token: string;
  let admin: Api;
  let model: string;
  /** How often each prompt was answered. */
  const answers = new Map<string, number>();

  before(async () => {
    upstream = await startHostileUpstream();
    const { dataDirectory, databaseUrl } = await makePlace('postgres');
    link = await openDatabaseLink(databaseUrl ?? '');
    const env = { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' };
    const start = (directory: string) =>
      startTestApp({
        storage: 'postgres',
        env,
        callBounds: promptQueue,
        place: { dataDirectory: directory, databaseUrl: link.url },
      });
    here = await start(dataDirectory);
    there = await start(mkdtempSync(join(tmpdir(), 'plugboard-data-')));
    await made(here.operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' }));
    const body = { name: 'test', role: 'tenant_admin', environment: 'dev' };
    token = String((await made(here.operator.call('POST', '/tenants/acme/tokens', body)))['token']);
    admin = here.as(token);
    await made(admin.call('PUT', '/fallback', { policy: 'queue_and_retry' }));
  });
  beforeEach(async () => {
    answers.clear();
    model = await connectModel(admin, upstream);
    await eventually('the other replica knows the model', async () =>
      (await there.as(token).get('/v1/models')).text.includes(model),
    );
    upstream.play(away);
  });
  after(async () => {
    await here.close();
    await there.close();
    await link.close();
    await upstream.close();
  });

  const promptOf = async (arrival: Arrival) =>
    ((await arrival.json())['messages'] as { content: string }[])[0]?.content ?? '';
  const answerCounting = async (arrival: Arrival) => {
    const prompt = await promptOf(arrival);
    answers.set(prompt, (answers.get(prompt) ?? 0) + 1);
    await answerWell(arrival);
  };
  const ask = ({ url }: TestApp, prompt: string, more = {}, headers = {}) =>
    fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ model, messages: [{ role: 'user', content: prompt }], ...more }),
    });
  const enqueue = async (app: TestApp, prompt: string) => {
    const { queue_id: id } = (await (await ask(app, prompt, {}, respondAsync)).json()) as {
      queue_id: string;
    };
    return id;
  };
  /** As either replica tells it. */
  const done = (app: TestApp, id: string) =>
    eventually(
      `${id} is done`,
      async () => {
        const { body } = await app.as(token).get(`/v1/queue/${id}`);
        return body['status'] === 'done' && body;
      },
      backWithinMs,
    );

  test('S51 each call is answered once, whichever replica it came to and whichever tries it', async () => {
    const prompts = Array.from({ length: 40 }, (_, index) => `shared ${index}`);
    const ids = await Promise.all(
      prompts.map((prompt, index) => enqueue(index % 2 === 0 ? here : there, prompt)),
    );
    upstream.play(answerCounting);
    for (const [index, id] of ids.entries()) {
      const { response } = await done(index % 2 === 0 ? there : here, id);
      assert.ok(response);
    }
    assert.deepEqual([answers.size, ...new Set(answers.values())], [prompts.length, 1]);
  });

  test('a client that waits on one replica has its answer there, and no other replica asks for it as well', async () => {
    const waiting = ask(here, 'held', { stream: true });
    const response = await waiting;
    const id = response.headers.get('x-plugboard-queue-id') ?? '';
    // A look of the other’s at what is due.
    const due = await enqueue(there, 'due');
    upstream.play(answerCounting);
    const { text, hasDone } = await readStream(response);
    assert.deepEqual([text, hasDone], ['Guten Tag', true]);
    await done(there, due);
    assert.equal((await done(there, id))['response'], undefined);
    assert.equal(answers.get('held'), 1);
  });

  test('S51 a database that goes away and comes back loses no call, and an answer that came meanwhile is not asked for again', async () => {
    const hanging: Arrival[] = [];
    upstream.play(async (arrival) => {
      if ((await promptOf(arrival)) !== 'hanging') return away(arrival);
      if (hanging.push(arrival) === 1) return away(arrival);
    });
    const hung = await enqueue(here, 'hanging');
    await eventually('it is being tried', () => hanging.length === 2);
    const queued = await Promise.all([enqueue(here, 'queued here'), enqueue(there, 'queued there')]);
    const held = ask(there, 'held');
    await eventually('the line is held', async () => {
      const { body } = await admin.get('/queue/summary');
      return body['depth'] === 4;
    });
    link.cut('everybody');
    await eventually('nobody reaches it', async () => (await admin.get('/queue/summary')).status === 503);
    upstream.play(answerCounting);
    await answerCounting(hanging[1] as Arrival);
    link.mend();
    for (const id of [hung, ...queued]) assert.ok((await done(here, id))['response']);
    const answer = await held;
    assert.equal(answer.status, 200, await answer.text());
    assert.deepEqual(Object.fromEntries(answers), {
      hanging: 1,
      'queued here': 1,
      'queued there': 1,
      held: 1,
    });
  });
});
