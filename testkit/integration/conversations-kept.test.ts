import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { limits } from '../../src/kernel/limits.ts';
import { deleteExpiredConversations } from '../../src/storage/expired-conversations.ts';
import { type Database, openDatabase } from '../../src/storage/open-database.ts';
import { createApi } from '../api.ts';
import { eventually } from '../eventually.ts';
import {
  environmentOf,
  makePlace,
  onPostgres,
  operatorToken,
  startTestApp,
  type TestApp,
} from '../harness.ts';
import { startServerProcess } from '../server-process.ts';
import { removeDirectory } from '../shared-storage.ts';
import { startHostileUpstream } from '../stand-ins/hostile-upstream.ts';
import { openaiStream } from '../stand-ins/sample-streams.ts';
import { addModel, type ConversationWorld, startConversationWorld, Talker } from './conversation-world.ts';
import { answerWell, consent } from './failover-world.ts';
import { auditOf, codeOf, made } from './routing-world.ts';

const dayMs = 24 * 60 * 60_000;
const half = `${openaiStream(['the ', 'rest']).wire.split('\n\n').slice(0, 2).join('\n\n')}\n\n`;

describe('what is kept of conversations', () => {
  let world: ConversationWorld;
  let user: Talker;
  let database: Database;

  before(async () => {
    world = await startConversationWorld('postgres');
    await world.model({ is_default: true });
    await made(world.admin.call('PUT', '/mode', { mode: 'byo', force: true }));
    user = await world.user();
    database = openDatabase({ kind: 'postgres', url: world.app.place.databaseUrl ?? '' });
  });
  after(async () => {
    await database.close();
    await world.close();
  });

  /** Time goes by, and the snapshot is as young as ever. */
  const pass = async (ms: number) => {
    world.app.clock.advance(ms);
    await world.app.app.services.keeper.refresh();
  };
  const put = (retention_days: number) =>
    made(world.admin.call('PUT', '/conversation_settings', { retention_days }));

  test('S15 S23 titles and texts lie sealed, and a text in the row of another message does not open', async () => {
    const id = await user.begin({ title: 'MarkedTitle' });
    await user.say(id, 'MarkedQuestion');
    await user.say(id, 'another');
    const { rows } = await sql<{ text: string }>`
      select concat(c::text, m::text, encode(content, 'escape'), encode(answer, 'escape'), encode(title, 'escape')) as text
      from conversations c join conversation_messages m on m.conversation_id = c.id`.execute(database.db);
    assert.ok(rows.length >= 2);
    const form = (mark: string) => `${mark}|${Buffer.from(mark).toString('hex')}`;
    const marks = new RegExp(['MarkedTitle', 'MarkedQuestion', 'Guten Tag'].map(form).join('|'));
    for (const { text } of rows) assert.doesNotMatch(text, marks);
    assert.doesNotMatch(world.app.logs(), marks);

    await sql`update conversation_messages set content = (select content from conversation_messages
      where conversation_id = ${id} and position = 1) where conversation_id = ${id} and position = 2`.execute(
      database.db,
    );
    assert.deepEqual(codeOf(await user.call('GET', `/${id}`)), [503, 'needs_reentry']);
  });

  test('a conversation is gone when its time is over, and a message gives it all of it anew', async () => {
    const id = await user.begin();
    assert.deepEqual((await made(world.admin.get('/conversation_settings')))['retention_days'], 30);
    await pass(29 * dayMs);
    await user.say(id, 'hi');
    await pass(29 * dayMs);
    assert.equal((await user.told(id)).length, 2);
    await pass(dayMs + 60_000);
    assert.deepEqual(codeOf(await user.call('GET', `/${id}`)), [404, 'conversation_not_found']);
    assert.ok((await deleteExpiredConversations(database.db, world.app.clock.now())) > 0);
    assert.equal(await deleteExpiredConversations(database.db, world.app.clock.now()), 0);
    assert.equal(await rowsOf(id), 0);
  });

  test('who keeps less has less at once, and the audit says so', async () => {
    const id = await user.begin();
    await user.say(id, 'hi');
    await put(7);
    await pass(8 * dayMs);
    assert.deepEqual(codeOf(await user.call('GET', `/${id}`)), [404, 'conversation_not_found']);
    const fresh = await user.begin({ title: 'x' });
    await user.say(fresh, 'hi');
    await put(0);
    assert.deepEqual(codeOf(await user.call('GET', `/${fresh}`)), [404, 'conversation_not_found']);
    assert.equal(await rowsOf(fresh), 0);
    const [newest] = await auditOf(world.admin, 'conversation_settings.changed');
    assert.deepEqual(newest?.['retention_days'], { from: 7, to: 0 });
  });

  test('with a retention of 0 nothing is stored: the caller has the history and sends it', async () => {
    await put(0);
    const titled = await user.call('POST', '', { title: 'kept?' });
    assert.deepEqual(codeOf(titled), [400, 'invalid_request']);
    const id = await user.begin();
    const history = [
      { role: 'user', content: 'One?' },
      { role: 'assistant', content: 'Yes.' },
    ];
    const answer = await user.say(id, 'Two?', { history });
    assert.deepEqual([answer.text, answer.headers.get('x-plugboard-message')], ['Guten Tag', null]);
    assert.deepEqual((await world.lastAsked()).messages, [...history, { role: 'user', content: 'Two?' }]);
    assert.deepEqual((await user.read(id)).messages, []);
    assert.equal(await rowsOf(id), 0);

    await put(30);
    assert.equal((await user.say(id, 'Three?', { history })).text, 'Guten Tag', 'it goes on as it began');
    const kept = await user.begin();
    assert.equal((await user.say(kept, 'Two?', { history })).errorCode, 'invalid_request');
  });

  test('a history that is too long is refused whole, and nothing of it is left out', async () => {
    await put(0);
    const id = await user.begin();
    const arrivals = world.upstream.arrivals.length;
    const { historyLengthMax } = limits.conversations;
    const history = [{ role: 'user', content: 'a'.repeat(historyLengthMax - 2) }];
    assert.equal((await user.say(id, 'abc', { history })).errorCode, 'conversation_full');
    assert.equal(world.upstream.arrivals.length, arrivals);
    assert.equal((await user.say(id, 'ab', { history })).text, 'Guten Tag');
    await put(30);
  });

  test('one user has only so many conversations; others are not concerned', async () => {
    const hoarder = await world.user();
    const id = await hoarder.begin();
    await sql`insert into conversations select tenant_id, environment, gen_random_uuid(), owner, agent_id, config_id,
      config_name, model_name, kept, title, title_version, created_at, updated_at, expires_at
      from conversations, generate_series(2, ${limits.conversations.perOwnerMax}::integer)
      where id = ${id}`.execute(database.db);
    assert.deepEqual(codeOf(await hoarder.call('POST', '', {})), [409, 'too_many_conversations']);
    await user.begin();
    assert.equal((await hoarder.call('DELETE', `/${id}`)).status, 204);
    await hoarder.begin();
  });

  test('S48 the application’s role sees the conversations of one tenant and environment', async () => {
    const seen = await database.db.transaction().execute(async (trx) => {
      await sql`select set_config('role', 'plugboard_app', true), set_config('plugboard.tenant', 'other', true),
        set_config('plugboard.environment', 'dev', true)`.execute(trx);
      const { rows } = await sql`select id from conversations union all
        select id from conversation_messages`.execute(trx);
      return rows.length;
    });
    assert.equal(seen, 0);
  });

  test('of two replicas, one answers a conversation at a time', async (t) => {
    const other = await startTestApp({
      storage: 'postgres',
      place: world.app.place,
      env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' },
      clock: world.app.clock,
    });
    t.after(() => other.stop());
    const there = new Talker(other, user.token, {});
    const id = await user.begin();
    const held = Promise.withResolvers<() => void>();
    world.upstream.play(async (arrival) => {
      await arrival.body();
      arrival.beginStream();
      arrival.response.write(half);
      held.resolve(() => arrival.response.end(openaiStream(['']).wire));
    });
    const speaking = user.say(id, 'One?');
    const finish = await held.promise;
    assert.equal((await there.say(id, 'Two?')).errorCode, 'conversation_busy');
    finish();
    assert.equal((await speaking).hasDone, true);
    world.upstream.play(answerWell);
    const raced = await Promise.all([user.say(id, 'Two?'), there.say(id, 'Two?')]);
    const codes = raced.map(({ status, errorCode }) => errorCode ?? status).toSorted();
    assert.ok(codes.includes(200), `${codes}`);
    assert.equal((await there.told(id)).length, 2 + 2 * codes.filter((code) => code === 200).length);
  });

  test('another model answers only where the policy says so, and the message tells which', async () => {
    const failing = await world.model({ model_name: 'gpt-failing' });
    const further = await world.model({ model_name: 'gpt-further', name: 'The further one' });
    const id = await user.begin({ llm_config_id: failing });
    world.upstream.play(async (arrival) => {
      if ((await arrival.json())['model'] === 'gpt-failing') arrival.answer(503, {});
      else await answerWell(arrival);
    });
    const policy = { policy: 'fail_closed', targets: [further] };
    await made(world.admin.call('PUT', '/fallback', policy));
    const closed = await user.say(id, 'One?');
    assert.deepEqual([closed.status, closed.errorCode], [503, 'llm_unavailable']);
    assert.equal(closed.headers.get('x-should-retry'), 'false');

    await made(world.admin.call('PUT', '/fallback', { ...policy, targets_for_named: true }));
    await user.retry(id, closed.headers.get('x-plugboard-message') ?? '');
    const own = (await user.read(id)).messages.at(-1);
    assert.deepEqual([own?.served_by, own?.llm_config_name], ['own', 'The further one']);

    const platform = world.app.operator.in('platform', 'prod');
    const account = {
      name: 'Platform',
      creds_type: 'API_KEY',
      base_url: `${world.upstream.origin}/v1`,
      api_key: 'k-0123456789',
      provider: 'openai',
    };
    const { id: llm_credentials_id } = await made(platform.call('POST', '/llm_credentials', account));
    const managed = { name: 'Stand-in', provider: 'openai', llm_credentials_id, model_name: 'gpt-managed' };
    await made(platform.call('POST', '/managed_models', managed));
    await made(world.admin.call('PUT', '/fallback', { policy: 'managed', consent }));
    const answer = await user.say(id, 'Two?');
    assert.equal(answer.headers.get('x-plugboard-served-by'), 'managed');
    const told = (await user.read(id)).messages.at(-1);
    assert.deepEqual([told?.served_by, told?.llm_config_name], ['managed', 'Stand-in']);
    await made(world.admin.call('PUT', '/fallback', { policy: 'fail_closed' }));
    world.upstream.play(answerWell);
  });

  async function rowsOf(id: string): Promise<number> {
    const { rows } = await sql`select 1 from conversation_messages where conversation_id = ${id}`.execute(
      database.db,
    );
    return rows.length;
  }
});

