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
  vectors,
} from './routing-world.ts';

const consent = { data_leaves_network: true };
const nobody = '00000000-0000-7000-8000-000000000002';

onPostgres('the failure policy', (storage) => {
  let world: RoutingWorld;
  let admin: Api;
  let account: string;
  before(async () => {
    world = await openRoutingWorld(storage);
    admin = await world.tokenOf('acme', 'tenant_admin');
    account = await connect(world, world.acme);
  });
  after(() => world.close());

  const policyOf = (as: Api, query = '') => made(as.get(`/fallback${query}`));
  const put = (as: Api, body: unknown, query = '') => as.call('PUT', `/fallback${query}`, body);
  const consentOf = (as: Api, method: 'PUT' | 'DELETE', query = '') =>
    as.call(method, `/fallback/consent${query}`, method === 'PUT' ? consent : undefined);
  const snapshotOf = (tenant = 'acme') => world.app.app.services.keeper.snapshot.pluggedIn(tenant, 'dev');
  /** As nobody had ever said anything. */
  const forget = async (as: Api, query = '') =>
    assert.equal((await as.call('DELETE', `/fallback${query}`)).status, 204);

  test('where nobody decided anything, calls fail closed', async () => {
    const { consent_meaning: meaning, ...policy } = await policyOf(world.acme);
    assert.deepEqual(policy, {
      agent_id: null,
      policy: 'fail_closed',
      effective_policy: 'fail_closed',
      targets: [],
      targets_for_named: false,
      managed_on: [],
      consent: null,
      hold_s: 30,
      deadline_s: 3600,
      max_attempts: null,
      warnings: [],
      updated_at: null,
    });
    assert.match(String(meaning), /models of Plugboard.*leaves our network/);
    assert.deepEqual(snapshotOf().policies, []);
  });

  test('what is put is what calls go by at once, whole, in this environment of this tenant alone; and it is audited', async () => {
    const [first, second] = [await configure(world.acme, account), await configure(world.acme, account)];
    const body = {
      policy: 'queue_and_retry',
      targets: [second, first],
      targets_for_named: true,
      managed_on: ['rate_limited', 'quota', 'auth', 'permission'],
      hold_s: 5,
      deadline_s: 60,
      max_attempts: 4,
    };
    const answer = await made(put(admin, body));
    const { managed_on: named, ...others } = body;
    for (const [field, value] of Object.entries(others)) assert.deepEqual(answer[field], value, field);
    assert.deepEqual(answer['managed_on'], named.toSorted());
    assert.deepEqual(await policyOf(world.acme), answer);
    const [held] = snapshotOf().policies;
    assert.deepEqual(
      [held?.policy, held?.targets, held?.holdSeconds],
      ['queue_and_retry', [second, first], 5],
    );
    assert.deepEqual(snapshotOf('beta').policies, []);
    for (const elsewhere of [world.beta, world.app.operator.in('acme', 'test')])
      assert.equal((await policyOf(elsewhere))['policy'], 'fail_closed');
    const [said] = await auditOf(admin, 'fallback.changed');
    assert.deepEqual(said?.['policy'], { from: 'fail_closed', to: 'queue_and_retry' });
    await made(put(admin, body));
    assert.equal((await auditOf(admin, 'fallback.changed')).length, 1, 'the same again changes nothing');
    assert.deepEqual(await auditOf(world.beta, 'fallback.changed'), []);

    const bare = await made(put(admin, { policy: 'fail_closed' }));
    assert.deepEqual([bare['targets'], bare['hold_s'], bare['max_attempts']], [[], 30, null]);
    await forget(admin);
    assert.deepEqual(snapshotOf().policies, []);
    assert.equal((await auditOf(admin, 'fallback.reset')).length, 1);
  });

  test('S41 classes that no policy may name, and numbers without sense, are refused', async () => {
    for (const body of [
      {},
      { policy: 'open' },
      { policy: 'managed', managed_on: ['bad_request'] },
      { policy: 'managed', managed_on: ['model_not_found'] },
      { policy: 'managed', managed_on: ['unreachable'] },
      { policy: 'queue_and_retry', hold_s: 0 },
      { policy: 'queue_and_retry', hold_s: 20, deadline_s: 10 },
      { policy: 'queue_and_retry', max_attempts: 0 },
      { policy: 'fail_closed', targets: ['no-uuid'] },
      { policy: 'fail_closed', consent: {} },
      { policy: 'fail_closed', consent: { data_leaves_network: false } },
      { policy: 'fail_closed', tenant: 'beta' },
    ]) {
      assert.deepEqual(codeOf(await put(admin, body)), [400, 'invalid_request'], JSON.stringify(body));
    }
  });

  test('targets are chat models of the environment that are switched on; what is another’s is not there', async () => {
    const chat = await configure(world.acme, account);
    const embedding = await configure(world.acme, account, vectors);
    const disabled = await configure(world.acme, account);
    await made(world.acme.call('PATCH', `/config/llm/${disabled}`, { enabled: false }));
    const ofBeta = await configure(world.beta, await connect(world, world.beta));
    await made(world.acme.call('POST', '/agents', { id: 'hidden' }));
    const ofAgent = await configure(world.acme, account, { agent_id: 'hidden' });
    const refusedFor = async (target: string, query = '') => {
      const answer = await put(admin, { policy: 'fail_closed', targets: [chat, target] }, query);
      const [problem] = answer.body['errors'] as { field: string }[];
      assert.equal(problem?.field, 'targets.1', answer.text);
      return codeOf(answer);
    };
    for (const absent of [nobody, ofBeta, ofAgent])
      assert.deepEqual(await refusedFor(absent), [404, 'llm_config_not_found']);
    for (const unfit of [embedding, disabled])
      assert.deepEqual(await refusedFor(unfit), [400, 'invalid_request']);
    const own = await made(
      put(admin, { policy: 'fail_closed', targets: [chat, ofAgent] }, '?agent_id=hidden'),
    );
    assert.deepEqual(own['targets'], [chat, ofAgent]);
    await made(world.acme.call('PATCH', '/agents/hidden', { inherit: false }));
    const unseen = await put(admin, { policy: 'fail_closed', targets: [chat] }, '?agent_id=hidden');
    assert.deepEqual(codeOf(unseen), [404, 'llm_config_not_found']);
    assert.equal((await world.acme.call('DELETE', '/agents/hidden?cascade=true')).status, 204);
    assert.deepEqual(snapshotOf().policies, [], 'an agent takes its policy along');
  });

  test('a config that is deleted is no target any more, and one that is disabled is named as passed over', async () => {
    const other = await connect(world, world.acme);
    const [kept, gone, cascaded] = [
      await configure(world.acme, account),
      await configure(world.acme, account),
      await configure(world.acme, other),
    ];
    await made(put(admin, { policy: 'fail_closed', targets: [gone, kept, cascaded] }));
    await made(world.acme.call('PATCH', `/config/llm/${kept}`, { enabled: false }));
    const { targets, warnings } = await policyOf(admin);
    assert.deepEqual(targets, [gone, kept, cascaded]);
    assert.deepEqual(
      (warnings as { field: string }[]).map(({ field }) => field),
      ['targets.1'],
    );
    assert.equal((await world.acme.call('DELETE', `/config/llm/${gone}`)).status, 204);
    assert.equal((await world.acme.call('DELETE', `/llm_credentials/${other}?cascade=true`)).status, 204);
    assert.deepEqual((await policyOf(admin))['targets'], [kept]);
    assert.deepEqual(snapshotOf().policies[0]?.targets, [kept]);
    const dropped = (await auditOf(admin, 'model_config.deleted')).map((row) => row['dropped_from_fallback']);
    assert.deepEqual(dropped.slice(0, 2), [[{ agent_id: null }], [{ agent_id: null }]]);
    await forget(admin);
  });

  test('no managed model without the consent of the tenant’s own administrator, and what was agreed to is kept', async () => {
    for (const as of [admin, world.acme])
      assert.deepEqual(codeOf(await put(as, { policy: 'managed' })), [409, 'consent_required']);
    const byOperator = await put(world.acme, { policy: 'managed', consent });
    assert.deepEqual(codeOf(byOperator), [409, 'consent_required']);
    assert.deepEqual(codeOf(await consentOf(world.acme, 'PUT')), [403, 'forbidden']);

    const given = await made(put(admin, { policy: 'managed', consent, managed_on: ['quota'] }));
    assert.equal(given['effective_policy'], 'managed');
    const { by, at, meaning } = given['consent'] as { by: { kind: string }; at: string; meaning: string };
    assert.equal(by.kind, 'token');
    assert.ok(Math.abs(Date.parse(at) - world.app.clock.now()) < 60_000);
    assert.equal(meaning, given['consent_meaning']);
    const [said] = await auditOf(admin, 'fallback.consent_given');
    assert.deepEqual(said, { consent: { by, at: Date.parse(at), meaning } });

    const moved = await made(put(world.acme, { policy: 'managed', hold_s: 3 }));
    assert.deepEqual(moved['consent'], given['consent'], 'it stays while others change the policy');
    const away = await made(put(world.acme, { policy: 'fail_closed' }));
    assert.deepEqual(away['consent'], given['consent']);
    await made(put(world.acme, { policy: 'managed' }));
    const again = await made(
      put(await world.tokenOf('acme', 'tenant_admin'), { policy: 'managed', consent }),
    );
    assert.deepEqual(again['consent'], given['consent'], 'the one that was given first holds');
    assert.equal((await auditOf(admin, 'fallback.consent_given')).length, 1);
  });

  test('a consent that is withdrawn closes what was managed by it, at once', async () => {
    assert.deepEqual(codeOf(await consentOf(world.acme, 'DELETE')), [403, 'forbidden']);
    const closed = await made(consentOf(admin, 'DELETE'));
    assert.deepEqual([closed['policy'], closed['consent']], ['fail_closed', null]);
    assert.deepEqual(
      snapshotOf().policies.map((policy) => [policy.policy, policy.consent]),
      [['fail_closed', null]],
    );
    const [said] = await auditOf(admin, 'fallback.consent_withdrawn');
    assert.deepEqual(said?.['policy'], { from: 'managed', to: 'fail_closed' });
    assert.deepEqual(codeOf(await put(world.acme, { policy: 'managed' })), [409, 'consent_required']);
    await made(consentOf(admin, 'DELETE'));
    assert.equal((await auditOf(admin, 'fallback.consent_withdrawn')).length, 1);
    await forget(admin);
  });

  test('a consent that is withdrawn while somebody changes the policy stays withdrawn', async () => {
    for (let round = 0; round < 5; round += 1) {
      await made(put(admin, { policy: 'managed', consent }));
      const [changed] = await Promise.all([
        put(world.acme, { policy: 'managed', hold_s: 2 + round }),
        consentOf(admin, 'DELETE'),
      ]);
      assert.ok(changed.status === 200 || changed.status === 409, changed.text);
      const { policy, consent: left } = await policyOf(admin);
      assert.deepEqual([policy, left], ['fail_closed', null]);
    }
    await forget(admin);
  });

  test('where operators administer, the tenant’s administrator gives the consent and changes nothing else', async () => {
    const [operator, own] = [
      world.app.operator.in('served', 'dev'),
      await world.tokenOf('served', 'tenant_admin'),
    ];
    for (const body of [{ policy: 'fail_closed' }, { policy: 'managed', consent }])
      assert.deepEqual(codeOf(await put(own, body)), [403, 'administered_by_operator']);
    assert.deepEqual(codeOf(await put(operator, { policy: 'managed' })), [409, 'consent_required']);
    const given = await made(consentOf(own, 'PUT'));
    assert.equal(given['policy'], 'fail_closed', 'a consent changes no policy');
    assert.equal((await made(put(operator, { policy: 'managed' })))['effective_policy'], 'managed');
    assert.equal((await made(consentOf(own, 'DELETE')))['policy'], 'fail_closed');
  });

  test('users, and administrators of one agent, have no say in it', async () => {
    const bound = await world.tokenOf('acme', 'tenant_admin', { agent_id: await agentOf('bound') });
    for (const as of [await world.tokenOf('acme', 'user'), bound]) {
      assert.deepEqual(codeOf(await as.get('/fallback')), [403, 'forbidden']);
      assert.deepEqual(codeOf(await put(as, { policy: 'fail_closed' })), [403, 'forbidden']);
      assert.deepEqual(codeOf(await consentOf(as, 'PUT')), [403, 'forbidden']);
    }
  });

  test('an agent’s own policy comes before the environment’s, until it is forgotten', async () => {
    const agent = `?agent_id=${await agentOf('bot')}`;
    await made(put(admin, { policy: 'managed', consent }));
    const inherited = await policyOf(admin, agent);
    assert.deepEqual([inherited['agent_id'], inherited['policy']], [null, 'managed']);
    assert.deepEqual(codeOf(await put(world.acme, { policy: 'managed' }, agent)), [409, 'consent_required']);
    const own = await made(put(admin, { policy: 'queue_and_retry' }, agent));
    assert.deepEqual([own['agent_id'], own['policy']], ['bot', 'queue_and_retry']);
    assert.equal((await policyOf(admin))['policy'], 'managed');
    assert.equal(snapshotOf().policies.length, 2);
    await made(consentOf(admin, 'DELETE'));
    assert.equal((await policyOf(admin, agent))['policy'], 'queue_and_retry');
    await forget(admin, agent);
    assert.equal((await policyOf(admin, agent))['policy'], 'fail_closed');
    await forget(admin);
  });

  test('a consent for one agent leaves what the agent does as it is, and is for that agent alone', async () => {
    const agent = `?agent_id=${await agentOf('careful')}`;
    await made(put(admin, { policy: 'queue_and_retry', hold_s: 7 }));
    const given = await made(consentOf(admin, 'PUT', agent));
    assert.deepEqual(
      [given['agent_id'], given['policy'], given['hold_s']],
      ['careful', 'queue_and_retry', 7],
    );
    assert.equal((await policyOf(admin))['consent'], null);
    assert.equal((await made(put(world.acme, { policy: 'managed' }, agent)))['policy'], 'managed');
    assert.deepEqual(codeOf(await put(world.acme, { policy: 'managed' })), [409, 'consent_required']);
    await forget(admin, agent);
    await forget(admin);
  });

  test('S39 an agent that is another tenant’s is not there, whatever is asked of it', async () => {
    await made(world.beta.call('POST', '/agents', { id: 'betas' }));
    for (const agent of ['betas', 'absent']) {
      const query = `?agent_id=${agent}`;
      for (const asked of [
        admin.get(`/fallback${query}`),
        put(admin, { policy: 'fail_closed' }, query),
        admin.call('DELETE', `/fallback${query}`),
        consentOf(admin, 'PUT', query),
        consentOf(admin, 'DELETE', query),
      ])
        assert.deepEqual(codeOf(await asked), [404, 'agent_not_found']);
    }
  });

  async function agentOf(id: string): Promise<string> {
    await made(world.acme.call('POST', '/agents', { id }));
    return id;
  }
});
