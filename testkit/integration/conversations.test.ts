import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually } from '../eventually.ts';
import { onPostgres } from '../harness.ts';
import type { Arrival } from '../stand-ins/hostile-upstream.ts';
import { openaiStream } from '../stand-ins/sample-streams.ts';
import { type ConversationWorld, startConversationWorld, type Talker } from './conversation-world.ts';
import { answerWell } from './failover-world.ts';
import { codeOf, made } from './routing-world.ts';

onPostgres('conversations', (storage) => {
  let world: ConversationWorld;
  let user: Talker;
  let first: string;

  before(async () => {
    world = await startConversationWorld(storage);
    first = await world.model({ model_name: 'gpt-first', is_default: true });
    await made(world.admin.call('PUT', '/mode', { mode: 'byo', force: true }));
    user = await world.user();
  });
  after(() => world.close());

  test('an answer streams as on /v1, and the next question goes with all that was said', async () => {
    const begun = await user.call('POST', '', { title: 'Numbers' });
    assert.equal(begun.status, 201, begun.text);
    const { id, title, model_name: model, model_state: state, kept } = begun.body;
    assert.deepEqual([title, model, state, kept], ['Numbers', 'gpt-first', 'available', true]);

    const answer = await user.say(String(id), 'One?');
    assert.deepEqual([answer.status, answer.text, answer.hasDone], [200, 'Guten Tag', true], answer.raw);
    assert.equal(answer.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    const told = ['x-plugboard-served-by', 'x-plugboard-config', 'x-plugboard-attempts'];
    assert.deepEqual(
      told.map((name) => answer.headers.get(name)),
      ['own', first, '1'],
    );
    const { messages } = await user.read(String(id));
    assert.deepEqual(
      messages.map(({ role, content, status }) => [role, content, status]),
      [
        ['user', 'One?', 'complete'],
        ['assistant', 'Guten Tag', 'complete'],
      ],
    );
    assert.deepEqual(
      [answer.headers.get('x-plugboard-message'), answer.headers.get('x-plugboard-answer')],
      messages.map((message) => message.id),
    );
    assert.deepEqual([messages[1]?.served_by, messages[1]?.llm_config_id], ['own', first]);

    await user.say(String(id), 'Two?');
    const asked = await world.lastAsked();
    assert.deepEqual(asked.messages, [
      { role: 'user', content: 'One?' },
      { role: 'assistant', content: 'Guten Tag' },
      { role: 'user', content: 'Two?' },
    ]);
  });

  test('the answer is whole where the caller asks for that, by a field or by its Accept header', async () => {
    const id = await user.begin();
    const whole = await user.post(`${id}/messages`, { content: 'One?', stream: false });
    const body = (await whole.json()) as { object: string };
    assert.deepEqual([whole.status, body.object], [200, 'chat.completion']);
    const headers = { authorization: `Bearer ${user.token}`, 'content-type': 'application/json' };
    const accepted = await user.post(
      `${id}/messages`,
      { content: 'Two?' },
      { headers: { ...headers, accept: 'application/json' } },
    );
    assert.equal(((await accepted.json()) as { object: string }).object, 'chat.completion');
    assert.deepEqual(
      (await user.told(id)).map(([role, content]) => [role, content]),
      [
        ['user', 'One?'],
        ['assistant', 'hello'],
        ['user', 'Two?'],
        ['assistant', 'hello'],
      ],
    );
  });

  test('a conversation stays with the model that served when it began', async () => {
    const id = await user.begin();
    const second = await world.model({ model_name: 'gpt-second', is_default: true });
    await user.say(id, 'hi');
    assert.equal((await world.lastAsked()).model, 'gpt-first');
    const fresh = await user.call('POST', '', {});
    assert.equal(fresh.body['llm_config_id'], second);
    await made(world.admin.call('PATCH', `/config/llm/${first}`, { is_default: true }));
  });

  test('a removed model is 410 and read on, one that is switched off 409, and a smaller plan 403', async () => {
    const config = await world.model({ model_name: 'gpt-leaving' });
    const id = await user.begin({ llm_config_id: config });
    await user.say(id, 'hi');
    const attempt = async () => [
      (await user.say(id, 'still there?')).errorCode,
      (await user.read(id)).model_state,
    ];

    await made(world.admin.call('PATCH', `/config/llm/${config}`, { enabled: false }));
    assert.deepEqual(await attempt(), ['llm_config_disabled', 'disabled']);
    await made(world.admin.call('PATCH', `/config/llm/${config}`, { enabled: true }));
    await made(world.app.operator.call('PATCH', '/tenants/acme', { plan: 'standard' }));
    assert.deepEqual(await attempt(), ['plan_required', 'disabled']);
    await made(world.app.operator.call('PATCH', '/tenants/acme', { plan: 'enterprise' }));
    assert.equal((await user.say(id, 'and now?')).text, 'Guten Tag');

    await world.admin.call('DELETE', `/config/llm/${config}`);
    const arrivals = world.upstream.arrivals.length;
    assert.deepEqual(await attempt(), ['llm_config_removed', 'removed']);
    // Another model under its very id would be a swap in silence.
    await world.model({ model_name: 'gpt-impostor', name: config });
    const gone = await user.say(id, 'hello?');
    assert.equal(gone.status, 410);
    assert.match(gone.raw, /Begin a new conversation/);
    assert.equal(world.upstream.arrivals.length, arrivals, 'nobody was asked');
    assert.equal((await user.told(id)).length, 4, 'what was refused is not kept');
  });

  test('the models of an agent go with the agent', async () => {
    await made(world.admin.call('POST', '/agents', { id: 'helper' }));
    const id = await user.begin({ agent_id: 'helper' });
    await world.admin.call('DELETE', '/agents/helper');
    assert.equal((await user.say(id, 'hi')).errorCode, 'llm_config_removed');
    assert.equal((await user.read(id)).model_state, 'removed');
  });

  test('what the model could not answer stays with its error, and can be tried again', async () => {
    const id = await user.begin({ llm_config_id: await world.model() });
    await user.say(id, 'One?');
    world.upstream.play((arrival) => arrival.answer(400, { error: { message: 'not this', code: 'bad' } }));
    const refused = await user.say(id, 'Two?');
    assert.deepEqual([refused.status, refused.errorCode], [400, 'invalid_request']);
    world.upstream.play(answerWell);
    const messageId = refused.headers.get('x-plugboard-message') ?? '';
    assert.deepEqual((await user.told(id)).at(-1), ['user', 'Two?', 'failed', 'invalid_request']);
    const [one] = (await user.read(id)).messages;
    assert.equal((await user.retry(id, one?.id ?? '')).errorCode, 'message_not_last');
    assert.equal(
      (await user.retry(id, '00000000-0000-7000-8000-000000000000')).errorCode,
      'message_not_found',
    );

    assert.equal((await user.retry(id, messageId)).text, 'Guten Tag');
    assert.deepEqual((await world.lastAsked()).messages.at(-1), { role: 'user', content: 'Two?' });
    assert.deepEqual((await user.told(id)).slice(2), [
      ['user', 'Two?', 'complete', undefined],
      ['assistant', 'Guten Tag', 'complete', undefined],
    ]);
  });

  test('a question without an answer is told together with the next one', async () => {
    const id = await user.begin();
    world.upstream.play((arrival) => arrival.answer(400, {}));
    await user.say(id, 'One?');
    world.upstream.play(answerWell);
    await user.say(id, 'Two?');
    assert.deepEqual((await world.lastAsked()).messages, [{ role: 'user', content: 'One?\n\nTwo?' }]);
  });

  test('a dead key keeps the message, and a valid one answers it', async () => {
    const id = await user.begin({ llm_config_id: await world.model() });
    world.upstream.play((arrival) => arrival.answer(401, { error: { code: 'invalid_api_key' } }));
    assert.equal((await user.say(id, 'One?')).errorCode, 'credential_invalid');
    const dead = await user.say(id, 'Two?');
    assert.deepEqual([dead.status, dead.errorCode], [503, 'credential_invalid']);
    assert.deepEqual(await user.told(id), [
      ['user', 'One?', 'failed', 'credential_invalid'],
      ['user', 'Two?', 'failed', 'credential_invalid'],
    ]);
    world.upstream.play(answerWell);
  });

  test('a stream that breaks ends with its error; its beginning is kept, and a retry takes its place', async () => {
    const id = await user.begin();
    world.upstream.play(async (arrival) => {
      await arrival.body();
      arrival.beginStream();
      arrival.response.write(openaiStream(['half ', 'of it']).wire.split('\n\n').slice(0, 2).join('\n\n'));
      arrival.response.end('\n\n');
    });
    const broken = await user.say(id, 'One?');
    assert.deepEqual([broken.text, broken.errorCode, broken.hasDone], ['half ', 'upstream_error', false]);
    assert.deepEqual((await user.told(id)).at(-1), ['assistant', 'half ', 'incomplete', 'upstream_error']);
    world.upstream.play(answerWell);
    await user.retry(id, (await user.read(id)).messages[1]?.id ?? '');
    assert.deepEqual((await user.told(id)).at(-1), ['assistant', 'Guten Tag', 'complete', undefined]);
  });

  test('S31 who hangs up stops the upstream within a second, and what was said is kept', async () => {
    const id = await user.begin();
    const arrived = Promise.withResolvers<Arrival>();
    world.upstream.play(async (arrival) => {
      await arrival.body();
      arrival.beginStream();
      arrival.response.write(openaiStream(['the ', 'rest']).wire.split('\n\n').slice(0, 2).join('\n\n'));
      arrival.response.write('\n\n');
      arrived.resolve(arrival);
    });
    const client = new AbortController();
    const response = await user.post(`${id}/messages`, { content: 'One?' }, { signal: client.signal });
    await response.body?.getReader().read();
    assert.equal((await user.say(id, 'Two?')).errorCode, 'conversation_busy');
    assert.equal((await user.told(id)).at(-1)?.[2], 'running');
    const at = performance.now();
    client.abort();
    const { left } = await arrived.promise;
    assert.ok((await left) - at < 1_000);
    world.upstream.play(answerWell);
    await eventually(
      'the end is written down',
      async () => (await user.told(id)).at(-1)?.[2] === 'incomplete',
    );
    assert.deepEqual((await user.told(id)).at(-1), ['assistant', 'the ', 'incomplete', 'aborted']);
    const requestId = response.headers.get('x-request-id') ?? '';
    assert.match(
      world.app.logs(),
      new RegExp(`request_finished.*${requestId}|${requestId}.*request_finished`),
    );
    assert.equal((await user.say(id, 'Two?')).text, 'Guten Tag');
    assert.equal((await world.lastAsked()).messages[1]?.content, 'the ');
  });

  test('S39 S50 nobody but its user sees a conversation: no other user, no administrator, no operator', async () => {
    const id = await user.begin({ title: 'Private' });
    await user.say(id, 'my secret');
    const other = await world.user();
    const admin = world.talker((await makeToken('tenant_admin')).token);
    for (const stranger of [other, admin]) {
      assert.deepEqual(codeOf(await stranger.call('GET', `/${id}`)), [404, 'conversation_not_found']);
      assert.deepEqual(codeOf(await stranger.call('PATCH', `/${id}`, { title: 'x' })), [
        404,
        'conversation_not_found',
      ]);
      assert.deepEqual(codeOf(await stranger.call('DELETE', `/${id}`)), [404, 'conversation_not_found']);
      assert.equal((await stranger.say(id, 'hi')).errorCode, 'conversation_not_found');
      assert.doesNotMatch((await stranger.call('GET', '')).text, new RegExp(id));
    }
    const operator = world.app.operator.in('acme', 'dev');
    assert.deepEqual(codeOf(await operator.get(`/conversations/${id}`)), [403, 'forbidden']);
    assert.doesNotMatch((await world.admin.get('/audit?limit=1000')).text, /Private|my secret/);
  });

  test('S39 a service speaks for the user whom it names, and for nobody without a name', async () => {
    const { token } = await made(world.app.operator.call('POST', '/service_tokens', { name: 'chat' }));
    const place = { 'x-plugboard-tenant': 'acme', 'x-plugboard-environment': 'dev' };
    const asUser = (name: string) => world.talker(String(token), { ...place, 'x-plugboard-user': name });
    const id = await asUser('alice').begin();
    assert.equal((await asUser('alice').say(id, 'hi')).text, 'Guten Tag');
    assert.equal((await asUser('bob').say(id, 'hi')).errorCode, 'conversation_not_found');
    assert.deepEqual(((await asUser('bob').call('GET', '')).body['items'] as unknown[]).length, 0);
    const nobody = world.talker(String(token), place);
    assert.deepEqual(codeOf(await nobody.call('GET', '')), [400, 'user_required']);
  });

  test('the list has the newest first, page by page; titles change and conversations go', async () => {
    const reader = await world.user();
    const ids = [
      await reader.begin({ title: 'a' }),
      await reader.begin(),
      await reader.begin({ title: 'c' }),
    ];
    const page = await reader.call('GET', '?limit=2');
    const items = page.body['items'] as { id: string; title: string | null }[];
    assert.deepEqual(
      items.map(({ id, title }) => [id, title]),
      [
        [ids[2], 'c'],
        [ids[1], null],
      ],
    );
    const rest = await reader.call('GET', `?limit=2&cursor=${page.body['next_cursor']}`);
    assert.deepEqual(
      (rest.body['items'] as { id: string }[]).map(({ id }) => id),
      [ids[0]],
    );
    assert.equal((await reader.call('PATCH', `/${ids[1]}`, { title: 'b' })).body['title'], 'b');
    assert.equal((await reader.call('PATCH', `/${ids[0]}`, { title: null })).body['title'], null);
    assert.equal((await reader.call('DELETE', `/${ids[2]}`)).status, 204);
    const left = (await reader.call('GET', '')).body['items'] as { title: string | null }[];
    assert.deepEqual(
      left.map(({ title }) => title),
      ['b', null],
    );
  });

  test('a call that a limit refuses leaves nothing behind', async () => {
    const limited = await world.user();
    const id = await limited.begin();
    const per_user = { requests_per_minute: null, concurrent: null };
    await made(world.admin.call('PUT', '/call_limits', { per_token: { requests_per_minute: 1 }, per_user }));
    await limited.say(id, 'One?');
    const refused = await limited.post(`${id}/messages`, { content: 'Two?' });
    const problem = (await refused.json()) as { code: string; limit_owner: string };
    assert.deepEqual([refused.status, problem.code, problem.limit_owner], [429, 'rate_limited', 'tenant']);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    assert.equal(refused.headers.get('x-plugboard-message'), null);
    await made(world.admin.call('PUT', '/call_limits', {}));
    assert.equal((await limited.told(id)).length, 2);
  });

  test('a key that would do nothing here is refused', async () => {
    const id = await user.begin();
    const headers = { authorization: `Bearer ${user.token}`, 'content-type': 'application/json' };
    const keyed = await user.post(
      `${id}/messages`,
      { content: 'hi' },
      { headers: { ...headers, 'idempotency-key': 'k' } },
    );
    assert.equal(keyed.status, 400);
    assert.match(await keyed.text(), /Idempotency-Key/);
  });

  async function makeToken(role: string): Promise<{ token: string }> {
    const body = { name: role, role, environment: 'dev' };
    const { token } = await made(world.app.operator.call('POST', '/tenants/acme/tokens', body));
    return { token: String(token) };
  }
});
