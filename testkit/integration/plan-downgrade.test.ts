import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { endKeptKeys } from '../../src/control/credentials/end-kept-keys.ts';
import type { Act } from '../../src/control/ports.ts';
import type { TenantRecord } from '../../src/kernel/records.ts';
import type { Environment } from '../../src/kernel/scope.ts';
import type { Api } from '../api.ts';
import { eventually } from '../eventually.ts';
import { onEachStorage } from '../harness.ts';
import { holdInDatabase } from './hold-in-database.ts';
import {
  codeOf,
  configure,
  connect,
  freshName,
  made,
  openRoutingWorld,
  type RoutingWorld,
} from './routing-world.ts';

const dayMs = 24 * 60 * 60_000;
const goodKey = 'key-good-0123456789abcdef';
const act: Act = { actor: { kind: 'system', id: 'test', role: 'system' }, requestId: 'test' };

interface Account {
  api: Api;
  id: string;
  model: string;
  token: string;
}

onEachStorage('keys of own accounts after a downgrade', (storage) => {
  let world: RoutingWorld;
  before(async () => {
    world = await openRoutingWorld(storage);
  });
  after(() => world.close());

  const store = () => world.app.app.services.store;
  const run = () => endKeptKeys({ store: store(), clock: world.app.clock.now });
  const planOf = (tenant: string, plan: string) =>
    made(world.app.operator.call('PATCH', `/tenants/${tenant}`, { plan }));
  const newTenant = async () => {
    const tenant = freshName('tenant').replace(' ', '-');
    await made(world.app.operator.call('PUT', `/tenants/${tenant}`, { plan: 'enterprise' }));
    return tenant;
  };
  const passDays = async (days: number) => {
    world.app.clock.advance(days * dayMs);
    await eventually(
      'what is in memory is of today',
      async () => (await world.beta.get('/mode')).status === 200,
    );
  };
  const newAccount = async (tenant: string, environment: Environment = 'dev'): Promise<Account> => {
    const api = world.app.operator.in(tenant, environment);
    const [id, model] = [await connect(world, api), freshName('model')];
    await configure(api, id, { name: model });
    const body = { name: freshName('token'), role: 'user', environment };
    const { token } = await made(world.app.operator.call('POST', `/tenants/${tenant}/tokens`, body));
    return { api, id, model, token: String(token) };
  };
  const call = async ({ token, model }: Account) => {
    const response = await fetch(`${world.app.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, messages: [{ role: 'user', content: 'hi' }] }),
    });
    const { error } = (await response.json()) as { error?: { code: string } };
    return [response.status, error?.code];
  };
  const find = ({ api, id }: Account) => made(api.get(`/llm_credentials/${id}`));
  const held = async (account: Account) => ((await find(account))['secrets'] as unknown[]).length;
  const rowsOf = async ({ api, id }: Account) => {
    const { items } = (await made(api.get('/audit?limit=1000'))) as {
      items: { action: string; actor: { kind: string }; target: { id: string }; environment: string }[];
    };
    return items.filter(
      ({ action, target }) => action === 'credential.secrets_destroyed' && target.id === id,
    );
  };
  const toldIn = async (api: Api) => {
    const { items } = (await made(api.get('/notifications?limit=100'))) as {
      items: { kind: string; facts: Record<string, unknown> }[];
    };
    return items.filter(({ kind }) => kind === 'credential.keys_ending').map(({ facts }) => facts);
  };
  /** As no route sets it. */
  const write = (tenantId: string, change: Partial<TenantRecord>) =>
    store().changeInTenant({ tenantId, environment: 'every' }, act, async (tenant, audit) => {
      const record = await tenant.holdTenant();
      assert.ok(record);
      await tenant.updateTenant({ ...record, ...change });
      audit({ action: 'tenant.changed', target: { kind: 'tenant', id: tenantId } });
    });

  test('for 29 days they stay, administrators are told before the end, and they serve again', async () => {
    const tenant = await newTenant();
    const account = await newAccount(tenant);
    assert.deepEqual(await call(account), [200, undefined]);
    assert.equal((await made(world.app.operator.get(`/tenants/${tenant}`)))['keys_kept_until'], null);
    const lowered = await planOf(tenant, 'standard');
    const until = Date.parse(String(lowered['updated_at'])) + 30 * dayMs;
    assert.equal(lowered['keys_kept_until'], new Date(until).toISOString());
    assert.deepEqual(await call(account), [403, 'plan_required']);
    await passDays(27);
    await run();
    assert.deepEqual(await toldIn(account.api), []);
    await passDays(2);
    const renamed = await made(world.app.operator.call('PATCH', `/tenants/${tenant}`, { name: 'Renamed' }));
    assert.equal(renamed['keys_kept_until'], lowered['keys_kept_until'], 'only a plan moves the end');
    for (const _ of ['once', 'twice']) await run();
    assert.deepEqual(await toldIn(account.api), [{ credentials: 1, kept_until: lowered['keys_kept_until'] }]);
    assert.deepEqual(await toldIn(world.app.operator.in(tenant, 'prod')), [], 'nothing is kept there');
    assert.equal(await held(account), 1);
    assert.equal((await planOf(tenant, 'enterprise'))['keys_kept_until'], null);
    await passDays(5);
    await run();
    assert.deepEqual([await call(account), await held(account)], [[200, undefined], 1]);
  });

  test('after 31 days they are destroyed, also what was staged, once and nowhere else', async () => {
    const [tenant, late, unnoted, loyal] = [await newTenant(), await newTenant(), await newTenant(), 'beta'];
    const accounts = [await newAccount(tenant), await newAccount(tenant, 'prod')];
    const others = await Promise.all([late, unnoted, loyal].map((id) => newAccount(id)));
    const platforms = await connect(world, world.platform);
    const [first] = accounts;
    assert.ok(first);
    await store().noteInTenant({ tenantId: tenant, environment: 'dev' }, async ({ credentials }) => {
      const record = await credentials.find(first.id);
      assert.ok(record);
      const [secret] = await credentials.listSecrets(first.id, 1);
      assert.ok(secret && (await credentials.stage(record, 2, [secret])));
    });
    const disabled = await newAccount(tenant);
    await made(disabled.api.call('PATCH', `/llm_credentials/${disabled.id}`, { enabled: false }));
    await planOf(tenant, 'standard');
    await write(unnoted, { plan: 'standard', planLoweredAt: null });
    const platform = await made(world.app.operator.get('/tenants/beta'));
    await write('platform', { plan: 'standard', planLoweredAt: Date.parse(String(platform['created_at'])) });
    await passDays(5);
    await planOf(late, 'standard');
    await passDays(26);
    // As two replicas do.
    await Promise.all([run(), run()]);
    const states = await Promise.all([...accounts, disabled].map(find));
    for (const state of states) assert.deepEqual([state['status'], state['secrets']], ['needs_reentry', []]);
    for (const other of others) assert.equal(await held(other), 1);
    assert.equal((await made(world.platform.get(`/llm_credentials/${platforms}`)))['status'], 'untested');
    await write('platform', { plan: 'enterprise', planLoweredAt: null });
    const promoted = await store().noteInTenant({ tenantId: tenant, environment: 'dev' }, async (own) => {
      const record = await own.credentials.find(first.id);
      return record && own.credentials.update({ ...record, secretVersion: 2 }, [], 1);
    });
    assert.equal(promoted, false, 'a rotation that began before does not end');
    for (const id of [first.id, disabled.id]) {
      for (const version of [1, 2, 3]) {
        const left = await store().readInTenant({ tenantId: tenant, environment: 'dev' }, ({ credentials }) =>
          credentials.listSecrets(id, version),
        );
        assert.deepEqual(left, []);
      }
    }
    const { credentials } = world.app.app.services.keeper.snapshot.pluggedIn(tenant, 'dev');
    assert.deepEqual(
      credentials.map(({ status, secrets }) => [status, secrets.length]),
      [
        ['needs_reentry', 0],
        ['needs_reentry', 0],
      ],
    );
    await run();
    assert.deepEqual(
      await Promise.all([...accounts, disabled].map(find)),
      states,
      'a second run does nothing',
    );
    for (const [account, environment] of [
      [accounts[0], 'dev'],
      [accounts[1], 'prod'],
    ] as const) {
      assert.ok(account);
      const rows = await rowsOf(account);
      assert.deepEqual(
        rows.map(({ actor, environment: place }) => [actor.kind, place]),
        [['system', environment]],
      );
    }
  });

  test('back on enterprise a destroyed key is missed by name until it is entered again', async () => {
    const tenant = await newTenant();
    const [patched, rotated] = [await newAccount(tenant), await newAccount(tenant)];
    await planOf(tenant, 'standard');
    await passDays(31);
    await run();
    await planOf(tenant, 'enterprise');
    for (const account of [patched, rotated]) {
      assert.deepEqual(await call(account), [503, 'credential_invalid']);
      const path = `/llm_credentials/${account.id}`;
      const check = await account.api.call('POST', `${path}/validate`, { provider: 'openai' });
      assert.deepEqual(codeOf(check), [503, 'needs_reentry']);
      for (const enabled of [false, true]) await made(account.api.call('PATCH', path, { enabled }));
      assert.equal((await find(account))['status'], 'needs_reentry', 'to switch it off and on brings no key');
    }
    const path = `/llm_credentials/${patched.id}`;
    await made(patched.api.call('PATCH', path, { name: freshName('Account') }));
    assert.equal((await find(patched))['status'], 'needs_reentry');
    await made(patched.api.call('PATCH', path, { api_key: goodKey }));
    const rotation = await rotated.api.call('POST', `/llm_credentials/${rotated.id}/rotate`, {
      api_key: goodKey,
    });
    assert.equal((await made(Promise.resolve(rotation)))['promoted'], true);
    for (const account of [patched, rotated]) {
      assert.deepEqual([await call(account), await held(account)], [[200, undefined], 1]);
    }
    await run();
    assert.deepEqual([await held(patched), await held(rotated)], [1, 1]);
  });

  test('a tenant that comes back while the keys are about to be destroyed keeps them all', async (t) => {
    const { databaseUrl } = world.app.place;
    if (databaseUrl === undefined) return t.skip('nobody else can get at an embedded database');
    const tenant = await newTenant();
    const account = await newAccount(tenant);
    await planOf(tenant, 'standard');
    await passDays(31);
    const operator = new pg.Client({ connectionString: databaseUrl });
    await operator.connect();
    await operator.query('begin');
    await operator.query(
      `update tenants set plan = 'enterprise', plan_lowered_at = null where id = '${tenant}'`,
    );
    const watch = await holdInDatabase(databaseUrl, 'select 1');
    const running = run();
    await eventually('the plan is waited for', async () => (await watch.countWaiting()) > 0);
    await operator.query('commit');
    await Promise.all([operator.end(), watch.letGo(), running]);
    assert.deepEqual([await held(account), await rowsOf(account)], [1, []]);
    await planOf(tenant, 'standard');
    await passDays(29);
    await run();
    assert.equal(await held(account), 1, 'the time begins anew');
  });
});
