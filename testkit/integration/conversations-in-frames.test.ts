import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Api } from '../api.ts';
import { onPostgres } from '../harness.ts';
import { type ConversationWorld, startConversationWorld, type Talker } from './conversation-world.ts';
import { codeOf, made } from './routing-world.ts';

onPostgres('conversations in frames', (storage) => {
  let world: ConversationWorld;
  before(async () => {
    world = await startConversationWorld(storage);
    await world.model({ is_default: true });
    await made(world.admin.call('PUT', '/mode', { mode: 'byo', force: true }));
  });
  after(() => world.close());

  async function frameBy(as: Api): Promise<Talker> {
    const body = { role: 'user', pages: ['chat'], subject: 'alice' };
    return world.talker(String((await made(as.call('POST', '/embed_tokens', body)))['token']));
  }
  async function refuses(stranger: Talker, id: string) {
    assert.deepEqual(codeOf(await stranger.call('GET', `/${id}`)), [404, 'conversation_not_found']);
    assert.deepEqual((await stranger.call('GET', '')).body['items'], []);
  }

  test('S50 an administrator that asks for a frame in a user’s name reads nothing that this user wrote elsewhere', async () => {
    const platform = world.app.operator.in('acme', 'dev');
    const id = await (await frameBy(platform)).begin({ title: 'Private' });
    assert.equal(
      (await (await frameBy(platform)).call('GET', `/${id}`)).status,
      200,
      'the next token of a frame',
    );
    await refuses(await frameBy(world.admin), id);
    const other = await made(
      world.app.operator.call('POST', '/tenants/acme/tokens', {
        name: 'other',
        role: 'tenant_admin',
        environment: 'dev',
      }),
    );
    const mine = await (await frameBy(world.admin)).begin();
    assert.equal((await (await frameBy(world.admin)).call('GET', `/${mine}`)).status, 200);
    assert.deepEqual(
      codeOf(await (await frameBy(world.app.as(String(other['token'])))).call('GET', `/${mine}`)),
      [404, 'conversation_not_found'],
    );
  });
});
