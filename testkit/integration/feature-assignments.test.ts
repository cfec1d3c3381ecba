import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Api } from '../api.ts';
import { onPostgres } from '../harness.ts';
import {
  auditOf,
  codeOf,
  configure,
  connect,
  made,
  openRoutingWorld,
  type RoutingWorld,
  registerFeature,
  vectors,
} from './routing-world.ts';

onPostgres('features on a model of their own', (storage) => {
  let world: RoutingWorld;
  let account: string;
  before(async () => {
    world = await openRoutingWorld(storage);
    account = await connect(world, world.acme);
    await registerFeature(world, 'chat');
    await registerFeature(world, 'search', { operation: 'embedding' });
    await registerFeature(world, 'runbooks', { needs: ['tools', 'streaming'], min_context_tokens: 64_000 });
  });
  after(() => world.close());

  const assign = (feature: string, body: unknown, as: Api = world.acme) =>
    as.call('PUT', `/features/${feature}/assignment`, body);
  const assigned = async (feature: string, as: Api = world.acme) => {
    const { items } = (await made(as.get('/features?limit=1000'))) as { items: Record<string, unknown>[] };
    const found = items.find(({ id }) => id === feature);
    return [found?.['assignment'], found?.['llm_config_id']];
  };

  test('a feature runs on the config that it is assigned to, until it is assigned elsewhere', async () => {
    assert.deepEqual(await assigned('chat'), ['default', null]);
    const config = await configure(world.acme, account);
    const { updated_at, ...answer } = await made(assign('chat', { llm_config_id: config }));
    assert.deepEqual(answer, {
      feature_id: 'chat',
      assignment: 'config',
      llm_config_id: config,
      warnings: [],
    });
    assert.equal(typeof updated_at, 'string');
    assert.deepEqual(await assigned('chat'), ['config', config]);
    assert.deepEqual(await assigned('chat', world.app.operator.in('acme', 'test')), ['default', null]);
    assert.deepEqual(await assigned('chat', world.beta), ['default', null]);
    const [said] = await auditOf(world.acme, 'feature.assigned');
    assert.deepEqual([said?.['assignment'], said?.['llm_config_id']], ['config', config]);

    const off = await made(assign('chat', { off: true }));
    assert.deepEqual([off['assignment'], off['llm_config_id']], ['off', null]);
    assert.deepEqual(await assigned('chat'), ['off', null]);
    await made(assign('chat', { default: true }));
    assert.deepEqual(await assigned('chat'), ['default', null]);
  });

  test('S39 what lies elsewhere is not there: another tenant’s, another environment’s, the platform’s', async () => {
    const test = world.app.operator.in('acme', 'test');
    const elsewhere = [
      await configure(world.beta, await connect(world, world.beta)),
      await configure(test, await connect(world, test)),
      await configure(world.platform, await connect(world, world.platform)),
      '00000000-0000-7000-8000-000000000000',
    ];
    for (const llm_config_id of elsewhere) {
      assert.deepEqual(codeOf(await assign('chat', { llm_config_id })), [404, 'llm_config_not_found']);
    }
    const config = await configure(world.acme, account);
    assert.deepEqual(codeOf(await assign('nothing', { llm_config_id: config })), [404, 'feature_not_found']);
    for (const llm_config_id of ['gpt-4o', `urn:uuid:${config}`, '']) {
      assert.deepEqual(codeOf(await assign('chat', { llm_config_id })), [400, 'invalid_request']);
    }
    assert.deepEqual(await assigned('chat'), ['default', null]);
  });

  test('a need that the model fails stops the assignment and is named; an unknown one is a warning', async () => {
    const config = await configure(world.acme, account, {
      capabilities: { tools: false, context_tokens: 32_000 },
    });
    const refused = await assign('runbooks', { llm_config_id: config });
    assert.deepEqual(codeOf(refused), [409, 'feature_unsupported']);
    const failing = refused.body['errors'] as { field: string }[];
    assert.deepEqual(
      failing.map(({ field }) => field),
      ['tools', 'context'],
    );
    assert.deepEqual(await assigned('runbooks'), ['default', null]);

    const capabilities = { tools: true, context_tokens: null };
    await made(world.acme.call('PATCH', `/config/llm/${config}`, { capabilities }));
    const { warnings } = (await made(assign('runbooks', { llm_config_id: config }))) as {
      warnings: Record<string, string>[];
    };
    assert.deepEqual(
      warnings.map(({ feature_id, need, status }) => [feature_id, need, status]),
      [
        ['runbooks', 'streaming', 'unknown'],
        ['runbooks', 'context', 'unknown'],
      ],
    );
    assert.deepEqual(await assigned('runbooks'), ['config', config]);
  });

  test('a model of the other kind, a disabled one and an agent’s own are refused', async () => {
    const chat = await configure(world.acme, account);
    const embedding = await configure(world.acme, account, vectors);
    const unsupported = [409, 'feature_unsupported'];
    assert.deepEqual(codeOf(await assign('chat', { llm_config_id: embedding })), unsupported);
    assert.deepEqual(codeOf(await assign('search', { llm_config_id: chat })), unsupported);
    assert.equal((await made(assign('search', { llm_config_id: embedding })))['llm_config_id'], embedding);

    await made(world.acme.call('PATCH', `/config/llm/${chat}`, { enabled: false }));
    assert.deepEqual(codeOf(await assign('chat', { llm_config_id: chat })), [409, 'model_not_ready']);

    await made(world.acme.call('POST', '/agents', { id: 'bot' }));
    const own = await configure(world.acme, account, { agent_id: 'bot' });
    assert.deepEqual(codeOf(await assign('chat', { llm_config_id: own })), unsupported);
    assert.deepEqual(await assigned('chat'), ['default', null]);
  });

  test('when its config is deleted a feature runs on the default again, and the audit says which', async () => {
    const config = await configure(world.acme, account);
    for (const feature of ['chat', 'runbooks']) await made(assign(feature, { llm_config_id: config }));
    assert.equal((await world.acme.call('DELETE', `/config/llm/${config}`)).status, 204);
    assert.deepEqual(await assigned('chat'), ['default', null]);
    assert.deepEqual(await assigned('runbooks'), ['default', null]);
    const { snapshot } = world.app.app.services.keeper;
    assert.equal(snapshot.assignment('acme', 'dev', 'chat'), undefined, 'calls go by it at once');
    const [said] = await auditOf(world.acme, 'model_config.deleted');
    assert.deepEqual(said?.['unassigned_features'], ['chat', 'runbooks']);
  });

  test('a feature that is taken away is forgotten with its assignments: registered anew it runs on the default', async () => {
    await registerFeature(world, 'passing');
    await made(assign('passing', { off: true }));
    const { operator } = world.app;
    assert.equal((await operator.call('DELETE', '/features/passing')).status, 204);
    const { snapshot } = world.app.app.services.keeper;
    assert.equal(snapshot.feature('passing'), undefined, 'calls go by it at once');
    assert.equal(snapshot.assignment('acme', 'dev', 'passing'), undefined);
    const again = await operator.call('DELETE', '/features/passing');
    assert.deepEqual(codeOf(again), [404, 'feature_not_found']);
    await registerFeature(world, 'passing');
    assert.deepEqual(await assigned('passing'), ['default', null]);
    const [said] = await auditOf(world.platform, 'feature.deleted');
    assert.equal(said?.['name'], 'Feature passing');
  });

  test('a credential in use stays with its configs and their features, unless all shall go', async () => {
    const used = await connect(world, world.acme);
    const config = await configure(world.acme, used);
    await made(assign('chat', { llm_config_id: config }));
    const refused = await world.acme.call('DELETE', `/llm_credentials/${used}`);
    assert.deepEqual(codeOf(refused), [409, 'credential_in_use']);
    assert.deepEqual(await assigned('chat'), ['config', config]);
    assert.equal((await world.acme.call('DELETE', `/llm_credentials/${used}?cascade=true`)).status, 204);
    assert.deepEqual(await assigned('chat'), ['default', null]);
    const [said] = await auditOf(world.acme, 'model_config.deleted');
    assert.deepEqual([said?.['with_credential'], said?.['unassigned_features']], [used, ['chat']]);
  });

  test('an agent with things of its own is deleted together with them, or not at all', async () => {
    const { acme } = world;
    await made(acme.call('POST', '/agents', { id: 'owner' }));
    const [own, shared] = [await connect(world, acme, { agent_id: 'owner' }), await connect(world, acme)];
    await configure(acme, own, { name: 'on its own', agent_id: 'owner' });
    const borrowed = await configure(acme, shared, { name: 'on a shared one', agent_id: 'owner' });
    const kept = await configure(acme, shared, { name: 'for all' });
    const refused = await acme.call('DELETE', '/agents/owner');
    assert.deepEqual(codeOf(refused), [409, 'agent_in_use']);
    const named = (refused.body['errors'] as { detail: string }[]).map(({ detail }) => detail);
    assert.equal(named.length, 3);
    assert.ok(named.includes('on its own') && named.includes('on a shared one'));
    assert.equal((await acme.get('/agents/owner')).status, 200);
    assert.equal((await acme.call('DELETE', '/agents/owner?cascade=true')).status, 204);
    assert.equal((await acme.get(`/llm_credentials/${own}`)).status, 404);
    assert.equal((await acme.get(`/config/llm/${borrowed}`)).status, 404);
    assert.equal((await acme.get(`/config/llm/${kept}`)).status, 200);
    assert.equal((await acme.get(`/llm_credentials/${shared}`)).status, 200);
    const removed = (await auditOf(acme, 'model_config.deleted')).map((detail) => detail['name']);
    assert.ok(removed.includes('on its own') && removed.includes('on a shared one'));
    assert.equal((await acme.call('DELETE', '/agents/owner?cascade=true')).status, 404);
  });

  test('administrators assign; users see; where operators administer, administrators see', async () => {
    const config = await configure(world.acme, account);
    const admin = await world.tokenOf('acme', 'tenant_admin');
    await made(assign('chat', { llm_config_id: config }, admin));
    const user = await world.tokenOf('acme', 'user');
    assert.deepEqual(await assigned('chat', user), ['config', config]);
    assert.deepEqual(codeOf(await assign('chat', { default: true }, user)), [403, 'forbidden']);
    const served = await world.tokenOf('served', 'tenant_admin');
    assert.deepEqual(await assigned('chat', served), ['default', null]);
    const refused = await assign('chat', { off: true }, served);
    assert.deepEqual(codeOf(refused), [403, 'administered_by_operator']);
  });
});
