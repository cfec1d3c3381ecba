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
});
