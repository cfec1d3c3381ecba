import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
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
  validate,
  vectors,
} from './routing-world.ts';

onPostgres('the mode of an environment', (storage) => {
  let world: RoutingWorld;
  before(async () => {
    world = await openRoutingWorld(storage);
  });
  after(() => world.close());

  const place = (environment: string, tenant = 'acme') => world.app.operator.in(tenant, environment);
  const modeIn = (environment: string, tenant = 'acme') => made(place(environment, tenant).get('/mode'));
  const put = (environment: string, body: unknown, tenant = 'acme') =>
    place(environment, tenant).call('PUT', '/mode', body);

  test('where nobody decided anything, managed models serve', async () => {
    const nothing = { mode: 'bundled', embeddings: 'bundled', warnings: [], updated_at: null };
    assert.deepEqual(await modeIn('dev'), nothing);
    const same = await made(put('dev', { mode: 'bundled' }));
    assert.deepEqual(same, nothing, 'saying what holds anyway changes nothing');
    assert.deepEqual(await auditOf(world.acme, 'mode.changed'), []);
  });

  test('own models need the plan, for chat and for embeddings, and no force gets around it', async () => {
    for (const body of [
      { mode: 'byo' },
      { mode: 'byo', force: true },
      { mode: 'bundled', embeddings: 'byo' },
      { mode: 'bundled', embeddings: 'byo', force: true },
    ]) {
      assert.deepEqual(codeOf(await put('dev', body, 'small')), [403, 'plan_required'], JSON.stringify(body));
    }
    assert.equal((await put('dev', { mode: 'bundled' }, 'small')).status, 200);
  });

  test('own models take over only once the default has passed its check; what is missing is named', async () => {
    const dev = place('dev');
    const refused = async (why: RegExp) => {
      const answer = await put('dev', { mode: 'byo' });
      assert.deepEqual(codeOf(answer), [409, 'model_not_ready'], answer.text);
      assert.match(String(answer.body['detail']), why);
      assert.equal((await modeIn('dev'))['mode'], 'bundled');
    };
    await refused(/no default chat model/);
    const account = await connect(world, dev);
    const config = await configure(dev, account);
    await refused(/no default chat model/);
    const patch = (path: string, body: unknown) => made(dev.call('PATCH', path, body));
    await patch(`/config/llm/${config}`, { is_default: true });
    await refused(/status is untested/);
    await validate(dev, account);
    await patch(`/config/llm/${config}`, { enabled: false });
    await refused(/default chat model “.+” is disabled/);
    await patch(`/config/llm/${config}`, { enabled: true });
    await patch(`/llm_credentials/${account}`, { expires_at: new Date(0).toISOString() });
    await refused(/which has expired/);
    await patch(`/llm_credentials/${account}`, { expires_at: null, enabled: false });
    await refused(/which is disabled/);
    await patch(`/llm_credentials/${account}`, { enabled: true });
    await refused(/status is untested/);
    world.server.answerWith({ status: 401, body: {} });
    await validate(dev, account);
    world.server.answerWith(undefined);
    await refused(/status is auth_failed/);

    await validate(dev, account);
    const from = world.server.arrived.length;
    const switched = await made(put('dev', { mode: 'byo' }));
    assert.deepEqual([switched['mode'], switched['embeddings']], ['byo', 'byo']);
    const asked = world.server.arrived.slice(from).filter((call) => call.startsWith('POST'));
    assert.equal(asked.length, 1, 'a model that never answered is asked once');
    assert.deepEqual(await modeIn('dev'), switched);
    assert.equal((await modeIn('test'))['mode'], 'bundled');
    assert.equal((await modeIn('dev', 'beta'))['mode'], 'bundled');
    const [said] = await auditOf(world.acme, 'mode.changed');
    assert.deepEqual(said?.['mode'], { from: 'bundled', to: 'byo' });
    const { snapshot } = world.app.app.services.keeper;
    assert.equal(snapshot.pluggedIn('acme', 'dev').settings?.mode, 'byo', 'calls go by it at once');
  });

  test('a healthy key does not speak for a model that does not answer', async () => {
    const beta = place('dev', 'beta');
    const account = await connect(world, beta);
    const more = { model_name: 'no-such-model', is_default: true };
    const config = await configure(beta, account, more);
    await validate(beta, account);
    const answer = await put('dev', { mode: 'byo' }, 'beta');
    assert.deepEqual(codeOf(answer), [409, 'model_not_ready'], answer.text);
    assert.match(String(answer.body['detail']), /Model not found/);
    assert.equal((await beta.call('DELETE', `/config/llm/${config}`)).status, 204);
  });

  test('a model whose abilities were probed is not asked again', async () => {
    const test = place('test', 'beta');
    const account = await connect(world, test);
    await configure(test, account, { is_default: true });
    await validate(test, account, { model_name: 'gpt-4o', full: true });
    const from = world.server.arrived.length;
    await made(put('test', { mode: 'byo' }, 'beta'));
    assert.equal(world.server.arrived.length, from);
  });

  test('force skips the check and is audited; consent is kept there as well', async () => {
    const consent = { data_leaves_network: true };
    const forced = await made(put('prod', { mode: 'byo', force: true, consent }));
    assert.equal(forced['mode'], 'byo');
    const [said] = await auditOf(place('prod'), 'mode.changed');
    assert.deepEqual([said?.['forced'], said?.['consent']], [true, consent]);
    const back = await made(put('prod', { mode: 'bundled' }));
    assert.deepEqual([back['mode'], back['embeddings']], ['bundled', 'bundled']);
    const bare = await put('prod', { mode: 'byo', consent: {} });
    assert.deepEqual(codeOf(bare), [400, 'invalid_request']);
  });

  test('own embeddings need a default with measured dimensions', async () => {
    const own = { mode: 'bundled', embeddings: 'byo' };
    const refused = async (why: RegExp) => {
      const answer = await put('prod', own, 'beta');
      assert.deepEqual(codeOf(answer), [409, 'model_not_ready'], answer.text);
      assert.match(String(answer.body['detail']), why);
    };
    const prod = place('prod', 'beta');
    await refused(/no default embedding model/);
    const account = await connect(world, prod);
    world.server.answerWith({ status: 503, body: {} });
    await configure(prod, account, { ...vectors, is_default: true });
    world.server.answerWith(undefined);
    await validate(prod, account);
    await refused(/nobody measured/);
    await configure(prod, account, { ...vectors, is_default: true });
    const answer = await made(put('prod', own, 'beta'));
    assert.deepEqual([answer['mode'], answer['embeddings']], ['bundled', 'byo']);
  });

  test('what features would miss on the own default is said before the switch, and after it', async () => {
    const prod = place('prod');
    await registerFeature(world, 'runbooks', { needs: ['tools', 'json'], min_context_tokens: 64_000 });
    await registerFeature(world, 'search', { operation: 'embedding' });
    const warned = async () => {
      const { warnings } = (await modeIn('prod')) as { warnings: Record<string, string>[] };
      return warnings.map(({ feature_id, need, status }) => `${feature_id} ${need} ${status}`);
    };
    assert.deepEqual(await warned(), []);
    const account = await connect(world, prod);
    const config = await configure(prod, account, {
      is_default: true,
      capabilities: { tools: false, json: null, context_tokens: 32_000 },
    });
    const needs = ['runbooks tools not_met', 'runbooks json unknown', 'runbooks context not_met'];
    assert.deepEqual(await warned(), needs);
    await made(put('prod', { mode: 'byo', force: true }));
    assert.deepEqual(await warned(), [...needs, 'search model not_met']);
    const capabilities = { tools: true, json: true, context_tokens: 128_000 };
    await made(prod.call('PATCH', `/config/llm/${config}`, { capabilities }));
    assert.deepEqual(await warned(), ['search model not_met']);
    // The only one there is serves, as routing has it; of two without a default none does.
    const first = await configure(prod, account, vectors);
    assert.deepEqual(await warned(), []);
    await configure(prod, account, vectors);
    assert.deepEqual(await warned(), ['search model not_met']);
    await made(prod.call('PATCH', `/config/llm/${first}`, { enabled: false }));
    assert.deepEqual(await warned(), []);
    await made(prod.call('PATCH', `/config/llm/${first}`, { enabled: true }));
    await made(prod.call('PUT', '/features/search/assignment', { off: true }));
    assert.deepEqual(await warned(), []);
  });

  test('administrators switch their own environment; where operators administer they look on', async () => {
    const admin = await world.tokenOf('acme', 'tenant_admin');
    assert.equal((await made(admin.call('PUT', '/mode', { mode: 'bundled' })))['mode'], 'bundled');
    assert.equal((await modeIn('dev'))['mode'], 'bundled');
    for (const other of [
      await world.tokenOf('acme', 'user'),
      await world.tokenOf('acme', 'tenant_admin', { agent_id: await agentOf() }),
    ]) {
      assert.deepEqual(codeOf(await other.get('/mode')), [403, 'forbidden']);
      assert.deepEqual(codeOf(await other.call('PUT', '/mode', { mode: 'byo' })), [403, 'forbidden']);
    }
    const served = await world.tokenOf('served', 'tenant_admin');
    assert.equal((await served.get('/mode')).status, 200);
    const refused = await served.call('PUT', '/mode', { mode: 'byo', force: true });
    assert.deepEqual(codeOf(refused), [403, 'administered_by_operator']);
    await made(put('dev', { mode: 'byo', force: true }, 'served'));
    assert.equal((await made(served.get('/mode')))['mode'], 'byo');
    const nowhere = await world.app.operator.call('PUT', '/mode', { mode: 'bundled' });
    assert.deepEqual(codeOf(nowhere), [400, 'tenant_required']);
  });

  const agentOf = async () => String((await made(world.acme.call('POST', '/agents', { id: 'bot' })))['id']);
});
