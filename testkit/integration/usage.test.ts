import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Api } from '../api.ts';
import { eventually } from '../eventually.ts';
import { onPostgres, startTestApp } from '../harness.ts';
import { removeDirectory } from '../shared-storage.ts';
import {
  auditOf,
  codeOf,
  configure,
  connect,
  made,
  openRoutingWorld,
  type RoutingWorld,
} from './routing-world.ts';

const answerWithUsage = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'gpt-4o',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }],
  usage: {
    prompt_tokens: 1_000,
    completion_tokens: 100,
    total_tokens: 1_100,
    prompt_tokens_details: { cached_tokens: 400 },
    completion_tokens_details: { reasoning_tokens: 40 },
  },
};
/** No price of a server that is nobody’s is known. */
const prices = {
  currency: 'USD',
  as_of: '2026-11-01',
  prices: [{ model: 'gpt-4o', input: '2.50', output: '10', cached: 1.25 }],
};
const rates = {
  currency: 'USD',
  rates: [
    {
      from: '2026-01',
      ...{ requests: '0.40', compute_hours: '0.05', gigabytes: '0.09', observability_events: '0.20' },
      managed_factor: '1.2',
    },
  ],
};
const messages = [{ role: 'user', content: 'hi' }];

interface Item {
  group: Record<string, unknown>;
  requests: number;
  input_tokens: number;
  estimated_cost: { amount: string | null; unpriced_tokens: number };
}

