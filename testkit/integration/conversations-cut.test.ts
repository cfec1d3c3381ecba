import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signIn } from '../crawl.ts';
import { onPostgres } from '../harness.ts';
import { Maker } from '../maker.ts';
import type { Arrival } from '../stand-ins/hostile-upstream.ts';
import { openaiStream } from '../stand-ins/sample-streams.ts';
import { type ConversationWorld, startConversationWorld } from './conversation-world.ts';
import { readStream } from './gateway-world.ts';
import { freshName, made } from './routing-world.ts';

const [role = '', first = ''] = openaiStream(['Guten ', 'Tag']).wire.split(/(?<=\n\n)/);
const cutWithinMs = 2_000;

type Headers = Record<string, string>;

onPostgres('answers in conversations whose right to run ends', (storage) => {
  let world: ConversationWorld;
  let model: string;
  before(async () => {
    world = await startConversationWorld(storage);
    model = await world.model();
  });
  after(() => world.close());

  const post = (headers: Headers, path: string, body: unknown) =>
    fetch(`${world.app.url}/ai/api/v1/conversations${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  /** Answers with what leaves the caller, and checks that the provider was left. */
  async function cutBy(headers: Headers, change: () => Promise<unknown>) {
    const { id } = (await (await post(headers, '', { llm_config_id: model })).json()) as { id: string };
    const arrived = Promise.withResolvers<Arrival>();
    world.upstream.play(async (arrival) => {
      await arrival.body();
      arrival.beginStream();
      arrival.response.write(role + first);
      arrived.resolve(arrival);
    });
    const response = await post(headers, `/${id}/messages`, { content: 'One?', stream: true });
    const { left } = await arrived.promise;
    await change();
    const at = performance.now();
    const leftAt = await Promise.race([left, new Promise<null>((end) => setTimeout(end, cutWithinMs, null))]);
    assert.ok(leftAt !== null && leftAt - at < cutWithinMs, 'the provider was not left');
    const { text, errorCode, hasDone } = await readStream(response);
    return { text, errorCode, hasDone };
  }

  const invalid = { text: 'Guten ', errorCode: 'invalid_token', hasDone: false };

  test('S42 a token that is suspended takes the answer along that it hears', async () => {
    const wish = { name: freshName('token'), role: 'user', environment: 'dev' };
    const path = '/tenants/acme/tokens';
    const { id, token } = await made(world.app.operator.call('POST', path, wish));
    const suspend = () => made(world.app.operator.call('PATCH', `${path}/${id}`, { suspended: true }));
    assert.deepEqual(await cutBy({ authorization: `Bearer ${token}` }, suspend), invalid);
  });

  test('S42 so does a person who is suspended', async () => {
    const { operator } = world.app;
    const maker = new Maker(operator);
    const subject = maker.freshId();
    const link = await maker.signinLink({ tenant: 'acme', role: 'user', subject });
    const browser = await signIn(world.app, link);
    const people = (await made(operator.get('/people')))['items'] as { id: string; subject: string }[];
    const id = people.find((person) => person.subject === subject)?.id;
    const suspend = () => made(operator.call('PATCH', `/people/${id}`, { suspended: true }));
    const headers = { ...browser, 'sec-fetch-site': 'same-origin', 'x-plugboard-membership': 'acme/dev' };
    assert.deepEqual(await cutBy(headers, suspend), invalid);
  });

  test('what operators stop is cut there too', async () => {
    const { token } = await world.user();
    const stop = () =>
      made(world.app.operator.call('POST', '/stops', { tenant_id: 'acme', reason: 'a key was found' }));
    const cut = await cutBy({ authorization: `Bearer ${token}` }, stop);
    assert.deepEqual(cut, { ...invalid, errorCode: 'llm_unavailable' });
  });
});
