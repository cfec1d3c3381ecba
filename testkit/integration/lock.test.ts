import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { limits } from '../../src/kernel/limits.ts';
import type { Api } from '../api.ts';
import { onPostgres } from '../harness.ts';
import { auditOf, codeOf, connect, made, openRoutingWorld, type RoutingWorld } from './routing-world.ts';

const open = { managed: null, regions: null, hosts: null };

onPostgres('the lock', (storage) => {
  let world: RoutingWorld;
  let first: Api;
  let second: Api;
  before(async () => {
    world = await openRoutingWorld(storage);
    first = await world.tokenOf('acme', 'tenant_admin');
    second = await world.tokenOf('acme', 'tenant_admin');
  });
  after(() => world.close());

  const put = (as: Api, body: unknown) => as.call('PUT', '/lock', body);
  const rulesOf = ({ managed, regions, hosts }: Record<string, unknown>) => ({ managed, regions, hosts });
  const inForce = async (as: Api = first) => rulesOf(await made(as.get('/lock')));
  const pendingOf = async () => (await made(first.get('/lock')))['pending'];
  const snapshotOf = (tenant = 'acme', environment = 'dev') =>
    world.app.app.services.keeper.snapshot.pluggedIn(tenant, environment).lock;
  const counted = async (action: string) => (await auditOf(first, action)).length;
  /** Two administrators bring it to nothing. */
  const unlock = async () => {
    await put(first, {});
    await put(second, {});
    assert.deepEqual(await inForce(), open);
    assert.equal(await pendingOf(), null);
    assert.equal(snapshotOf(), undefined);
  };

  test('nothing is locked where nobody locked anything', async () => {
    assert.deepEqual(await made(first.get('/lock')), { ...open, pending: null, updated_at: null });
    assert.equal((await put(first, {})).status, 200, 'what holds anyway needs nobody else');
    assert.equal(await counted('lock.changed'), 0);
  });

  test('one administrator tightens, at once, for this environment of this tenant alone; and it is audited', async () => {
    assert.equal((await put(first, { managed: 'never' })).status, 200);
    assert.equal(snapshotOf()?.managedNever, true);
    const body = { managed: 'never', regions: ['eu-west-1', 'eu'], hosts: ['*.b.com', 'a.com'] };
    const answer = await made(put(first, body));
    const sorted = { managed: 'never', regions: ['eu', 'eu-west-1'], hosts: ['*.b.com', 'a.com'] };
    assert.deepEqual(rulesOf(answer), sorted);
    assert.deepEqual(await made(second.get('/lock')), answer);
    await made(put(second, { ...body, hosts: ['x.b.com'] }));
    assert.deepEqual(snapshotOf()?.hosts, ['x.b.com']);
    assert.equal(snapshotOf('beta'), undefined);
    assert.equal(snapshotOf('acme', 'test'), undefined);
    assert.deepEqual(await inForce(world.beta), open);
    const [said] = await auditOf(first, 'lock.changed');
    assert.deepEqual(said, { hosts: { from: ['*.b.com', 'a.com'], to: ['x.b.com'] } });
    assert.deepEqual(await auditOf(world.beta, 'lock.changed'), []);
    await unlock();
  });

  test('whatever loosens waits for another administrator; the one who asked cannot confirm it', async () => {
    const locked = { managed: 'never', regions: ['eu'], hosts: ['*.b.com'] };
    await made(put(first, locked));
    const requests = await counted('lock.loosening_requested');
    for (const looser of [
      {},
      { regions: ['eu'], hosts: ['*.b.com'] },
      { ...locked, regions: ['eu', 'us'] },
      { managed: 'never', regions: ['eu'] },
      { managed: 'never', hosts: ['*.b.com'] },
      { ...locked, hosts: ['*.b.com', 'c.com'] },
      // What it would tighten waits as well: it is one change.
      { managed: 'never', regions: ['us'], hosts: ['a.b.com'] },
    ]) {
      const asked = await put(first, looser);
      assert.equal(asked.status, 202, asked.text);
      const pending = asked.body['pending'] as Record<string, unknown>;
      assert.deepEqual(rulesOf(asked.body), locked, 'what is in force stays');
      assert.deepEqual(pending['change'], { ...open, ...looser });
      assert.deepEqual(codeOf(await put(first, looser)), [409, 'second_administrator_required']);
      assert.deepEqual(await inForce(), locked);
      assert.equal(snapshotOf()?.managedNever, true);
    }
    assert.equal(await counted('lock.loosening_requested'), requests + 7);
    await unlock();
  });

  test('the second administrator’s same words put it in force; other words are a request of their own', async () => {
    await made(put(first, { managed: 'never', hosts: ['a.com'] }));
    const wanted = { hosts: ['a.com', 'b.com'] };
    assert.equal((await put(first, wanted)).status, 202);
    const other = await put(second, { hosts: ['c.com'] });
    assert.equal(other.status, 202);
    assert.equal((await put(first, wanted)).status, 202, 'the other request took the place of the first');
    const confirmed = await put(second, { hosts: ['b.com', 'a.com'] });
    assert.equal(confirmed.status, 200, confirmed.text);
    assert.deepEqual(rulesOf(confirmed.body), { ...open, ...wanted });
    assert.equal(confirmed.body['pending'], null);
    assert.deepEqual(snapshotOf()?.hosts, wanted.hosts);
    const [said] = await auditOf(first, 'lock.loosened');
    assert.deepEqual(said?.['managed'], { from: 'never', to: null });
    assert.equal((said?.['requested_by'] as { kind: string } | undefined)?.kind, 'token');
    await unlock();
  });

  test('a loosening that was asked for goes away when the lock is tightened, or put as it stands', async () => {
    await made(put(first, { managed: 'never' }));
    await put(first, {});
    await made(put(second, { managed: 'never', regions: ['eu'] }));
    assert.equal(await pendingOf(), null);
    assert.equal((await put(second, {})).status, 202, 'so this is the first of two again');
    await made(put(first, { managed: 'never', regions: ['eu'] }));
    assert.equal(await pendingOf(), null);
    assert.equal(await counted('lock.loosening_withdrawn'), 1);
    assert.deepEqual(await inForce(), { ...open, managed: 'never', regions: ['eu'] });
    await unlock();
  });

  test('after a day nobody can confirm a loosening any more', async () => {
    await made(put(first, { managed: 'never' }));
    const { at, expires_at: until } = (await put(first, {})).body['pending'] as Record<string, string>;
    assert.equal(Date.parse(String(until)) - Date.parse(String(at)), limits.lock.pendingMs);
    world.app.clock.advance(limits.lock.pendingMs);
    await world.app.app.services.keeper.refresh();
    assert.equal(await pendingOf(), null);
    assert.equal((await put(second, {})).status, 202);
    assert.deepEqual(await inForce(), { ...open, managed: 'never' });
    assert.equal((await put(first, {})).status, 200);
    await unlock();
  });

  test('a token that an administrator made is no second administrator, also when it is used and deleted', async () => {
    await made(put(first, { managed: 'never' }));
    const tokenBy = async (as: Api) => {
      const body = { name: 'more', role: 'tenant_admin', environment: 'dev' };
      const { id, token } = await made(as.call('POST', '/tenants/acme/tokens', body));
      return { id: String(id), as: world.app.as(String(token)) };
    };
    const child = await tokenBy(first);
    const grandchild = await tokenBy(child.as);
    assert.equal((await put(first, {})).status, 202);
    for (const { as } of [child, grandchild])
      assert.deepEqual(codeOf(await put(as, {})), [409, 'second_administrator_required']);
    assert.equal((await put(grandchild.as, { hosts: ['a.com'] })).status, 202);
    const gone = await first.call('DELETE', `/tenants/acme/tokens/${child.id}`);
    assert.equal(gone.status, 204);
    const confirmed = await put(first, { hosts: ['a.com'] });
    assert.deepEqual(codeOf(confirmed), [409, 'second_administrator_required']);
    assert.equal((await put(second, { hosts: ['a.com'] })).status, 200);
    await unlock();
  });

  test('S41 a frame that an administrator asked for is no second administrator; those that operators ask for are two', async () => {
    await made(put(first, { managed: 'never' }));
    const frameBy = async (as: Api, subject: string) => {
      const body = { role: 'tenant_admin', pages: ['fallback'], subject };
      return world.app.as(String((await made(as.call('POST', '/embed_tokens', body)))['token']));
    };
    assert.equal((await put(first, {})).status, 202);
    const own = await frameBy(first, 'somebody-else');
    assert.deepEqual(codeOf(await put(own, {})), [409, 'second_administrator_required']);
    assert.equal((await put(own, { hosts: ['a.com'] })).status, 202);
    assert.deepEqual(codeOf(await put(first, { hosts: ['a.com'] })), [409, 'second_administrator_required']);

    const platform = world.app.operator.in('acme', 'dev');
    assert.equal((await put(await frameBy(platform, 'ann'), {})).status, 202);
    assert.equal((await put(await frameBy(platform, 'bob'), {})).status, 200);
    assert.deepEqual(await inForce(), open);
  });

  test('of two who loosen and tighten at once, the lock that was tightened stands', async () => {
    for (let round = 0; round < 5; round += 1) {
      await made(put(first, { managed: 'never' }));
      await put(first, {});
      const [tightened] = await Promise.all([
        put(first, { managed: 'never', regions: ['eu'] }),
        put(second, {}),
      ]);
      // Either the loosening came first and is undone, or it came second and is a request alone.
      assert.equal(tightened.status, 200);
      assert.deepEqual(await inForce(), { ...open, managed: 'never', regions: ['eu'] });
      await unlock();
    }
  });

  test('lists that lock nothing, or name what is no region and no host, are refused', async () => {
    for (const body of [
      { managed: 'always' },
      { managed: null },
      { regions: [] },
      { hosts: [] },
      { regions: ['global'] },
      { regions: ['EU'] },
      { hosts: ['https://a.com'] },
      { hosts: ['a.com:443'] },
      { hosts: ['*'] },
      { hosts: ['a.*.com'] },
      { hosts: ['A.com'] },
      { hosts: ['*.a..com'] },
      { anything: true },
    ]) {
      assert.deepEqual(codeOf(await put(first, body)), [400, 'invalid_request'], JSON.stringify(body));
    }
  });

  test('users see and change no lock; where operators administer, the tenant’s administrator sees it', async () => {
    const user = await world.tokenOf('acme', 'user');
    for (const asked of [user.get('/lock'), put(user, {})])
      assert.deepEqual(codeOf(await asked), [403, 'forbidden']);
    const served = await world.tokenOf('served', 'tenant_admin');
    assert.equal((await served.get('/lock')).status, 200);
    assert.deepEqual(codeOf(await put(served, {})), [403, 'administered_by_operator']);
  });

  test('under managed never no managed policy is set nor agreed to, and one that was set has no effect', async () => {
    const consent = { data_leaves_network: true };
    const managed = { policy: 'managed', consent };
    await made(first.call('PUT', '/fallback', managed));
    await made(put(first, { managed: 'never' }));
    const under = await made(first.get('/fallback'));
    assert.deepEqual([under['policy'], under['effective_policy']], ['managed', 'fail_closed']);
    assert.deepEqual(
      (under['warnings'] as { field: string }[]).map(({ field }) => field),
      ['policy'],
    );
    for (const refused of [
      first.call('PUT', '/fallback', managed),
      world.acme.call('PUT', '/fallback', { policy: 'managed' }),
      first.call('PUT', '/fallback/consent', consent),
    ])
      assert.deepEqual(codeOf(await refused), [409, 'locked']);
    await made(first.call('PUT', '/fallback', { policy: 'queue_and_retry' }));
    await unlock();
    assert.equal((await first.call('DELETE', '/fallback')).status, 204);
  });

  test('a credential that lies outside of the lock is saved with a warning, which goes by region and by host', async () => {
    const warned = async (answering: ReturnType<Api['call']>) => {
      const { warnings = [], id } = await made(answering);
      const said = (warnings as { field: string; detail: string }[]).filter(({ field }) => field === 'lock');
      return [said[0]?.detail ?? '', String(id)] as const;
    };
    const bedrock = (region: string) =>
      warned(
        first.call('POST', '/llm_credentials', {
          name: `Bedrock ${region}`,
          creds_type: 'AWS',
          aws_region: region,
          aws_access_key_id: 'AKIA0123456789ABCDEF',
          aws_secret_access_key: 'secret-0123456789-secret-0123456789-sec',
        }),
      );
    const id = await connect(world, first);
    await made(put(first, { hosts: ['*.amazonaws.com'], regions: ['eu-central-1'] }));
    assert.equal((await bedrock('eu-central-1'))[0], '');
    assert.match((await bedrock('us-east-1'))[0], /region us-east-1/);
    const patch = (body: unknown) => warned(first.call('PATCH', `/llm_credentials/${id}`, body));
    assert.match((await patch({ name: 'Elsewhere' }))[0], /host 127\.0\.0\.1/);
    await unlock();
    assert.equal((await patch({ name: 'Anywhere' }))[0], '');
    await made(put(first, { regions: ['eu-central-1'] }));
    assert.match((await patch({ name: 'Nowhere' }))[0], /nothing says in which region/);
    assert.equal((await patch({ data_region: 'eu-central-1' }))[0], '');
    await unlock();
  });

  test('S9 no check and no rotation sends a secret where the lock forbids calls', async () => {
    const id = await connect(world, first);
    const elsewhere = await connect(world, first, { data_region: 'us-east-1' });
    const check = (of: string) =>
      first.call('POST', `/llm_credentials/${of}/validate`, { provider: 'openai' });
    const unsaved = (more: Record<string, unknown>) => {
      const { origin } = world.server;
      const credential = {
        name: 'New',
        creds_type: 'API_KEY',
        base_url: `${origin}/v1`,
        api_key: 'k'.repeat(20),
      };
      const body = { provider: 'openai', credential: { ...credential, ...more } };
      return first.call('POST', '/llm_credentials/test', body);
    };
    const rotate = (of: string) =>
      first.call('POST', `/llm_credentials/${of}/rotate`, { api_key: 'key-good-0123456789abcdef' });
    const locked = [403, 'target_locked'];
    const sentBefore = world.server.arrived.length;
    await made(put(first, { hosts: ['*.amazonaws.com'] }));
    for (const answering of [check(id), unsaved({}), rotate(id)]) {
      assert.deepEqual(codeOf(await answering), locked);
    }
    await unlock();
    await made(put(first, { regions: ['eu-central-1'] }));
    for (const answering of [check(elsewhere), unsaved({ data_region: 'us-east-1' }), rotate(elsewhere)]) {
      assert.deepEqual(codeOf(await answering), locked);
    }
    assert.equal(world.server.arrived.length, sentBefore);
    assert.equal((await made(check(id)))['valid'], true, 'where nothing says the region yet');
    await unlock();
    assert.equal((await made(check(elsewhere)))['valid'], true);
  });
});
