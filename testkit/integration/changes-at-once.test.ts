import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually } from '../eventually.ts';
import { onPostgres } from '../harness.ts';
import {
  codeOf,
  configure,
  connect,
  freshName,
  made,
  openRoutingWorld,
  type RoutingWorld,
} from './routing-world.ts';

onPostgres('changes at once', (storage) => {
  let world: RoutingWorld;
  before(async () => {
    world = await openRoutingWorld(storage);
  });
  after(() => world.close());

  /** Ten times, since it takes luck for two to cross. */
  async function crossing(path: string, there: object, back: object): Promise<void> {
    for (let round = 0; round < 10; round += 1) {
      const name = `Round ${round}`;
      await Promise.all([there, { name }].map((body) => made(world.acme.call('PATCH', path, body))));
      const found = await made(world.acme.get(path));
      assert.deepEqual({ ...found, ...there, name }, found);
      await made(world.acme.call('PATCH', path, back));
    }
  }

  test('S54 an account that is switched off while its new secrets are tried stays off', async () => {
    const id = await connect(world, world.acme);
    await configure(world.acme, id);
    let release: () => void = () => undefined;
    world.server.holdUntil(
      new Promise((resolve) => {
        release = resolve;
      }),
    );
    const sentBefore = world.server.arrived.length;
    const path = `/llm_credentials/${id}`;
    const rotation = world.acme.call('POST', `${path}/rotate`, { api_key: 'key-good-0123456789abcdef' });
    await eventually('the new secret is tried', () => world.server.arrived.length > sentBefore);
    await made(world.acme.call('PATCH', path, { enabled: false, data_region: 'eu' }));
    release();
    assert.equal((await made(rotation))['promoted'], true);
    const { enabled, status, data_region } = await made(world.acme.get(path));
    assert.deepEqual(
      { enabled, status, data_region },
      { enabled: false, status: 'disabled', data_region: 'eu' },
    );
  });

  test('S35 of two who take one name or one default at once, the slower one is told', async () => {
    const id = await connect(world, world.acme);
    const configs = [await configure(world.acme, id), await configure(world.acme, id)];
    const toDefault = (is_default: boolean) =>
      Promise.all(configs.map((one) => world.acme.call('PATCH', `/config/llm/${one}`, { is_default })));
    for (let round = 0; round < 10; round += 1) {
      const body = {
        name: freshName('Same'),
        provider: 'openai',
        llm_credentials_id: id,
        model_name: 'gpt-4o',
      };
      const named = await Promise.all([1, 2].map(() => world.acme.call('POST', '/config/llm', body)));
      assert.deepEqual(named.map(({ status }) => status).toSorted(), [201, 409]);
      for (const answer of await toDefault(true)) {
        if (answer.status !== 200) assert.deepEqual(codeOf(answer), [409, 'changed_meanwhile']);
      }
      await toDefault(false);
    }
  });

  test('S54 of two who change other fields of a tenant, an account or a model, neither undoes what the other did', async () => {
    const id = await connect(world, world.acme);
    const config = await configure(world.acme, id);
    await crossing('/tenants/acme', { plan: 'standard' }, { plan: 'enterprise' });
    await crossing(`/llm_credentials/${id}`, { enabled: false }, { enabled: true });
    await crossing(`/config/llm/${config}`, { enabled: false }, { enabled: true });
  });
});
