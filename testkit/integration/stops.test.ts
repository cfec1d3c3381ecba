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
} from './routing-world.ts';

const reason = 'its key was found in public';
const absent = '00000000-0000-7000-8000-000000000000';

onPostgres('stop switches', (storage) => {
  let world: RoutingWorld;
  let admin: Api;
  before(async () => {
    world = await openRoutingWorld(storage);
    admin = await world.tokenOf('acme', 'tenant_admin');
  });
  after(() => world.close());

  const stop = (body: Record<string, unknown>) => world.app.operator.call('POST', '/stops', body);
  const lift = async (id: unknown) =>
    assert.equal((await world.app.operator.call('DELETE', `/stops/${id}`)).status, 204);
  const listed = async () => (await made(world.app.operator.get('/stops')))['items'] as unknown[];

  test('names exactly one thing that there is, and says why', async () => {
    const credential_id = await connect(world, world.acme);
    for (const body of [
      { reason },
      { reason, tenant_id: 'acme', host: 'a.example.com' },
      { reason, host: 'a.example.com', credential_id },
      { reason, host: 'a.example.com', environment: 'dev' },
      { reason, credential_id, environment: 'dev' },
      { tenant_id: 'acme' },
      { reason, host: 'https://a.example.com' },
      { reason, host: '*', tenant_id: 'acme' },
    ]) {
      assert.deepEqual(codeOf(await stop(body)), [400, 'invalid_request'], JSON.stringify(body));
    }
    assert.deepEqual(codeOf(await stop({ reason, tenant_id: 'nobody' })), [404, 'tenant_not_found']);
    assert.deepEqual(codeOf(await stop({ reason, credential_id: absent })), [404, 'credential_not_found']);
    const all = await stop({ reason, tenant_id: 'platform' });
    assert.deepEqual(codeOf(all), [409, 'reserved_id'], 'whoever means managed models learns how');
    assert.deepEqual(codeOf(await world.app.operator.call('DELETE', `/stops/${absent}`)), [
      404,
      'stop_not_found',
    ]);
    assert.deepEqual(await listed(), []);
  });

  test('the tenant sees what concerns it, with the reason, and both acts in its audit log', async () => {
    const id = await connect(world, world.acme);
    await configure(world.acme, id, { name: 'seen', is_default: true });
    const seen = async (of: Api) => (await made(of.get(`/llm_credentials/${id}`)))['stopped'];
    const explained = async () => {
      const { targets } = await made(admin.call('POST', '/routing/explain', { model: 'seen' }));
      return (targets as { stopped: unknown }[])[0]?.stopped;
    };
    assert.deepEqual([await seen(admin), await explained()], [null, null]);
    for (const body of [
      { credential_id: id },
      { tenant_id: 'acme' },
      { tenant_id: 'acme', environment: 'dev' },
      { host: new URL(world.server.origin).hostname },
      { host: '*' },
    ]) {
      const created = await stop({ ...body, reason });
      assert.equal(created.status, 201, created.text);
      const told = { reason, since: created.body['created_at'] };
      assert.deepEqual([await seen(admin), await explained()], [told, told], JSON.stringify(body));
      assert.deepEqual(await listed(), [created.body]);
      await lift(created.body['id']);
    }
    const elsewhere = await made(stop({ tenant_id: 'acme', environment: 'prod', reason }));
    const others = await made(stop({ tenant_id: 'beta', reason }));
    assert.deepEqual([await seen(admin), await explained()], [null, null]);
    await lift(elsewhere['id']);
    await lift(others['id']);
    const [said] = await auditOf(admin, 'stop.created');
    assert.equal(said?.['reason'], reason);
    assert.equal((await auditOf(admin, 'stop.deleted')).length, 3, 'and none of a host or of others');
    assert.equal((await auditOf(world.platform, 'stop.created')).length, 2, 'hosts are in the platform’s');
  });

  test('nothing is sent for checks either, and what is known of the account stays', async () => {
    const id = await connect(world, world.acme);
    const check = () => admin.call('POST', `/llm_credentials/${id}/validate`, { provider: 'openai' });
    await made(check());
    const { host, hostname } = new URL(world.server.origin);
    const unsaved = {
      credential: {
        name: 'x',
        creds_type: 'API_KEY',
        base_url: `http://${host}/v1`,
        api_key: 'sk-0123456789',
      },
      provider: 'openai',
    };
    const asked = world.server.arrived.length;
    for (const body of [{ credential_id: id }, { tenant_id: 'acme' }, { host: hostname }, { host: '*' }]) {
      const { id: stopId } = await made(stop({ ...body, reason }));
      assert.deepEqual(codeOf(await check()), [503, 'llm_unavailable']);
      const rotated = await admin.call('POST', `/llm_credentials/${id}/rotate`, {
        api_key: 'sk-other-0123456789',
      });
      assert.deepEqual(codeOf(rotated), [503, 'llm_unavailable']);
      if (!('credential_id' in body)) {
        assert.deepEqual(codeOf(await admin.call('POST', '/llm_credentials/test', unsaved)), [
          503,
          'llm_unavailable',
        ]);
      }
      await lift(stopId);
    }
    assert.equal(world.server.arrived.length, asked);
    assert.equal((await made(admin.get(`/llm_credentials/${id}`)))['status'], 'healthy');
    await made(check());
  });

  test('a stop goes with the credential or the tenant that it is about', async () => {
    const id = await connect(world, world.acme);
    await made(stop({ credential_id: id, reason }));
    await made(world.app.operator.call('PUT', '/tenants/passing', { name: 'Passing' }));
    await made(stop({ tenant_id: 'passing', reason }));
    assert.equal((await admin.call('DELETE', `/llm_credentials/${id}`)).status, 204);
    assert.equal((await world.app.operator.call('DELETE', '/tenants/passing')).status, 204);
    assert.deepEqual(await listed(), []);
  });
});
