import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually } from '../eventually.ts';
import { onPostgres } from '../harness.ts';
import { configure, connect, made, openRoutingWorld, type RoutingWorld } from './routing-world.ts';

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

  test('S54 of two who change other fields of a tenant, an account or a model, neither undoes what the other did', async () => {
    const id = await connect(world, world.acme);
    const config = await configure(world.acme, id);
    await crossing('/tenants/acme', { plan: 'standard' }, { plan: 'enterprise' });
    await crossing(`/llm_credentials/${id}`, { enabled: false }, { enabled: true });
    await crossing(`/config/llm/${config}`, { enabled: false }, { enabled: true });
  });
});
