import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestApp } from '../harness.ts';
import type { Arrival } from '../stand-ins/hostile-upstream.ts';
import { openaiStream, wholeAnswers } from '../stand-ins/sample-streams.ts';
import { addCredential, addModel, addTenant, readStream, startGatewayWorld } from './gateway-world.ts';

interface Tenant {
  id: string;
  token: string;
  key: string;
  model: string;
}

const callsOfEach = 200;

async function addCaller(app: TestApp, origin: string, id: string): Promise<Tenant> {
  const token = await addTenant(app, id);
  const api = app.as(token);
  const key = `sk-test-of-${id}-0123456789abcdef`;
  const llm_credentials_id = await addCredential(api, {
    provider: 'openai',
    base_url: `${origin}/v1`,
    api_key: key,
    headers: { 'X-Team': `team-of-${id}` },
  });
  const model = await addModel(api, {
    provider: 'openai',
    llm_credentials_id,
    model_name: `gpt-4o-of-${id}`,
  });
  return { id, token, key, model };
}

/** Answers with what it was asked and by whom, in pieces and at its leisure. */
async function answerWithMarker(arrival: Arrival): Promise<void> {
  const body = await arrival.body();
  const { stream, messages } = JSON.parse(body) as { stream?: boolean; messages: { content: string }[] };
  const marker = `${arrival.headers.authorization} ${messages[0]?.content}`;
  await pause(randomInt(0, 5));
  if (!stream) {
    const [choice] = wholeAnswers.openai.choices;
    const message = { ...choice.message, content: marker };
    arrival.answer(200, { ...wholeAnswers.openai, choices: [{ ...choice, message }] });
    return;
  }
  const bytes = Buffer.from(openaiStream([...marker]).wire);
  arrival.beginStream();
  for (let start = 0; start < bytes.length && !arrival.response.destroyed; start += 1_500) {
    arrival.response.write(bytes.subarray(start, start + 1_500));
    if (randomInt(0, 4) === 0) await pause(1);
  }
  arrival.response.end();
}

test('of two tenants who call at once over the same sockets none gets a key, a header or a byte of the other', async (t) => {
  const world = await startGatewayWorld();
  t.after(() => world.close());
  const { app, upstream } = world;
  const tenants = [
    await addCaller(app, upstream.origin, 'left'),
    await addCaller(app, upstream.origin, 'right'),
  ];
  upstream.play(answerWithMarker);

  let aborted = 0;
  const call = async ({ id, token, key, model }: Tenant, number: number) => {
    const content = `${id} asks ${number}`;
    const stream = number % 2 === 0;
    const client = new AbortController();
    if (randomInt(0, 4) === 0) setTimeout(() => client.abort(), randomInt(0, 15));
    try {
      const response = await fetch(`${app.url}/v1/chat/completions`, {
        method: 'POST',
        signal: client.signal,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model, stream, messages: [{ role: 'user', content }] }),
      });
      assert.equal(response.status, 200);
      const wanted = `Bearer ${key} ${content}`;
      if (stream) {
        const { text, isBroken } = await readStream(response);
        if (isBroken) assert.ok(client.signal.aborted && wanted.startsWith(text), text);
        else assert.equal(text, wanted);
      } else {
        const { choices } = (await response.json()) as typeof wholeAnswers.openai;
        assert.equal(choices[0].message.content, wanted);
      }
    } catch (error) {
      if (!client.signal.aborted) throw error;
      aborted += 1;
    }
  };
  const run = async (tenant: Tenant, from: number) => {
    for (let number = from; number < callsOfEach; number += 10) await call(tenant, number);
  };
  await Promise.all(tenants.flatMap((tenant) => Array.from({ length: 10 }, (_, from) => run(tenant, from))));

  const sockets = new Map<unknown, Set<string>>();
  for (const arrival of upstream.arrivals) {
    const { headers, socket } = arrival;
    const text = await arrival.body().catch(() => '');
    const owner = tenants.find(({ key }) => headers.authorization === `Bearer ${key}`);
    assert.ok(owner, 'every call has a key');
    assert.equal(headers['x-team'], `team-of-${owner.id}`);
    if (text !== '') assert.match(text, new RegExp(`"content":"${owner.id} asks \\d+"`));
    sockets.set(socket, (sockets.get(socket) ?? new Set()).add(owner.id));
  }
  const shared = [...sockets.values()].filter((owners) => owners.size === 2).length;
  t.diagnostic(
    `${upstream.arrivals.length} calls arrived over ${sockets.size} sockets, ${shared} of them shared; ${aborted} were aborted`,
  );
  assert.ok(shared > 0, 'sockets were shared');
  for (const { key } of tenants) assert.ok(!app.logs().includes(key));
});
