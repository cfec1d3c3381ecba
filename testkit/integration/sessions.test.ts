import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { limits } from '../../src/kernel/limits.ts';
import { signIn } from '../crawl.ts';
import { onPostgres, operatorToken, startTestApp, type TestApp } from '../harness.ts';
import { Maker } from '../maker.ts';

const minute = 60_000;

onPostgres('people who sign in', (storage) => {
  let app: TestApp;
  let make: Maker;
  before(async () => {
    app = await startTestApp({ storage });
    make = new Maker(app.operator);
    await make.tenant({ id: 'alpha' });
    await make.tenant({ id: 'beta' });
  });
  after(() => app.close());

  const start = (link: unknown) => app.as('').call('POST', '/session', { link });
  const sessionWith = (headers: Record<string, string>) =>
    app.as('').call('GET', '/session', undefined, headers);

  test('S43 a one-time link that is empty, wrong-typed, unknown or used is a 400, and two at once sign in one', async () => {
    const link = await make.signinLink({});
    for (const wrong of ['', null, 1, [link], { link }, 'x'.repeat(300), `${link}x`, link.slice(1), ' ']) {
      assert.equal((await start(wrong)).status, 400, JSON.stringify(wrong));
    }
    const race = await Promise.all([start(link), start(link), start(link)]);
    assert.deepEqual(race.map(({ status }) => status).toSorted(), [200, 400, 400]);
    const replayed = await start(link);
    assert.deepEqual([replayed.status, replayed.body['code']], [400, 'invalid_one_time_token']);
    assert.equal(replayed.headers.get('set-cookie'), null);
  });

  test('S45 the cookie is __Host-, HttpOnly, Secure and SameSite, and new at every sign-in', async () => {
    const first = await start(await make.signinLink({}));
    const second = await start(await make.signinLink({}));
    const [one = '', two = ''] = [first, second].map(({ headers }) => headers.get('set-cookie') ?? '');
    for (const cookie of [one, two]) {
      const [pair = '', ...attributes] = cookie.split('; ');
      assert.match(pair, /^__Host-plugboard-session=[\w-]{43}$/);
      const maxAge = `Max-Age=${limits.signin.sessionLifetimeMs / 1000}`;
      assert.deepEqual(attributes, ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax', maxAge]);
    }
    assert.notEqual(one.split(';')[0], two.split(';')[0]);
    assert.doesNotMatch(first.text, /[\w-]{43}/);
  });

  test('S45 a session id that somebody planted is never taken over at sign-in', async () => {
    const planted = `__Host-plugboard-session=${'A'.repeat(43)}`;
    const headers = { cookie: planted, 'sec-fetch-site': 'same-origin' };
    const answer = await app.as('').call('POST', '/session', { link: await make.signinLink({}) }, headers);
    assert.equal(answer.status, 200);
    assert.ok(!answer.headers.get('set-cookie')?.includes('AAAA'));
    assert.equal((await sessionWith({ cookie: planted })).status, 401);
  });

  test('S45 signing out ends the session on the server, not only in the browser', async () => {
    const browser = await signIn(app, await make.signinLink({}));
    assert.equal((await sessionWith(browser)).status, 200);
    const out = await app.as('').call('DELETE', '/session', undefined, browser);
    assert.match(out.headers.get('set-cookie') ?? '', /^__Host-plugboard-session=; .*Max-Age=0$/);
    assert.equal((await sessionWith(browser)).status, 401);
    assert.equal((await app.as('').call('DELETE', '/session', undefined, browser)).status, 204);
  });

  test('S39 one person acts in each of several environments, in none that was not given, and only there', async () => {
    const wish = { tenant: 'alpha', role: 'tenant_admin', environments: ['dev', 'test'], subject: 'several' };
    const browser = await signIn(app, await make.signinLink(wish));
    const roleIn = async (membership: string) => {
      const answer = await sessionWith({ ...browser, 'x-plugboard-membership': membership });
      return answer.status === 200 ? answer.body['environment'] : answer.body['code'];
    };
    assert.equal(await roleIn('alpha/dev'), 'dev');
    assert.equal(await roleIn('alpha/test'), 'test');
    for (const other of ['alpha/prod', 'beta/dev', 'operator', '', 'platform/dev', 'alpha/dev, alpha/prod']) {
      assert.equal(await roleIn(other), 'no_membership', other);
    }
    const names = ((await sessionWith(browser)).body['memberships'] as { name: string }[]).map(
      ({ name }) => name,
    );
    assert.deepEqual(names, ['alpha/dev', 'alpha/test']);
  });

  test('S42 suspending a person ends its sessions at once, and a link that was made before lets nobody in', async () => {
    const wish = { tenant: 'alpha', role: 'user', subject: 'suspended' };
    const unused = await make.signinLink(wish);
    const browser = await signIn(app, await make.signinLink(wish));
    const people = (await app.operator.get('/people')).body['items'] as { id: string; subject: string }[];
    const id = people.find(({ subject }) => subject === 'suspended')?.id;
    await app.operator.call('PATCH', `/people/${id}`, { suspended: true });
    assert.equal((await sessionWith(browser)).status, 401);
    assert.equal((await start(unused)).status, 400);
    await app.operator.call('PATCH', `/people/${id}`, { suspended: false });
    assert.equal((await sessionWith(browser)).status, 401, 'the old session stays ended');
  });

  test('S42 a person whose tenant is deleted acts nowhere', async () => {
    const browser = await signIn(app, await make.signinLink({ tenant: 'beta', subject: 'homeless' }));
    assert.equal((await sessionWith(browser)).status, 200);
    await app.operator.call('DELETE', '/tenants/beta');
    assert.equal((await sessionWith(browser)).body['code'], 'no_membership');
  });

  test('S44 health and metrics tell strangers beyond loopback nothing but whether to send calls', async () => {
    for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
      const far = { [header]: '203.0.113.9' };
      const ready = await app.as('').get('/readyz', far);
      assert.deepEqual(ready.body, { status: 'ready' }, header);
      assert.deepEqual((await app.as('').get('/healthz', far)).body, { status: 'ok' });
      assert.equal((await app.as('').get('/metrics', far)).status, 401, header);
      const tenants = await make.tokenOf('alpha', 'tenant_admin');
      assert.equal((await app.as(tenants.token).get('/metrics', far)).status, 401);
      assert.deepEqual((await app.as(tenants.token).get('/readyz', far)).body, { status: 'ready' });
      assert.equal((await app.operator.get('/metrics', far)).status, 200);
      assert.ok('checks' in (await app.operator.get('/readyz', far)).body);
    }
    assert.equal((await app.as('').get('/metrics')).status, 200);
    assert.ok('checks' in (await app.as('').get('/readyz')).body);
  });

  test('S45 a session ends when it is idle too long, and at its absolute end however busy it is', async () => {
    const { sessionIdleMs, sessionLifetimeMs } = limits.signin;
    const idle = await signIn(app, await make.signinLink({}));
    const move = async (ms: number) => {
      app.clock.advance(ms);
      await app.app.services.keeper.refresh();
    };
    await move(sessionIdleMs - minute);
    assert.equal((await sessionWith(idle)).status, 200);
    await move(sessionIdleMs - minute);
    assert.equal((await sessionWith(idle)).status, 200, 'being used keeps it alive');
    await move(sessionIdleMs + minute);
    assert.equal((await sessionWith(idle)).status, 401);
    const busy = await signIn(app, await make.signinLink({}));
    for (let passed = 0; passed < sessionLifetimeMs - sessionIdleMs; passed += sessionIdleMs / 2) {
      assert.equal((await sessionWith(busy)).status, 200);
      await move(sessionIdleMs / 2);
    }
    await sessionWith(busy);
    await move(sessionIdleMs - minute);
    await sessionWith(busy);
    await move(2 * minute);
    assert.equal((await sessionWith(busy)).status, 401);
  });

  test('S43 a link that nobody opened in time is a 400', async () => {
    const link = await make.signinLink({});
    app.clock.advance(limits.signin.linkLifetimeMs + 1_000);
    await app.app.services.keeper.refresh();
    assert.equal((await start(link)).status, 400);
  });
});

onPostgres('guessing links', (storage) => {
  test('S44 whoever tries one link after the other is told to wait', async () => {
    const app = await startTestApp({ storage });
    const statuses: number[] = [];
    for (let attempt = 0; attempt <= limits.signin.attemptsPerMinute; attempt += 1) {
      const answer = await app.as('').call('POST', '/session', { link: `guess-${attempt}` });
      statuses.push(answer.status);
      if (answer.status !== 429) continue;
      assert.equal(answer.body['code'], 'rate_limited');
      assert.ok(Number(answer.headers.get('retry-after')) > 0);
    }
    assert.equal(statuses.filter((status) => status === 400).length, limits.signin.attemptsPerMinute);
    assert.equal(statuses.at(-1), 429);
    assert.equal((await app.as(operatorToken).get('/ai/api/v1/platform')).status, 200);
    await app.close();
  });
});
