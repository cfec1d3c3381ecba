import assert from 'node:assert/strict';
import { verify } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { DataFlow } from '../../src/contract/data-flow.ts';
import type { RoutingStatement } from '../../src/contract/routing-proof.ts';
import type { Api } from '../api.ts';
import {
  codeOf,
  configure,
  connect,
  made,
  openRoutingWorld,
  type RoutingWorld,
  registerFeature,
} from './routing-world.ts';

/** Decided by the snapshot alone, which storage has no part in: one storage is enough. */
describe('explaining a route', () => {
  let world: RoutingWorld;
  let config: string;
  let managed: Record<string, unknown>;

  before(async () => {
    world = await openRoutingWorld('pglite');
    const { acme, platform, app } = world;
    const account = await connect(world, acme, { provider_id: 'acme-main', data_region: 'eu-west' });
    config = await configure(acme, account, { name: 'Shared', is_default: true });
    await made(acme.call('POST', '/agents', { id: 'bot' }));
    await configure(acme, account, { name: 'Of bot', agent_id: 'bot' });
    const house = await connect(world, platform, { provider_id: 'house-account', data_region: 'us' });
    managed = await made(
      app.operator.call('POST', '/managed_models', {
        name: 'House',
        provider: 'openai',
        llm_credentials_id: house,
        model_name: 'gpt-4o',
        is_default: true,
      }),
    );
    await registerFeature(world, 'runbooks', { model_aliases: ['platform-large'] });
  });
  after(() => world.close());

  const ask = (body: object, as: Api = world.acme) => as.call('POST', '/routing/explain', body);
  const explained = async (body: object, as: Api = world.acme) => {
    const answer = (await made(ask(body, as))) as { targets: Record<string, unknown>[] };
    return { ...answer, target: answer.targets[0] ?? {} };
  };

  test('an own model: by which rule, on whose account, where, and what leaves', async () => {
    const host = new URL(world.server.origin).host;
    const from = world.server.arrived.length;
    assert.deepEqual(await made(ask({ model: 'Shared' })), {
      rule: 'config_name',
      feature_id: null,
      mode: 'bundled',
      targets: [
        {
          config_id: config,
          name: 'Shared',
          model: 'gpt-4o',
          provider: 'openai',
          provider_id: 'acme-main',
          host,
          data_region: 'eu-west',
          owner: 'own',
          payer: 'tenant_provider',
          reason: 'config_name',
          leaves_network: false,
          what_leaves: `Nothing: the call goes to ${host}, inside the tenant’s own network.`,
          stopped: null,
        },
      ],
      when_spent: 'unavailable',
    });
    assert.equal(world.server.arrived.length, from, 'nothing is called');
  });

  test('a managed model: host and region are told, the platform’s account is not', async () => {
    const answer = await ask({});
    const [target] = (await made(Promise.resolve(answer)))['targets'] as Record<string, unknown>[];
    assert.deepEqual(
      [target?.['config_id'], target?.['owner'], target?.['payer'], target?.['provider_id']],
      [managed['id'], 'managed', 'subscription', null],
    );
    assert.deepEqual([target?.['data_region'], target?.['leaves_network']], ['us', true]);
    assert.match(String(target?.['what_leaves']), /\(us\), on the platform’s account\.$/);
    assert.doesNotMatch(answer.text, /house-account/);
    assert.ok(!answer.text.includes(String(managed['llm_credentials_id'])));
  });

  test('an account and a model without a config, a feature, an agent', async () => {
    const direct = await explained({ model: 'acme-main/vendor/large' });
    assert.deepEqual(
      [direct.target['config_id'], direct.target['name'], direct.target['model'], direct.target['reason']],
      [null, null, 'vendor/large', 'provider_and_model'],
    );
    const apart = await explained({ model: 'vendor/large', provider_id: 'acme-main' });
    assert.deepEqual(apart.targets, direct.targets);
    const assign = (body: object) => made(world.acme.call('PUT', '/features/runbooks/assignment', body));
    await assign({ llm_config_id: config });
    for (const body of [{ feature: 'runbooks' }, { model: 'platform-large' }]) {
      const answer = (await explained(body)) as Record<string, unknown> & { target: Record<string, unknown> };
      assert.deepEqual([answer['feature_id'], answer.target['name']], ['runbooks', 'Shared']);
    }
    await assign({ off: true });
    assert.deepEqual(codeOf(await ask({ feature: 'runbooks' })), [403, 'feature_off']);
    assert.equal((await explained({ agent_id: 'bot' })).target['name'], 'Of bot');
  });

  test('the answer is where the call then goes', async () => {
    const messages = [{ role: 'user', content: 'hi' }];
    for (const model of ['Shared', 'default', 'acme-main/gpt-4o', 'House', config]) {
      const { target } = await explained({ model });
      const called = await world.acme.call('POST', '/v1/chat/completions', { model, messages });
      assert.equal(called.headers.get('x-plugboard-config'), target['config_id'], model);
      assert.equal(called.headers.get('x-plugboard-served-by'), target['owner'], model);
    }
  });

  test('a refusal is the one that the call would get, as a problem', async () => {
    for (const [body, status, code] of [
      [{ model: 'nothing' }, 404, 'model_not_found'],
      [{ model: 'house-account/gpt-4o' }, 404, 'model_not_found'],
      [{ provider_id: 'nobody' }, 404, 'model_not_found'],
      [{ feature: 'nobody' }, 404, 'feature_not_found'],
      [{ agent_id: 'nobody' }, 404, 'agent_not_found'],
      [{ operation: 'embedding' }, 404, 'model_not_found'],
    ] as const) {
      const answer = await ask(body);
      assert.deepEqual(codeOf(answer), [status, code], answer.text);
      assert.match(String(answer.headers.get('content-type')), /^application\/problem\+json/);
    }
    for (const body of [{ modell: 'Shared' }, { model: '' }, { operation: 'images' }]) {
      assert.deepEqual(codeOf(await ask(body)), [400, 'invalid_request'], JSON.stringify(body));
    }
  });

  test('what content goes where, and what is kept for how long, is told as it is now', async () => {
    const read = async () => (await made(world.acme.get('/data-flow'))) as unknown as DataFlow;
    const { hostname, host } = new URL(world.server.origin);
    const flow = await read();
    assert.deepEqual([flow.mode, flow.hosts, flow.managed.by_mode], ['bundled', [hostname], true]);
    assert.deepEqual(
      [flow.default_by_mode.bundled?.owner, flow.default_by_mode.byo?.owner, flow.default_by_mode.byo?.host],
      ['managed', 'own', host],
    );
    const shared = flow.flows.find(({ config_id }) => config_id === config);
    assert.deepEqual(
      [shared?.when, shared?.region, shared?.leaves_network],
      [['when_named'], 'eu-west', false],
    );
    const house = flow.flows.find(({ name }) => name === 'House');
    assert.ok(house?.when.includes('by_default'));
    assert.deepEqual(
      flow.features.map(({ id, target, refused }) => [id, target, refused]),
      [['runbooks', null, 'feature_off']],
    );
    const days = async (what: string) =>
      (await read()).kept.find((kept) => kept.what === what)?.kept_for_s ?? Number.NaN;
    assert.deepEqual([await days('conversations'), await days('queued_calls')], [30 * 86_400, 0]);
    await made(world.acme.call('PUT', '/conversation_settings', { retention_days: 0 }));
    await made(world.acme.call('PUT', '/fallback', { policy: 'queue_and_retry', deadline_s: 600 }));
    await made(world.acme.call('PUT', '/ledger/settings', { retention_days: 90 }));
    const changed = await Promise.all(['conversations', 'queued_calls', 'ledger'].map(days));
    assert.deepEqual(changed, [0, 600, 90 * 86_400]);
    const content = flow.kept.filter(({ has_content }) => has_content);
    assert.ok(
      content.length > 0 && content.every(({ sealed }) => sealed),
      'no word of a call rests unsealed',
    );
    assert.equal((await world.acme.call('DELETE', '/fallback')).status, 204);
  });

  test('the board: each cable with its rule and payer, own accounts by name, the platform’s by none', async () => {
    const read = async (as: Api) => {
      const answer = await as.get('/board');
      assert.equal(answer.status, 200, answer.text);
      const { sources, models, accounts } = answer.body as Record<string, Record<string, unknown>[]>;
      return { sources: sources ?? [], models: models ?? [], accounts: accounts ?? [], text: answer.text };
    };
    const { sources, models, accounts, text } = await read(world.acme);
    const bot = sources.find(({ id }) => id === 'bot');
    const model = models.find(({ name }) => name === 'Of bot');
    assert.deepEqual(bot?.['targets'], [
      { model: model?.['id'], reason: 'default', payer: 'tenant_provider' },
    ]);
    const account = accounts.find(({ id }) => id === model?.['account']);
    assert.deepEqual(
      [account?.['provider_id'], account?.['leaves_network'], account?.['health'], account?.['status']],
      ['acme-main', false, 'well', 'healthy'],
    );
    const [any] = sources;
    assert.deepEqual(
      [any?.['kind'], any?.['mode'], any?.['when_spent']],
      ['environment', 'bundled', 'unavailable'],
    );
    const house = accounts.find(({ owner }) => owner === 'managed');
    assert.deepEqual(
      [house?.['name'], house?.['provider_id'], house?.['status'], house?.['data_region']],
      [null, null, null, 'us'],
    );
    assert.doesNotMatch(text, /house-account/);
    assert.ok(!text.includes(String(managed['llm_credentials_id'])));
    const bound = await read(await world.tokenOf('acme', 'tenant_admin', { agent_id: 'bot' }));
    assert.deepEqual(
      bound.sources.map(({ kind, id }) => [kind, id]),
      [['agent', 'bot']],
    );
    assert.deepEqual(codeOf(await (await world.tokenOf('acme', 'user')).get('/board')), [403, 'forbidden']);
  });

  test('S50 a signed statement lists every route before any call: own ones, and managed ones as far as mode, policy and lock let them', async () => {
    const prove = async () => {
      const from = world.server.arrived.length;
      const proof = (await made(world.acme.get('/routing/proof'))) as unknown as {
        statement: RoutingStatement;
        signed: string;
        signature: string;
        key_id: string;
      };
      assert.equal(world.server.arrived.length, from, 'nothing is called');
      const { items } = await made(world.acme.get('/ledger/keys'));
      const key = (items as { key_id: string; public_key_pem: string }[]).find(
        (one) => one.key_id === proof.key_id,
      );
      const bytes = Buffer.from(proof.signed, 'base64');
      assert.ok(verify(null, bytes, key?.public_key_pem ?? '', Buffer.from(proof.signature, 'base64')));
      assert.deepEqual(JSON.parse(bytes.toString('utf8')), proof.statement);
      assert.doesNotMatch(JSON.stringify(proof), /house-account/);
      return proof.statement;
    };
    const open = await prove();
    const { hostname } = new URL(world.server.origin);
    assert.deepEqual([open.mode, open.hosts, open.regions], ['bundled', [hostname], ['eu-west', 'us']]);
    assert.deepEqual(open.managed, { possible: true, by_mode: true, by_fallback: false });
    const named = open.targets.map(({ operation, name, model, owner, agents }) => [
      `${name ?? model} (${operation})`,
      owner,
      agents,
    ]);
    assert.deepEqual(named.toSorted(), [
      ['* (chat)', 'own', [null, 'bot']],
      ['* (embedding)', 'own', [null, 'bot']],
      ['House (chat)', 'managed', [null, 'bot']],
      ['Of bot (chat)', 'own', ['bot']],
      ['Shared (chat)', 'own', [null, 'bot']],
    ]);
    await made(world.acme.call('PUT', '/lock', { managed: 'never' }));
    const locked = await prove();
    assert.deepEqual(locked.managed, { possible: false, by_mode: false, by_fallback: false });
    assert.deepEqual([locked.regions, locked.lock.managed], [['eu-west'], 'never']);
  });

  test('administrators ask for any agent of theirs, an agent’s own administrator for that one alone, users not at all', async () => {
    const admin = await world.tokenOf('acme', 'tenant_admin');
    assert.equal((await explained({ agent_id: 'bot' }, admin)).target['name'], 'Of bot');
    await made(world.acme.call('POST', '/agents', { id: 'sibling' }));
    const bound = await world.tokenOf('acme', 'tenant_admin', { agent_id: 'bot' });
    assert.equal((await explained({}, bound)).target['name'], 'Of bot');
    assert.deepEqual(codeOf(await ask({ agent_id: 'sibling' }, bound)), [404, 'agent_not_found']);
    const user = await world.tokenOf('acme', 'user');
    assert.deepEqual(codeOf(await ask({}, user)), [403, 'forbidden']);
    const served = await world.tokenOf('served', 'tenant_admin');
    assert.equal((await explained({}, served)).target['owner'], 'managed', 'seeing is not changing');
    const foreign = await world.tokenOf('beta', 'tenant_admin');
    assert.deepEqual(codeOf(await ask({ model: config }, foreign)), [404, 'model_not_found']);
  });
});
