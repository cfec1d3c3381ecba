import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { limits } from '../../src/kernel/limits.ts';
import type { Api } from '../api.ts';
import { signIn } from '../crawl.ts';
import { onPostgres, operatorToken, startTestApp, type TestApp } from '../harness.ts';
import { Maker } from '../maker.ts';

const hour = 60 * 60_000;

onPostgres('who calls', (storage) => {
  let app: TestApp;
  let make: Maker;
  const dev = { 'x-plugboard-tenant': 'alpha', 'x-plugboard-environment': 'dev' };
  before(async () => {
    app = await startTestApp({ storage });
    make = new Maker(app.operator);
    await make.tenant({ id: 'alpha' });
    await make.agent('alpha', 'bot');
  });
  after(() => app.close());

  const statusOf = async (token: string): Promise<number> => (await app.as(token).get('/v1/models')).status;
  const raw = (url: string, headers: Record<string, string>) =>
    app.as('').call('GET', url, undefined, headers);
  const madeBy = async (maker: Api, role = 'user', fields = {}) => {
    const body = { name: 'made', role, environment: 'dev', ...fields };
    const made = await maker.call('POST', '/tenants/alpha/tokens', body);
    assert.equal(made.status, 201, made.text);
    return { id: String(made.body['id']), token: String(made.body['token']) };
  };

  test('S38 every way to present a token on /v1 reaches the same decision', async () => {
    const { token } = await make.tokenOf('alpha', 'user');
    const tokens: [string, Record<string, string>][] = [
      [token, {}],
      [operatorToken, dev],
      ['pb_wrong', {}],
      ['', {}],
    ];
    for (const [text, place] of tokens) {
      const answers = [];
      for (const way of [
        { authorization: `Bearer ${text}` },
        { authorization: `bearer ${text}` },
        { 'api-key': text },
        { 'x-api-key': text },
      ]) {
        const { status, text: body } = await raw('/v1/models', {
          ...(way as Record<string, string>),
          ...place,
        });
        answers.push(`${status} ${body}`);
      }
      assert.equal(new Set(answers).size, 1, answers.join('\n'));
    }
  });

  test('S38 two ways at once are a 400, also when both hold the same token', async () => {
    const { token } = await make.tokenOf('alpha', 'user');
    const ways: Record<string, string>[] = [
      { authorization: `Bearer ${token}` },
      { 'api-key': token },
      { 'x-api-key': token },
    ];
    for (const [index, way] of ways.entries()) {
      const answer = await raw('/v1/models', { ...way, ...ways[(index + 1) % ways.length] });
      assert.deepEqual(
        [answer.status, (answer.body['error'] as { code: string }).code],
        [400, 'ambiguous_credentials'],
      );
    }
    const cookie = '__Host-plugboard-session=anything';
    const both = await raw('/ai/api/v1/platform', { authorization: `Bearer ${token}`, cookie });
    assert.equal(both.body['code'], 'ambiguous_credentials');
  });

  test('S38 api-key headers count on /v1 alone, cookies on the control plane alone', async () => {
    const { token } = await make.tokenOf('alpha', 'user');
    assert.equal((await raw('/ai/api/v1/platform', { 'api-key': token })).status, 401);
    assert.equal((await raw('/ai/api/v1/platform', { 'x-api-key': token })).status, 401);
    const session = await signIn(app, await make.signinLink({ tenant: 'alpha' }));
    assert.equal((await raw('/ai/api/v1/platform', session)).status, 200);
    assert.equal((await raw('/v1/models', session)).status, 401);
  });

  test('S38 operators and services name a place; a missing environment, tenant or agent says so', async () => {
    const service = (await make.platformTokenOf('service')).token;
    for (const token of [service, operatorToken]) {
      const codeOf = async (headers: Record<string, string>) => {
        const answer = await raw('/v1/models', { authorization: `Bearer ${token}`, ...headers });
        return answer.status === 200 ? 'ok' : (answer.body['error'] as { code: string }).code;
      };
      assert.equal(await codeOf(dev), 'ok');
      assert.equal(await codeOf({}), 'tenant_required');
      assert.equal(await codeOf({ 'x-plugboard-tenant': 'alpha' }), 'environment_required');
      assert.equal(await codeOf({ ...dev, 'x-plugboard-environment': 'staging' }), 'environment_required');
      assert.equal(await codeOf({ ...dev, 'x-plugboard-tenant': 'absent' }), 'tenant_not_found');
      assert.equal(await codeOf({ ...dev, 'x-plugboard-tenant': 'alpha, absent' }), 'tenant_not_found');
      assert.equal(await codeOf({ ...dev, 'x-plugboard-agent': 'bot', 'x-plugboard-user': 'someone' }), 'ok');
      assert.equal(await codeOf({ ...dev, 'x-plugboard-agent': 'absent' }), 'agent_not_found');
      assert.equal(await codeOf({ ...dev, 'x-plugboard-user': 'a b' }), 'invalid_request');
    }
  });

  test('S37 what is presented is refused by its shape, its checksum, its secret: one and the same 401', async () => {
    const { token, id } = await make.tokenOf('alpha', 'user');
    const other = (await make.tokenOf('alpha', 'user')).token;
    const answers = new Set<string>();
    for (const wrong of [
      '',
      'x',
      token.slice(0, -1),
      `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`,
      token.toUpperCase(),
      `pb_${id}_${other.slice(16)}`,
      `Basic ${token}`,
      'eyJhbGciOiJub25lIn0.e30.',
      token.slice(0, 15),
    ]) {
      const answer = await raw('/ai/api/v1/platform', { authorization: `Bearer ${wrong}` });
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
      answers.add(`${answer.status} ${answer.text.replace(/req_[0-9a-f-]+/, '')}`);
    }
    answers.add(
      await raw('/ai/api/v1/platform', {}).then(
        (answer) => `${answer.status} ${answer.text.replace(/req_[0-9a-f-]+/, '')}`,
      ),
    );
    assert.equal(answers.size, 1, [...answers].join('\n'));
  });

  test('S41 a tenant’s administrator makes no token with more rights than its own', async () => {
    const admin = app.as((await make.tokenOf('alpha', 'tenant_admin')).token);
    const attempt = (fields: object) =>
      admin.call('POST', '/tenants/alpha/tokens', { name: 't', role: 'user', environment: 'dev', ...fields });
    assert.equal((await attempt({ environment: 'prod' })).status, 403);
    for (const role of ['operator', 'service']) assert.equal((await attempt({ role })).status, 400, role);
    for (const path of ['/service_tokens', '/operator_tokens', '/signin_links']) {
      assert.equal((await admin.call('POST', path, { name: 't' })).status, 403, path);
    }
    assert.equal((await attempt({ role: 'tenant_admin' })).status, 201);
  });

  test('S41 a token lives no longer than the one that made it, asked for or not', async () => {
    const expires_at = new Date(app.clock.now() + hour).toISOString();
    const admin = app.as((await make.tokenOf('alpha', 'tenant_admin', { expires_at })).token);
    const made = await admin.call('POST', '/tenants/alpha/tokens', {
      name: 't',
      role: 'user',
      environment: 'dev',
    });
    assert.equal(made.body['expires_at'], expires_at);
    const longer = {
      name: 't',
      role: 'user',
      environment: 'dev',
      expires_at: new Date(app.clock.now() + 2 * hour).toISOString(),
    };
    assert.equal((await admin.call('POST', '/tenants/alpha/tokens', longer)).status, 400);
  });

  test('S41 S42 what a token made stops with it: suspended, resumed, deleted, through a chain of makers', async () => {
    const root = await make.tokenOf('alpha', 'tenant_admin');
    const middle = await madeBy(app.as(root.token), 'tenant_admin');
    const leaf = await madeBy(app.as(middle.token));
    const suspend = (suspended: boolean) =>
      app.operator.call('PATCH', `/tenants/alpha/tokens/${root.id}`, { suspended });
    assert.equal(await statusOf(leaf.token), 200);
    await suspend(true);
    assert.deepEqual([await statusOf(leaf.token), await statusOf(middle.token)], [401, 401]);
    await suspend(false);
    assert.equal(await statusOf(leaf.token), 200);
    await app.operator.call('DELETE', `/tenants/alpha/tokens/${root.id}`);
    assert.deepEqual([await statusOf(leaf.token), await statusOf(middle.token)], [401, 401]);
  });

  test('S41 S42 what a person made stops when the person is suspended or given less', async () => {
    const wish = { tenant: 'alpha', subject: 'maker', role: 'tenant_admin' };
    const session = await signIn(app, await make.signinLink(wish));
    const people = (await app.operator.get('/people')).body['items'] as { id: string; subject: string }[];
    const id = people.find(({ subject }) => subject === 'maker')?.id;
    const { token } = await madeBy({
      ...app.operator,
      call: (method, path, body) =>
        app.as('').call(method, path, body, { ...session, 'x-plugboard-membership': 'alpha/dev' }),
    });
    assert.equal(await statusOf(token), 200);
    await app.operator.call('PATCH', `/people/${id}`, { suspended: true });
    assert.equal(await statusOf(token), 401);
    assert.equal((await raw('/ai/api/v1/session', session)).status, 401);
    await app.operator.call('PATCH', `/people/${id}`, { suspended: false });
    assert.equal(await statusOf(token), 200);
    await make.signinLink({ ...wish, role: 'user' });
    assert.equal(await statusOf(token), 401);
    await make.signinLink({ ...wish, environments: ['prod'] });
    assert.equal(await statusOf(token), 401);
  });

  test('S42 a token stops with its agent and with its tenant', async () => {
    await make.tenant({ id: 'doomed' });
    await make.agent('doomed', 'bot');
    const bound = await make.tokenOf('doomed', 'user', { agent_id: 'bot' });
    const free = await make.tokenOf('doomed', 'user');
    assert.equal(await statusOf(bound.token), 200);
    await app.operator.in('doomed', 'dev').call('DELETE', '/agents/bot');
    assert.deepEqual([await statusOf(bound.token), await statusOf(free.token)], [401, 200]);
    await app.operator.call('DELETE', '/tenants/doomed');
    assert.equal(await statusOf(free.token), 401);
    assert.equal((await app.operator.call('POST', '/tenants', { id: 'doomed' })).status, 409);
  });

  test('S58 an authentication that fails echoes nothing of what was presented, in the answer or the log', async () => {
    const marker = 'MarkerOfAStranger0123456789';
    const ways: Record<string, string>[] = [
      { authorization: `Bearer ${marker}` },
      { authorization: `Basic ${marker}` },
      { authorization: marker },
      { 'api-key': marker },
      { 'x-api-key': marker },
      { cookie: `__Host-plugboard-session=${marker}` },
      { authorization: `Bearer pb_MarkerOfAStr_${marker}` },
      { authorization: `Bearer eyJ${marker}.e30.${marker}` },
    ];
    for (const url of ['/v1/models', '/ai/api/v1/platform', '/ai/api/v1/tenants/alpha']) {
      for (const headers of ways) {
        const answer = await raw(url, headers);
        assert.equal(answer.status, 401, JSON.stringify(headers));
        assert.doesNotMatch(answer.text + JSON.stringify([...answer.headers]), /Marker/);
      }
    }
    assert.doesNotMatch(app.logs(), /MarkerOfAStranger/);
  });

  test('S41 an expired maker and an expired token open nothing', async () => {
    const expires_at = new Date(app.clock.now() + hour).toISOString();
    const maker = await make.tokenOf('alpha', 'tenant_admin', { expires_at });
    const made = await madeBy(app.as(maker.token));
    assert.equal(await statusOf(made.token), 200);
    app.clock.advance(hour + 1);
    assert.ok(hour > limits.snapshot.staleMaxMs);
    await app.operator.get('/readyz');
    await app.app.services.keeper.refresh();
    assert.deepEqual([await statusOf(made.token), await statusOf(maker.token)], [401, 401]);
  });
});