onPostgres('what was used and what may be spent', (storage) => {
  let world: RoutingWorld;
  let admin: Api;
  let directory: string;
  let env: Record<string, string>;
  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'plugboard-prices-'));
    env = {
      PLUGBOARD_PRICES_FILE: join(directory, 'prices.json'),
      PLUGBOARD_RATES_FILE: join(directory, 'rates.json'),
    };
    writeFileSync(env['PLUGBOARD_RATES_FILE'] ?? '', JSON.stringify(rates));
    writeFileSync(env['PLUGBOARD_PRICES_FILE'] ?? '', JSON.stringify(prices));
    world = await openRoutingWorld(storage, env);
    world.server.answerWith({ status: 200, body: answerWithUsage });
    for (const tenant of [world.acme, world.beta]) {
      const credential = await connect(world, tenant);
      await configure(tenant, credential, { name: 'own' });
      await configure(tenant, credential, { name: 'unpriced', model_name: 'of-nobody' });
    }
    admin = await world.tokenOf('acme', 'tenant_admin');
  });
  after(async () => {
    await world.close();
    removeDirectory(directory);
  });

  const chat = (as: Api, model = 'own', headers: Record<string, string> = {}) =>
    as.call('POST', '/v1/chat/completions', { model, messages }, headers);
  const usage = async (as: Api, query: string) => (await made(as.get(`/usage?${query}`)))['items'] as Item[];
  const today = () => new Date(world.app.clock.now()).toISOString().slice(0, 10);
  const putBudget = (as: Api, body: Record<string, unknown>) => as.call('PUT', '/budgets', body);
  const refuses = (as: Api, model?: string) =>
    eventually('the budget refuses', async () => {
      const answer = await chat(as, model);
      return answer.status === 429 && answer;
    });

  test('a call is in the usage of its tenant as soon as it is answered, by whatever it is asked for', async () => {
    assert.equal((await chat(world.acme, 'own', { 'x-plugboard-user': '=cmd' })).status, 200);
    assert.equal((await chat(world.acme, 'unpriced')).status, 200);
    const body = await made(admin.get('/usage?group_by=day,model,user,owner'));
    const [first, second] = body['items'] as Item[];
    assert.deepEqual([body['currency'], body['next_cursor']], ['USD', null]);
    const {
      total_ms: _,
      request_bytes: sent,
      answer_bytes: got,
      ...sums
    } = first as never as Record<string, number>;
    assert.ok(Number(sent) > 0 && Number(got) > 0);
    assert.deepEqual(sums, {
      group: { day: today(), model_name: 'gpt-4o', user_id: '=cmd', owner: 'own' },
      ...{ requests: 1, attempts: 1, answered: 1, failed: 0, aborted: 0 },
      ...{ input_tokens: 1_000, output_tokens: 100, cached_tokens: 400, reasoning_tokens: 40, queue_ms: 0 },
      // 600 at 2.50, 400 at 1.25 and 100 at 10.00 for a million.
      estimated_cost: { amount: '0.003000', unpriced_tokens: 0 },
    });
    assert.deepEqual(second?.group['user_id'], null);
    assert.deepEqual(second?.estimated_cost, { amount: null, unpriced_tokens: 1_100 });
  });

  test('pages, filters and wrong questions are answered as every list does', async () => {
    const first = await made(admin.get('/usage?group_by=model&limit=1'));
    const next = await made(admin.get(`/usage?group_by=model&limit=1&cursor=${first['next_cursor']}`));
    const names = [first, next].flatMap((page) =>
      (page['items'] as Item[]).map(({ group }) => group['model_name']),
    );
    assert.deepEqual([names, next['next_cursor']], [['gpt-4o', 'of-nobody'], null]);
    assert.equal((await usage(admin, 'model_name=gpt-4o&user_id=nobody')).length, 0);
    for (const query of [
      'group_by=colour',
      'group_by=day,,model',
      'from=yesterday',
      'from=2999-01-01',
      'from=2020-01-01&to=2026-01-01',
      'tenant_id=beta',
      'user_id=%00',
      'environment=prod',
      'cursor=bm9uZQ',
      `cursor=${first['next_cursor']}`,
    ])
      assert.deepEqual(codeOf(await admin.get(`/usage?${query}`)), [400, 'invalid_request'], query);
  });

  test('S39 operators see all tenants, a tenant itself alone, whatever it groups by', async () => {
    assert.equal((await chat(world.beta)).status, 200);
    const groups = async (as: Api, query: string) => (await usage(as, query)).map(({ group }) => group);
    assert.deepEqual(await groups(admin, 'group_by=tenant,environment'), [
      { tenant_id: 'acme', environment: 'dev' },
    ]);
    const seen = await groups(world.app.operator, 'group_by=tenant&owner=own');
    assert.deepEqual(seen, [{ tenant_id: 'acme' }, { tenant_id: 'beta' }]);
    assert.deepEqual(await groups(world.app.operator, 'group_by=tenant&tenant_id=beta'), [
      { tenant_id: 'beta' },
    ]);
    assert.deepEqual(await groups(world.app.operator.in('acme', 'prod'), 'group_by=tenant'), []);
  });

  test('as a file a name that looks like a formula stays a name', async () => {
    const { headers, text } = await admin.get('/usage.csv?group_by=user,model');
    assert.match(headers.get('content-type') ?? '', /^text\/csv/);
    const [names, , line] = text.split('\r\n');
    assert.match(
      names ?? '',
      /^user_id,model_name,requests,attempts,.*,estimated_cost,unpriced_tokens,currency$/,
    );
    assert.match(line ?? '', /^'=cmd,gpt-4o,1,1,1,0,0,1000,100,400,40,.*,0\.003000,0,USD$/);
  });

  test('R11 C2 T6 a statement says of each side what was used, who pays whom, and what that comes to', async () => {
    const [whole] = await usage(world.app.operator, 'tenant_id=acme');
    const answer = await made(admin.get('/statement'));
    const {
      bundled,
      own,
      managed_fallback: fallback,
      platform,
      totals,
      billed_by_platform: billed,
    } = answer as Record<string, Record<string, unknown>>;
    const { group: _group, estimated_cost: cost, ...sums } = whole ?? assert.fail();
    assert.deepEqual([totals, own?.['sums'], own?.['estimated_cost']], [sums, sums, cost]);
    assert.deepEqual(
      [own?.['payer'], own?.['paid_to'], own?.['is_estimate']],
      ['tenant_provider', 'provider', true],
    );
    assert.deepEqual([bundled?.['payer'], bundled?.['lines']], ['subscription', []]);
    assert.deepEqual(
      [fallback?.['paid_to'], fallback?.['factor'], fallback?.['amount']],
      ['platform', '1.200000', '0.000000'],
    );
    const [requests] = (platform?.['items'] ?? []) as Record<string, string>[];
    const { requests: count } = sums as { requests: number };
    const asked = { item: 'requests', quantity: (count / 1_000).toFixed(6), unit: '1000 requests' };
    assert.deepEqual(requests, { ...asked, rate: '0.400000', amount: ((count * 0.4) / 1_000).toFixed(6) });
    assert.equal(billed?.['amount'], platform?.['amount']);
    assert.deepEqual(
      [answer['month'], answer['is_over'], answer['plan']],
      [today().slice(0, 7), false, 'enterprise'],
    );
    const tenantWide = { 'x-plugboard-tenant': 'acme' };
    assert.deepEqual((await world.app.operator.get('/statement', tenantWide)).body, answer);
    assert.deepEqual(codeOf(await admin.get('/statement?month=2999-01')), [400, 'invalid_request']);
    const before = await made(admin.get('/statement?month=2026-01'));
    assert.deepEqual([before['is_over'], (before['totals'] as Item).requests], [true, 0]);
  });

  test('a hard budget that is spent refuses calls until it is raised or deleted', async () => {
    const body = { model_name: 'gpt-4o', measure: 'money', per: 'month', amount: 0.003, hard: true };
    const put = await putBudget(admin, body);
    assert.deepEqual(
      [put.status, put.body['used'], put.body['is_spent'], put.body['currency']],
      [201, 0.003, true, 'USD'],
    );
    const refused = await refuses(world.acme);
    const { error } = refused.body as { error: Record<string, unknown> };
    assert.deepEqual(
      [error['code'], error['limit_owner'], error['resets_at']],
      ['budget_exceeded', 'tenant', put.body['resets_at']],
    );
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    assert.equal((await chat(world.acme, 'unpriced')).status, 200);
    assert.equal((await chat(world.beta)).status, 200);

    const raised = await putBudget(admin, { ...body, amount: 100 });
    assert.deepEqual([raised.status, raised.body['id']], [200, put.body['id']]);
    assert.equal((await chat(world.acme)).status, 200);
    assert.equal((await admin.call('DELETE', `/budgets/${put.body['id']}`)).status, 204);
    assert.deepEqual((await made(admin.get('/budgets')))['items'], []);
    assert.equal((await auditOf(admin, 'budget.changed')).length, 2);
  });

  test('a soft budget is told of and refuses nothing; the platform’s holds for all environments', async () => {
    await made(
      putBudget(admin, { measure: 'requests', per: 'day', amount: 1, feature_id: 'none' }).then((answer) => {
        assert.deepEqual(codeOf(answer), [404, 'feature_not_found']);
        return putBudget(admin, { measure: 'tokens', per: 'day', amount: 1_000 });
      }),
    );
    assert.equal((await chat(world.acme)).status, 200);
    const told = await eventually('it is told', async () => {
      const { items } = (await made(admin.get('/notifications'))) as { items: Record<string, string>[] };
      const [one] = items.filter(({ kind }) => kind === 'budget.spent');
      return one;
    });
    assert.match(String(told['text']), /^The budget of 1,000 for tokens per day is spent\./);

    const tenantWide = { 'x-plugboard-tenant': 'acme' };
    const wish = { measure: 'requests', per: 'day', amount: 1, hard: true };
    const platform = await world.app.operator.call('PUT', '/budgets', wish, tenantWide);
    assert.deepEqual(
      [platform.status, platform.body['set_by'], platform.body['environment']],
      [201, 'platform', null],
    );
    const refused = await refuses(world.acme);
    assert.equal((refused.body['error'] as { limit_owner: string }).limit_owner, 'platform');
    const seen = (await made(admin.get('/budgets')))['items'] as { set_by: string; is_spent: boolean }[];
    assert.deepEqual(
      seen.map(({ set_by: by, is_spent: spent }) => [by, spent]),
      [
        ['tenant', true],
        ['platform', true],
      ],
    );
    const path = `/budgets/${platform.body['id']}`;
    assert.deepEqual(codeOf(await admin.call('DELETE', path)), [404, 'budget_not_found']);
    assert.equal((await world.app.operator.call('DELETE', path, undefined, tenantWide)).status, 204);
    assert.equal((await chat(world.acme)).status, 200);
  });

  test('an amount that is none, and a budget that cannot be, are refused by their field', async () => {
    const whole = { measure: 'tokens', per: 'day', amount: 10 };
    for (const [body, field] of [
      [{ ...whole, amount: 0 }, 'amount'],
      [{ ...whole, amount: 1.5 }, 'amount'],
      [{ ...whole, measure: 'money', amount: 0.0000001 }, 'amount'],
      [{ ...whole, per: 'year' }, 'per'],
      [{ ...whole, notify_at: [101] }, 'notify_at.0'],
      [{ ...whole, model_name: 'a\0' }, 'model_name'],
      [{ ...whole, colour: 'red' }, 'colour'],
    ] as const) {
      const answer = await putBudget(admin, body);
      assert.deepEqual(codeOf(answer), [400, 'invalid_request'], JSON.stringify(body));
      assert.equal((answer.body['errors'] as { field: string }[])[0]?.field, field);
    }
  });

  test('what was spent before a restart stays spent', async () => {
    const wish = { measure: 'requests', per: 'month', amount: 1, hard: true, model_name: 'of-nobody' };
    assert.equal((await putBudget(admin, wish)).status, 201);
    const { place, clock } = world.app;
    await world.app.stop();
    const again = await startTestApp({ storage, place, clock, env });
    assert.equal((await chat(again.operator.in('acme', 'dev'), 'unpriced')).status, 429);
    await again.stop();
  });
});