onPostgres('S51 kill -9 in the middle of an answer', (storage) => {
  test('what was said until then is there, marked as incomplete, and can be answered again', async (t) => {
    const place = await makePlace(storage);
    t.after(() => removeDirectory(place.dataDirectory));
    const upstream = await startHostileUpstream();
    t.after(() => upstream.close());
    const env = environmentOf(place, { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' });
    const server = await startServerProcess({ env });
    const operator = createApi(server.url, operatorToken);
    await made(operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' }));
    const body = { name: 'u', role: 'user', environment: 'dev' };
    const { token } = await made(operator.call('POST', '/tenants/acme/tokens', body));
    const config = await addModel(operator.in('acme', 'dev'), upstream.origin);
    const before = talkerAt(server.url, String(token));
    const id = await before.begin({ llm_config_id: config });
    upstream.play(async (arrival) => {
      await arrival.body();
      arrival.beginStream();
      arrival.response.write(half);
    });
    const speaking = before.say(id, 'One?');
    await eventually('a part is written down', async () => (await before.told(id)).at(-1)?.[1] === 'the ');
    server.kill('SIGKILL');
    await server.exited;
    assert.equal((await speaking).isBroken, true);

    upstream.play(answerWell);
    const app: TestApp = await startTestApp({ storage, place, env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' } });
    t.after(() => app.stop());
    app.clock.advance(limits.conversations.leaseMs);
    const later = new Talker(app, String(token), {});
    assert.deepEqual(await later.told(id), [
      ['user', 'One?', 'complete', undefined],
      ['assistant', 'the ', 'incomplete', 'aborted'],
    ]);
    const question = (await later.read(id)).messages[0]?.id ?? '';
    assert.equal((await later.retry(id, question)).text, 'Guten Tag');
  });
});

function talkerAt(url: string, token: string): Talker {
  return new Talker({ url, as: (held) => createApi(url, held) }, token, {});
}
