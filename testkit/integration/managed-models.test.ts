import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Api } from '../api.ts';
import { onPostgres } from '../harness.ts';
import {
  auditOf,
  codeOf,
  configure,
  connect,
  freshName,
  made,
  openRoutingWorld,
  type RoutingWorld,
  validate,
  vectors,
} from './routing-world.ts';

onPostgres('managed models, and models of agents', (storage) => {
  let world: RoutingWorld;
  let account: string;
  before(async () => {
    world = await openRoutingWorld(storage);
    account = await connect(world, world.platform);
  });
  after(() => world.close());

  const bodyOf = (more: Record<string, unknown> = {}) => ({
    name: freshName('Managed'),
    provider: 'openai',
    llm_credentials_id: account,
    model_name: 'gpt-4o',
    ...more,
  });
  const post = (more: Record<string, unknown> = {}) =>
    world.app.operator.call('POST', '/managed_models', bodyOf(more));
  const idsIn = async (as: Api, path: string) => {
    const { items } = (await made(as.get(`${path}?limit=1000`))) as { items: { id: string }[] };
    return items.map(({ id }) => id);
  };

  test('operators connect the platform’s own account and name models on it; no plan is asked for', async () => {
    await validate(world.platform, account, { model_name: 'gpt-4o' });
    const model = await made(post({ name: 'House', is_default: true }));
    const { id, created_at, updated_at, capabilities, provider_id, ...rest } = model;
    assert.deepEqual(rest, {
      name: 'House',
      provider: 'openai',
      llm_credentials_id: account,
      model_name: 'gpt-4o',
      deployment_name: null,
      is_embedding: false,
      embedding_dimensions: null,
      dimensions_verified: false,
      is_default: true,
      enabled: true,
      substitute_for: null,
      availability: { state: 'unknown', since: null },
    });
    const path = `/managed_models/${id}`;
    assert.deepEqual(await made(world.app.operator.get(path)), model);
    assert.ok((await idsIn(world.app.operator, '/managed_models')).includes(String(id)));
    const changed = await made(world.app.operator.call('PATCH', path, { name: 'House 2', enabled: false }));
    assert.deepEqual(
      [changed['name'], changed['enabled'], changed['substitute_for']],
      ['House 2', false, null],
    );
    assert.deepEqual(codeOf(await post({ name: 'House 2' })), [409, 'name_taken']);
    const inUse = await world.platform.call('DELETE', `/llm_credentials/${account}`);
    assert.deepEqual(codeOf(inUse), [409, 'credential_in_use']);
    assert.equal((await world.app.operator.call('DELETE', path)).status, 204);
    for (const [method, body] of [['GET'], ['PATCH', { enabled: true }], ['DELETE']] as const) {
      const gone = await world.app.operator.call(method, path, body);
      assert.deepEqual(codeOf(gone), [404, 'llm_config_not_found']);
    }
    assert.equal((await auditOf(world.platform, 'model_config.deleted')).length, 1);
  });

  test('a model stands in for any chat model, for those that are named, or for none', async () => {
    const substitutes = async (more: Record<string, unknown>) => (await made(post(more)))['substitute_for'];
    assert.equal(await substitutes({}), null);
    assert.deepEqual(await substitutes({ substitute_for: [] }), []);
    const model = await made(post({ substitute_for: ['gpt-4o', 'claude-sonnet-4-5'] }));
    assert.deepEqual(model['substitute_for'], ['gpt-4o', 'claude-sonnet-4-5']);
    const patch = async (body: unknown) =>
      (await made(world.app.operator.call('PATCH', `/managed_models/${model['id']}`, body)))[
        'substitute_for'
      ];
    assert.deepEqual(await patch({ enabled: true }), ['gpt-4o', 'claude-sonnet-4-5']);
    assert.deepEqual(await patch({ substitute_for: [] }), []);
    assert.equal(await patch({ substitute_for: null }), null);
    const [said] = await auditOf(world.platform, 'model_config.changed');
    assert.deepEqual(said?.['substitute_for'], { from: [], to: null });
    for (const substitute_for of ['gpt-4o', [''], ['gpt-4o', 'gpt-4o']]) {
      assert.deepEqual(codeOf(await post({ substitute_for })), [400, 'invalid_request']);
    }
    const vectorsFor = await post({ ...vectors, substitute_for: ['text-embedding-3-large'] });
    assert.deepEqual(codeOf(vectorsFor), [400, 'invalid_request']);
  });

  test('there is one default for chat and one for embeddings', async () => {
    const first = await made(post({ is_default: true }));
    const embedding = await made(post({ ...vectors, is_default: true }));
    assert.deepEqual([embedding['embedding_dimensions'], embedding['dimensions_verified']], [3, true]);
    const second = await made(post({ is_default: true }));
    const isDefault = async ({ id }: Record<string, unknown>) =>
      (await made(world.app.operator.get(`/managed_models/${id}`)))['is_default'];
    assert.deepEqual(
      [await isDefault(first), await isDefault(second), await isDefault(embedding)],
      [false, true, true],
    );
    await made(world.app.operator.call('PATCH', `/managed_models/${first['id']}`, { is_default: true }));
    assert.deepEqual([await isDefault(first), await isDefault(second)], [true, false]);
  });

  test('S39 they lie where every environment shares them, on the platform’s accounts alone', async () => {
    const foreign = await connect(world, world.acme);
    const notShared = await connect(world, world.app.operator.in('platform', 'dev'));
    for (const llm_credentials_id of [foreign, notShared, 'no-such-account']) {
      assert.deepEqual(codeOf(await post({ llm_credentials_id })), [404, 'credential_not_found']);
    }
    assert.deepEqual(codeOf(await post({ agent_id: 'bot' })), [400, 'invalid_request']);
    const { id } = await made(post());
    const own = await configure(world.acme, foreign);
    assert.deepEqual(codeOf(await world.acme.get(`/config/llm/${id}`)), [404, 'llm_config_not_found']);
    assert.deepEqual(codeOf(await world.app.operator.get(`/managed_models/${own}`)), [
      404,
      'llm_config_not_found',
    ]);
    assert.ok(!(await idsIn(world.app.operator, '/managed_models')).includes(own));
    assert.ok(!(await idsIn(world.acme, '/config/llm')).includes(String(id)));
    for (const role of ['tenant_admin', 'user']) {
      const caller = await world.tokenOf('acme', role);
      const naming = { 'x-plugboard-tenant': 'platform', 'x-plugboard-environment': 'prod' };
      for (const answer of [
        await caller.get('/managed_models', naming),
        await caller.get(`/managed_models/${id}`, naming),
        await caller.call('POST', '/managed_models', bodyOf(), naming),
        await caller.call('PATCH', `/managed_models/${id}`, { enabled: false }, naming),
        await caller.call('DELETE', `/managed_models/${id}`, undefined, naming),
      ]) {
        assert.deepEqual(codeOf(answer), [403, 'forbidden']);
      }
    }
  });

  test('an agent sees its own accounts and models, and those of the environment where it inherits', async () => {
    const { acme } = world;
    await made(acme.call('POST', '/agents', { id: 'heir' }));
    await made(acme.call('POST', '/agents', { id: 'loner', inherit: false }));
    const shared = await connect(world, acme);
    const ofHeir = await connect(world, acme, { agent_id: 'heir' });
    const ofLoner = await connect(world, acme, { agent_id: 'loner' });
    const models = {
      shared: await configure(acme, shared),
      heir: await configure(acme, ofHeir),
      loner: await configure(acme, ofLoner),
    };
    assert.equal((await made(acme.get(`/config/llm/${models.loner}`)))['agent_id'], 'loner');
    const all = [shared, ofHeir, ofLoner];
    const views: [string, string[], string[]][] = [
      ['heir', [shared, ofHeir], [models.shared, models.heir]],
      ['loner', [ofLoner], [models.loner]],
    ];
    for (const [agent_id, accounts, configs] of views) {
      const bound = await world.tokenOf('acme', 'tenant_admin', { agent_id });
      const named: Api['get'] = (path) => acme.get(path, { 'x-plugboard-agent': agent_id });
      for (const as of [bound, { ...acme, get: named }]) {
        const seen = (await idsIn(as, '/llm_credentials')).filter((id) => all.includes(id));
        assert.deepEqual(seen.toSorted(), accounts.toSorted());
        const listed = (await idsIn(as, '/config/llm')).filter((id) => Object.values(models).includes(id));
        assert.deepEqual(listed.toSorted(), configs.toSorted());
        for (const id of all) {
          const status = accounts.includes(id) ? 200 : 404;
          assert.equal((await as.get(`/llm_credentials/${id}`)).status, status);
          assert.equal((await as.get(`/config/llm?llm_credentials_id=${id}`)).status, status);
        }
        for (const id of Object.values(models))
          assert.equal((await as.get(`/config/llm/${id}`)).status, configs.includes(id) ? 200 : 404);
      }
      const body = {
        name: 'By a bound token',
        provider: 'openai',
        llm_credentials_id: shared,
        model_name: 'm',
      };
      assert.deepEqual(codeOf(await bound.call('POST', '/config/llm', body)), [403, 'forbidden']);
    }
    const borrowed = {
      name: 'Borrowed',
      provider: 'openai',
      llm_credentials_id: ofHeir,
      model_name: 'gpt-4o',
      agent_id: 'loner',
    };
    assert.deepEqual(codeOf(await acme.call('POST', '/config/llm', borrowed)), [400, 'invalid_request']);
    assert.deepEqual(
      (await idsIn(acme, '/llm_credentials')).filter((id) => all.includes(id)),
      all,
    );
  });
});
