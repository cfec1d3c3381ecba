import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Api } from '../api.ts';
import { eventually } from '../eventually.ts';
import { onPostgres } from '../harness.ts';
import {
  auditOf,
  codeOf,
  connect,
  freshName,
  made,
  openRoutingWorld,
  type RoutingWorld,
} from './routing-world.ts';

type Body = Record<string, unknown>;

onPostgres('steps of a request that meet each other', (storage) => {
  let world: RoutingWorld;
  let admin: Api;
  let operator: Api;
  const path = '/service_requests';

  before(async () => {
    world = await openRoutingWorld(storage);
    admin = await world.tokenOf('served', 'tenant_admin');
    operator = world.app.operator;
  });
  after(() => world.close());

  const wishOf = (environment: string) => ({
    environment,
    provider_name: freshName('Gateway'),
    endpoint_url: `${world.server.origin}/v1/chat/completions`,
    auth_type: 'api_key',
    models: [{ name: 'gpt-4o', streaming: true }],
    ip_allowlisting: false,
  });
  const act = (id: unknown, what: string, body: unknown = {}, as = operator) =>
    as.call('POST', `${path}/${id}/${what}`, body);
  const assigned = async (...environments: Body[]) => {
    const { id } = await made(admin.call('POST', path, { kind: 'setup', environments }));
    return made(act(id, 'assign'));
  };
  const keyIn = (environment: string) => connect(world, operator.in('served', environment));
  const at = (request: Body, environment: string) =>
    (request['environments'] as Body[]).find((one) => one['environment'] === environment) as Body;
  const actionsOf = (request: Body) =>
    (request['history'] as { action: string }[]).map(({ action }) => action);

  test('nobody ends or amends a request while an operator is at it, and what was begun stands in its history', async () => {
    const { id } = await assigned(wishOf('dev'));
    const body = { environment: 'dev', llm_credentials_id: await keyIn('dev') };
    const { promise, resolve } = Promise.withResolvers<void>();
    world.server.holdUntil(promise);
    const working = act(id, 'configure', body);
    await eventually('the work has begun', async () =>
      actionsOf(await made(admin.get(`${path}/${id}`))).includes('begin'),
    );
    const meanwhile = [
      await act(id, 'cancel', {}, admin),
      await act(id, 'reject', { reason: 'No.' }),
      await admin.call('PATCH', `${path}/${id}`, { notes: 'Another gateway.' }),
    ];
    resolve();
    for (const answer of meanwhile.slice(0, 2)) assert.deepEqual(codeOf(answer), [409, 'check_running']);
    assert.equal(meanwhile[2]?.status, 409);
    assert.equal((await made(working))['state'], 'validating');
    assert.equal((await made(act(id, 'cancel', {}, admin)))['state'], 'cancelled');
  });

  test('an environment is switched together with the step that says so and why, or not at all', async () => {
    const { id } = await assigned(wishOf('test'));
    const key = await connect(world, operator.in('served', 'test'), { api_key: 'key-bad-0123456789abcdef' });
    await made(act(id, 'configure', { environment: 'test', llm_credentials_id: key }));
    const inTest = await world.tokenOf('served', 'tenant_admin', { environment: 'test' });
    const blank = await act(id, 'activate', { environment: 'test', override_reason: ' \n' });
    assert.deepEqual(codeOf(blank), [400, 'invalid_request'], 'blanks are no reason');
    assert.equal((await made(inTest.get('/mode')))['mode'], 'bundled');
    const override = { environment: 'test', override_reason: 'The key follows.' };
    const both = await Promise.all([act(id, 'activate', override), act(id, 'cancel', {}, admin)]);
    const { state } = await made(admin.get(`${path}/${id}`));
    const { mode } = await made(inTest.get('/mode'));
    assert.ok(
      both.some(({ status }) => status === 200),
      both.map(({ text }) => text).join(),
    );
    assert.equal(mode === 'byo', state === 'active');
    assert.equal((await auditOf(inTest, 'mode.changed')).length, state === 'active' ? 1 : 0);
  });

  test('green checks are of what they were run on: not of a key that came later, a changed model or another wish', async () => {
    const { id } = await assigned(wishOf('dev'), wishOf('test'));
    const key = await keyIn('dev');
    const configured = await made(act(id, 'configure', { environment: 'dev', llm_credentials_id: key }));
    const [config] = at(configured, 'dev')['llm_config_ids'] as string[];
    world.app.clock.advance(1000);
    const inDev = operator.in('served', 'dev');
    await made(inDev.call('PATCH', `/config/llm/${config}`, { capabilities: { streaming: false } }));
    const stale = await act(id, 'activate', { environment: 'dev' });
    assert.deepEqual(codeOf(stale), [409, 'checks_red']);
    assert.match(stale.text, /has not been validated as it is now/);
    const asked = { environment: 'dev', expires_in_h: 1 };
    const { url } = await made(act(id, 'deposits', asked));
    const link = new URL(String(url)).hash.slice(1);
    const fields = { api_key: 'key-good-0123456789abcdef' };
    const filled = await made(world.app.as('').call('POST', '/deposit', { link, fields }));
    assert.equal(filled['deposited'], true);
    const came = at(await made(admin.get(`${path}/${id}`)), 'dev');
    assert.deepEqual([came['checks'], came['llm_config_ids'], came['configured_at']], [null, [], null]);
    assert.notEqual(came['llm_credentials_id'], key);
    const models = [{ model_name: 'gpt-4o', name: freshName('Second') }];
    await made(act(id, 'configure', { environment: 'dev', models }));
    await made(act(id, 'await_credentials'));
    const environments = [{ ...wishOf('dev'), models: [{ name: 'other', streaming: true }] }, wishOf('test')];
    const amended = await made(admin.call('PATCH', `${path}/${id}`, { environments }));
    assert.deepEqual([at(amended, 'dev')['checks'], at(amended, 'dev')['llm_config_ids']], [null, []]);
    await made(act(id, 'cancel', {}, admin));
  });

  test('what serves already is not amended away, and a request without any other environment is at its end', async () => {
    const [dev, inTest] = [wishOf('dev'), wishOf('test')];
    const { id } = await assigned(dev, inTest);
    await made(act(id, 'configure', { environment: 'dev', llm_credentials_id: await keyIn('dev') }));
    await made(act(id, 'activate', { environment: 'dev' }));
    await made(act(id, 'await_credentials'));
    const amend = (environments: Body[]) => admin.call('PATCH', `${path}/${id}`, { environments });
    for (const environments of [[inTest], [{ ...dev, provider_name: 'Another' }, inTest]]) {
      const refused = await amend(environments);
      assert.deepEqual(codeOf(refused), [400, 'invalid_request'], refused.text);
    }
    const rest = await made(amend([dev]));
    assert.deepEqual([rest['state'], (rest['environments'] as Body[]).length], ['active', 1]);
  });

  test('S54 whoever looks at the endpoints again leaves a step in the history and a row in the log', async () => {
    const { id } = await assigned(wishOf('dev'));
    await made(act(id, 'reachability'));
    const [row] = await auditOf(admin, 'service_request.look');
    assert.deepEqual(row, { findings: { dev: 'reachable' } });
    assert.equal(actionsOf(await made(act(id, 'cancel'))).at(-2), 'look');
  });

  test('an administrator has private targets looked at by the rules of its own environment, operators by those of the asked one', async () => {
    const rule = { tenant_id: 'served', environment: 'test', cidr: '127.0.0.2/32', plain_http: true };
    await made(operator.call('POST', '/egress_rules', { ...rule, reason: 'The gateway of test.' }));
    const endpoint_url = 'http://127.0.0.2:9/v1/chat/completions';
    const body = { kind: 'setup', environments: [{ ...wishOf('test'), endpoint_url }] };
    const asked = await made(admin.call('POST', path, body));
    const found = (request: Body) => (at(request, 'test')['reachability'] as Body)['finding'];
    assert.equal(found(asked), 'not_allowed');
    assert.equal(found(await made(act(asked['id'], 'reachability'))), 'nothing_listens');
  });
});
