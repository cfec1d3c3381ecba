import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { nameOf, samples, signIn, urlOf } from '../../testkit/crawl.ts';
import { operatorToken, startTestApp, type TestApp } from '../../testkit/harness.ts';
import { Maker } from '../../testkit/maker.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { toPlugboardError, toProblem } from './problem.ts';
import { defineRoute, type Route } from './route.ts';
import { routes } from './routes/index.ts';
import { createHttpServer } from './server.ts';

const planted = {
  method: 'GET',
  path: '/ai/api/v1/planted',
  actsOn: 'nowhere',
  tag: 'Planted',
  summary: 'Planted by a test',
  answers: {},
} as const;

describe('the server', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp({ storage: 'postgres' });
  });
  after(() => app.close());

  const serverWith = (route: Route) =>
    createHttpServer({ services: app.app.services, routes: [route], door: () => undefined });

  test('S40 a route that does not declare who may call it does not start', async () => {
    const open = { ...planted, handle: async () => ({ status: 200 }) } as unknown as Route;
    await assert.rejects(serverWith(open));
    const declared = defineRoute({
      ...planted,
      access: { anyone: 'a test' },
      handle: async () => ({ status: 200 }),
    });
    const server = await serverWith(declared);
    assert.throws(
      () => server.get('/ai/api/v1/another', async () => 'open'),
      /GET \/ai\/api\/v1\/another does not declare who may call it/,
    );
    await server.close();
  });

  test('S40 a route that anyone may call says why, and those are the ones that are meant to be open', () => {
    const open = routes.filter((route) => 'anyone' in route.access);
    for (const route of open)
      assert.match(String('anyone' in route.access && route.access.anyone), /\w+ \w+ \w+/);
    assert.deepEqual(open.map(nameOf).toSorted(), [
      'DELETE /ai/api/v1/session',
      'GET /ai/api/v1/signin_methods',
      'GET /healthz',
      'GET /metrics',
      'GET /readyz',
      'GET /signin/oidc',
      'GET /signin/oidc/callback',
      'POST /ai/api/v1/deposit',
      'POST /ai/api/v1/deposit/open',
      'POST /ai/api/v1/session',
    ]);
  });

  test('S56 an error that nobody foresaw is logged with its cause and answered without it', async () => {
    const throwing = defineRoute({
      ...planted,
      access: { anyone: 'a test' },
      handle: async () => {
        throw Object.assign(new Error('marker-inside'), { statusCode: 418, detail: 'marker-detail' });
      },
    });
    const server = await serverWith(throwing);
    const teapot = await server.inject('/ai/api/v1/planted');
    assert.equal(teapot.statusCode, 400);
    assert.doesNotMatch(teapot.body, /marker/);
    await server.close();
    assert.equal(toPlugboardError(new Error('marker')).code, 'internal_error');
    assert.equal(toPlugboardError('marker').code, 'internal_error');
    assert.equal(toPlugboardError(undefined).code, 'internal_error');
  });

  test('a problem has the shape of RFC 9457 with our code, request id and fields', () => {
    const errors = [{ field: 'name', detail: 'is required' }];
    assert.deepEqual(toProblem(new PlugboardError('invalid_request', { errors }), 'req_1'), {
      type: 'about:blank#invalid_request',
      title: 'The request is not valid.',
      status: 400,
      detail: 'The request is not valid.',
      code: 'invalid_request',
      request_id: 'req_1',
      errors,
    });
  });

  test('S36 a body that says it is compressed is refused, not read as it came', async () => {
    const send = (coding: string) =>
      app.operator.call('POST', '/tenants', { id: 'compressed' }, { 'content-encoding': coding });
    for (const coding of ['gzip', 'br', 'gzip, identity']) {
      const { status, body } = await send(coding);
      assert.deepEqual([status, body['code']], [415, 'unsupported_media_type'], coding);
    }
    assert.equal((await send('identity')).status, 201);
  });

  test('S49 every answer forbids framing, foreign scripts and sniffing, and none allows another origin', async () => {
    const make = new Maker(app.operator);
    await make.tenant({ id: 'alpha' });
    await make.agent('alpha', 'alpha-bot');
    const place = { 'x-plugboard-tenant': 'alpha', 'x-plugboard-environment': 'dev' };
    const headers = { origin: 'https://evil.example', authorization: `Bearer ${operatorToken}`, ...place };
    const asked: [string, string, unknown?][] = [
      ['GET', '/'],
      ['GET', '/signin'],
      ['GET', '/ai/docs/'],
      ['GET', '/ai/openapi.json'],
      ['GET', '/ai/nothing'],
      ['GET', '/ai/%'],
      ['OPTIONS', '/ai/api/v1/tenants'],
      ['GET', '/v1/models'],
      ['OPTIONS', '/v1/models'],
    ];
    for (const route of routes) {
      const request = (await samples[nameOf(route)]?.request(make, 'alpha')) ?? {};
      asked.push([route.method, urlOf(route, request), request.body]);
    }
    for (const [method, url, body] of asked) {
      const answer = await app.as('').call(method, url, body, headers);
      const what = `${method} ${url}: ${answer.status}`;
      const cors = [...answer.headers.keys()].filter((name) => name.startsWith('access-control-'));
      assert.deepEqual(cors, [], what);
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', what);
      assert.match(answer.headers.get('x-request-id') ?? '', /^req_/, what);
      assert.equal(answer.headers.get('x-powered-by'), null, what);
      if (url.startsWith('/v1')) continue;
      const policy = answer.headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src '(none|self)'/, what);
      assert.match(policy, /frame-ancestors '(none|self)'/, what);
      assert.doesNotMatch(policy, /unsafe-eval|script-src[^;]*unsafe-inline|\*/, what);
    }
  });

  test('S49 the console’s own pages and answers may be framed by nobody and load from nowhere else', async () => {
    for (const url of ['/', '/signin', '/ai/api/v1/platform']) {
      const policy = (await app.as('').get(url)).headers.get('content-security-policy') ?? '';
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ]) {
        assert.ok(policy.includes(part), `${url}: ${policy}`);
      }
      assert.doesNotMatch(policy, /unsafe/);
    }
  });

  test('S46 another site cannot act with a signed-in person’s cookie', async () => {
    const link = await new Maker(app.operator).signinLink({});
    const { cookie = '' } = await signIn(app, link);
    const own = new URL(app.url).origin;
    const change = (headers: Record<string, string>) =>
      app
        .as('')
        .call('PUT', '/features/of-console', { name: 'Chat', operation: 'chat' }, { cookie, ...headers });
    for (const site of ['cross-site', 'same-site', 'none', '']) {
      assert.equal((await change({ 'sec-fetch-site': site, origin: own })).body['code'], 'cross_site', site);
    }
    for (const origin of [
      'https://evil.example',
      'null',
      own.replace('http:', 'https:'),
      `${own}.evil.example`,
    ]) {
      assert.equal((await change({ origin })).body['code'], 'cross_site', origin);
    }
    assert.equal((await change({})).body['code'], 'cross_site');
    assert.equal((await change({ 'sec-fetch-site': 'same-origin' })).status, 201);
    assert.equal((await change({ origin: own })).status, 200);
  });

  test('S46 without the cookie nothing is asked of programs; with it a form’s content types are refused', async () => {
    const body = { name: 'Chat', operation: 'chat' };
    const program = await app.operator.call('PUT', '/features/chat', body, {
      'sec-fetch-site': 'cross-site',
    });
    assert.equal(program.status, 200);
    const headers = await signIn(app, await new Maker(app.operator).signinLink({}));
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const answer = await app
        .as('')
        .call('PUT', '/features/chat', body, { ...headers, 'content-type': type });
      assert.equal(answer.status, 415, type);
    }
  });
});
