import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Api } from '../api.ts';
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
  validate,
} from './routing-world.ts';

type Body = Record<string, unknown>;

onPostgres('changes that operators carry out on request', (storage) => {
  let world: RoutingWorld;
  let admin: Api;
  let served: Api;
  let key: string;
  const path = '/service_requests';

  before(async () => {
    world = await openRoutingWorld(storage);
    admin = await world.tokenOf('served', 'tenant_admin');
    served = world.app.operator.in('served', 'dev');
    key = await connect(world, served);
    await validate(served, key, { model_name: 'gpt-4o' });
  });
  after(() => world.close());

  const act = (id: unknown, what: string, body: unknown = {}, as = world.app.operator) =>
    as.call('POST', `${path}/${id}/${what}`, body);
  const ask = async (change: string, more: Body = {}) => {
    const body = { kind: 'change', change, environment: 'dev', ...more };
    const { id } = await made(admin.call('POST', path, body));
    await made(act(id, 'assign'));
    return id;
  };
  const auditOfLast = (request: Body) =>
    (request['history'] as { audit: { action: string }[] }[]).at(-1)?.audit.map(({ action }) => action) ?? [];
  const configOf = async (id: string) => made(served.get(`/config/llm/${id}`));

  test('R8 a model is added beside another on its credential, tried, and linked to the row that made it', async () => {
    const beside = await configure(served, key);
    const name = freshName('Added');
    const id = await ask('add_model', { target_id: beside, details: { model_name: 'gpt-4o', name } });
    assert.equal((await admin.get(`${path}/${id}`)).status, 200);
    const wrong = await ask('add_model', { target_id: beside, details: { model_name: 'no-such-model' } });
    assert.deepEqual(codeOf(await act(wrong, 'carry_out')), [409, 'checks_red']);
    const done = await made(act(id, 'carry_out', { llm_credentials_id: await connect(world, served) }));
    assert.equal(done['state'], 'done');
    assert.ok(auditOfLast(done).includes('model_config.created'));
    const again = await made(act(id, 'carry_out'));
    assert.deepEqual(again['history'], done['history'], 'done is done');
  });

  test('a model that is there but switched off is switched on, and nothing is done where nothing could be tried', async () => {
    const account = await connect(world, served);
    const config = await configure(served, account);
    const off = () => served.call('PATCH', `/config/llm/${config}`, { enabled: false });
    await made(off());
    const id = await ask('add_model', { target_id: account, details: { model_name: 'gpt-4o' } });
    const other = await act(id, 'carry_out', { name: String((await configOf(config))['name']) });
    assert.deepEqual((await made(Promise.resolve(other)))['state'], 'done');
    assert.equal((await configOf(config))['enabled'], true);
    await made(off());
    const endpoint_url = `${world.server.origin}/v1/chat/completions`;
    const moved = await ask('change_endpoint', { target_id: account, details: { endpoint_url } });
    const untried = await act(moved, 'carry_out');
    assert.deepEqual(codeOf(untried), [409, 'checks_red']);
    assert.match(untried.text, /nothing was tried/);
  });

  test('R8 a configuration is switched off and on, by its name as tenants know it', async () => {
    const config = await configure(served, key);
    const { name } = await configOf(config);
    for (const enabled of [false, true]) {
      const id = await ask('set_enabled', { target_id: name, details: { enabled } });
      const done = await made(act(id, 'carry_out'));
      assert.deepEqual([done['state'], (await configOf(config))['enabled']], ['done', enabled]);
      assert.ok(auditOfLast(done).includes('model_config.changed'));
    }
  });

  test('R8 R10 a rotation is done once the new secret has taken over, and not before', async () => {
    const account = await connect(world, served);
    await configure(served, account);
    const id = await ask('rotate_credentials', { target_id: account });
    assert.deepEqual(codeOf(await act(id, 'carry_out')), [409, 'service_request_state']);
    const sameOrigin = { base_url: `${world.server.origin}/v1/` };
    await made(served.call('PATCH', `/llm_credentials/${account}`, { ...sameOrigin, tls: {} }));
    const unrotated = await act(id, 'carry_out');
    assert.deepEqual(codeOf(unrotated), [409, 'service_request_state'], 'another change is no rotation');
    const rotated = { api_key: 'key-good-0123456789abcdef' };
    assert.equal(
      (await made(served.call('POST', `/llm_credentials/${account}/rotate`, rotated)))['promoted'],
      true,
    );
    // What is added to the request later does not make the rotation an older one.
    await made(admin.call('PATCH', `${path}/${id}`, { notes: 'It is there.' }));
    assert.equal((await made(act(id, 'carry_out')))['state'], 'done');
  });

  test('R8 S9 an endpoint moves within its origin; to another one the secret goes by a deposit alone', async () => {
    const account = await connect(world, served, { base_url: `${world.server.origin}/old` });
    const endpoint_url = `${world.server.origin}/v1/chat/completions`;
    const away = await ask('change_endpoint', {
      target_id: account,
      details: { endpoint_url: 'https://elsewhere.example/v1/chat/completions', reason: 'Migration' },
    });
    const refused = await act(away, 'carry_out');
    assert.deepEqual(codeOf(refused), [409, 'service_request_state']);
    assert.match(refused.text, /deposit link/);
    const id = await ask('change_endpoint', { target_id: account, details: { endpoint_url } });
    const config = await configure(served, account);
    assert.equal((await made(act(id, 'carry_out')))['state'], 'done');
    const { settings } = await made(served.get(`/llm_credentials/${account}`));
    assert.equal((settings as Body)['base_url'], `${world.server.origin}/v1`);
    const dead = await connect(world, served, { api_key: 'key-bad-0123456789abcdef' });
    const wrong = await act(away, 'carry_out', { llm_credentials_id: dead });
    assert.deepEqual(codeOf(wrong), [409, 'checks_red']);
    assert.equal((await configOf(config))['llm_credentials_id'], account, 'nothing was moved');
    // What a deposit for the new origin brings: a credential that is bound to it.
    const deposited = await connect(world, served);
    const { promise, resolve } = Promise.withResolvers<void>();
    world.server.holdUntil(promise);
    const before = world.server.arrived.length;
    const moving = act(away, 'carry_out', { llm_credentials_id: deposited });
    await eventually('a model is asked', () => world.server.arrived.length > before);
    const name = freshName('Renamed meanwhile');
    await made(served.call('PATCH', `/config/llm/${config}`, { name }));
    resolve();
    const moved = await made(moving);
    const now = await configOf(config);
    assert.deepEqual([moved['state'], now['llm_credentials_id'], now['name']], ['done', deposited, name]);
    assert.equal((await made(served.get(`/llm_credentials/${account}`)))['enabled'], false);
  });

  test('R8 S9 what is deposited for a new endpoint is an account beside the one in use, until each model has answered there', async () => {
    const account = await connect(world, served, { base_url: 'http://127.0.0.1:9/v1' });
    const config = await configure(served, account);
    const endpoint_url = `${world.server.origin}/v1/chat/completions`;
    const id = await ask('change_endpoint', { target_id: account, details: { endpoint_url } });
    const standing = async () => (await served.get(`/llm_credentials/${account}`)).text;
    const before = await standing();
    const deposit = async (api_key: string) => {
      const { url } = await made(admin.call('POST', `${path}/${id}/deposits`, { environment: 'dev' }));
      const link = new URL(String(url)).hash.slice(1);
      const body = { link, fields: { api_key }, even_if_refused: true };
      assert.equal((await made(world.app.as('').call('POST', '/deposit', body)))['deposited'], true);
      const { environments } = (await made(admin.get(`${path}/${id}`))) as { environments: Body[] };
      return environments[0]?.['llm_credentials_id'];
    };
    const dead = await deposit('key-bad-0123456789abcdef');
    assert.notEqual(dead, account);
    assert.deepEqual(codeOf(await act(id, 'carry_out')), [409, 'checks_red']);
    assert.equal((await configOf(config))['llm_credentials_id'], account);
    assert.equal(await standing(), before, 'the account in use is as it was');
    const next = await deposit('key-good-0123456789abcdef');
    assert.equal((await made(act(id, 'carry_out')))['state'], 'done');
    assert.equal((await configOf(config))['llm_credentials_id'], next);
  });

  test('R8 S50 a removal shows which conversations it breaks, is confirmed with their number, and breaks them', async () => {
    const config = await configure(served, key);
    const user = await world.tokenOf('served', 'user');
    const { id: conversation } = await made(user.call('POST', '/conversations', { llm_config_id: config }));
    const id = await ask('remove', { target_id: config });
    const preview = await made(admin.get(`${path}/${id}/preview`));
    const { count, newest } = preview['conversations'] as { count: number; newest: Body[] };
    assert.deepEqual([count, newest[0]?.['id'], Object.keys(newest[0] ?? {}).length], [1, conversation, 3]);
    const inTest = await world.tokenOf('served', 'tenant_admin', { environment: 'test' });
    assert.deepEqual(codeOf(await inTest.get(`${path}/${id}/preview`)), [403, 'forbidden']);
    const another = `${path}/${id}/preview?target_id=${config}`;
    assert.deepEqual(codeOf(await admin.get(another)), [400, 'invalid_request']);
    assert.equal((await world.app.operator.get(another)).status, 200);
    assert.deepEqual(codeOf(await act(id, 'carry_out')), [409, 'confirmation_required']);
    assert.deepEqual(codeOf(await act(id, 'carry_out', { confirm_conversations: 0 })), [
      409,
      'confirmation_required',
    ]);
    const done = await made(act(id, 'carry_out', { confirm_conversations: 1 }));
    assert.ok(auditOfLast(done).includes('model_config.deleted'));
    const broken = await user.call('POST', `/conversations/${conversation}/messages`, { content: 'hi' });
    assert.deepEqual(codeOf(broken), [410, 'llm_config_removed']);
  });

  test('a removal is of what was meant when it was asked for, whatever that is called by now', async () => {
    const config = await configure(served, key);
    const { name } = await configOf(config);
    const id = await ask('remove', { target_id: name });
    await made(served.call('PATCH', `/config/llm/${config}`, { name: freshName('Renamed') }));
    const stranger = await configure(served, key, { name });
    const done = await made(act(id, 'carry_out', { confirm_conversations: 0 }));
    assert.equal(done['state'], 'done');
    assert.equal((await served.get(`/config/llm/${config}`)).status, 404);
    assert.equal((await configOf(stranger))['name'], name, 'another one has the name now');
    const [begun] = (done['history'] as Body[]).slice(-2);
    assert.equal(begun?.['action'], 'begin');
  });

  test('R8 managed models stand in only after the tenant’s own administrator approved it, in that environment', async () => {
    const id = await ask('managed_fallback');
    assert.deepEqual(codeOf(await act(id, 'carry_out')), [409, 'consent_required']);
    const yes = { data_leaves_network: true };
    assert.deepEqual(codeOf(await act(id, 'approve', yes, served)), [403, 'forbidden']);
    const elsewhere = await world.tokenOf('served', 'tenant_admin', { environment: 'test' });
    assert.deepEqual(codeOf(await act(id, 'approve', yes, elsewhere)), [409, 'consent_required']);
    const approved = await made(act(id, 'approve', yes, admin));
    assert.ok(auditOfLast(approved).includes('fallback.consent_given'));
    const done = await made(act(id, 'carry_out'));
    assert.ok(auditOfLast(done).includes('fallback.changed'));
    const { policy } = await made(admin.get('/fallback'));
    assert.equal(policy, 'managed');
  });

  test('S39 a change about another tenant’s configuration is about nothing; one in words is for the operator to place', async () => {
    const foreign = await configure(world.acme, await connect(world, world.acme));
    const body = { kind: 'change', change: 'remove', environment: 'dev', target_id: foreign };
    assert.deepEqual(codeOf(await admin.call('POST', path, body)), [404, 'llm_config_not_found']);
    const id = await ask('set_enabled', { details: 'Please switch our gateway off.' });
    assert.deepEqual(codeOf(await act(id, 'carry_out', { enabled: false })), [400, 'invalid_request']);
    const config = await configure(served, key);
    const done = await made(act(id, 'carry_out', { enabled: false, target_id: config }));
    assert.equal(done['state'], 'done');
  });

  test('S39 a change in another environment than one’s own does not tell what is there, and is found once it is carried out', async () => {
    const config = await configure(served, key);
    const name = String((await configOf(config))['name']);
    const elsewhere = await world.tokenOf('served', 'tenant_admin', { environment: 'test' });
    const body = { kind: 'change', change: 'set_enabled', environment: 'dev', details: { enabled: false } };
    const askFor = (target_id: string) => made(elsewhere.call('POST', path, { ...body, target_id }));
    const guessed = freshName('Guessed');
    assert.equal((await askFor(guessed))['target_id'], guessed);
    const { id, target_id } = await askFor(name);
    assert.equal(target_id, name, 'not its id');
    await made(elsewhere.call('PATCH', `${path}/${id}`, { notes: 'Please.' }));
    await made(act(id, 'assign'));
    assert.equal((await made(act(id, 'carry_out')))['state'], 'done');
    assert.equal((await configOf(config))['enabled'], false);
  });

  test('of two operators who carry out the same change at once, it is done once', async () => {
    const config = await configure(served, key);
    const id = await ask('remove', { target_id: config });
    const both = await Promise.all([1, 2].map(() => act(id, 'carry_out', { confirm_conversations: 0 })));
    assert.ok(both.some(({ status }) => status === 200));
    const { items } = (await made(served.get('/audit?limit=200'))) as {
      items: { action: string; target: Body }[];
    };
    const removals = items.filter(
      ({ action, target }) => action === 'model_config.deleted' && target['id'] === config,
    );
    assert.equal(removals.length, 1);
  });

  test('a tenant that administers itself asks operators in for a time, and sees all that they did in it', async () => {
    const own = await world.tokenOf('acme', 'tenant_admin');
    const account = await connect(world, world.acme);
    const window = await made(
      own.call('POST', '/support_windows', { hours: 2, reason: 'Look at our gateway.' }),
    );
    const check = { llm_credentials_id: account, model_name: 'gpt-4o' };
    const checks = `/support_windows/${window['id']}/checks`;
    assert.deepEqual(codeOf(await own.call('POST', checks, check)), [403, 'forbidden']);
    assert.deepEqual(codeOf(await world.beta.call('POST', checks, check)), [404, 'support_window_not_found']);
    assert.equal((await made(world.acme.call('POST', checks, check)))['valid'], true);
    const actionsOf = async () => {
      const { actions } = (await made(own.get(`/support_windows/${window['id']}`))) as { actions: Body[] };
      return actions.map(({ action }) => String(action).replace('support_window.', ''));
    };
    assert.deepEqual(await actionsOf(), ['check_ended', 'check_begun', 'granted']);
    const { items } = (await made(own.get('/notifications'))) as { items: Body[] };
    assert.equal(items[0]?.['kind'], 'support_window.used');
    assert.equal((await own.call('POST', `/support_windows/${window['id']}/end`)).status, 204);
    assert.deepEqual(codeOf(await world.acme.call('POST', checks, check)), [409, 'support_window_over']);
    const short = await made(own.call('POST', '/support_windows', { hours: 1 }));
    world.app.clock.advance(61 * 60_000);
    // What the process knows is an hour old for a moment.
    await eventually('the snapshot is fresh', async () => (await own.get('/mode')).status === 200);
    const late = await world.acme.call('POST', `/support_windows/${short['id']}/checks`, check);
    assert.deepEqual(codeOf(late), [409, 'support_window_over']);
    assert.equal((await actionsOf())[0], 'ended');
  });
});
