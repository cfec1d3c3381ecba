import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { TSchema } from 'typebox';
import { nameOf, samples, urlOf } from '../../testkit/crawl.ts';
import { operatorToken, startTestApp, type TestApp } from '../../testkit/harness.ts';
import { Maker } from '../../testkit/maker.ts';
import { unexpectedIn } from '../../testkit/unexpected-in.ts';
import { routes } from './routes/index.ts';

const headers = {
  authorization: `Bearer ${operatorToken}`,
  'x-plugboard-tenant': 'alpha',
  'x-plugboard-environment': 'dev',
};

describe('paths, queries and dates', () => {
  let app: TestApp;
  let make: Maker;
  let administrator: string;
  before(async () => {
    app = await startTestApp({ storage: 'postgres' });
    make = new Maker(app.operator);
    await make.tenant({ id: 'alpha' });
    await make.agent('alpha', 'alpha-bot');
    administrator = (await make.tokenOf('alpha', 'tenant_admin')).token;
  });
  after(() => app.close());

  /** As an operator; where only the tenant's own administrator may, as that one. */
  const ask = async (method: string, url: string, body?: unknown) => {
    const answer = await app.as('').call(method, url, body, headers);
    return answer.status === 403 ? app.as(administrator).call(method, url, body) : answer;
  };

  test('S35 a parameter of the path that names nothing, or cannot, is a 4xx on every route', async () => {
    const odd = [
      '%00',
      '%0d%0aX: y',
      '%1b%5b31m',
      '..%2f..',
      '%ff',
      '%',
      'x'.repeat(3_000),
      '%F0%9F%98%80',
      "'--",
      '%20',
      '__proto__',
    ];
    for (const route of routes.filter(({ path }) => path.includes(':'))) {
      const sample = await samples[nameOf(route)]?.request(make, 'alpha');
      for (const value of odd) {
        const url = route.path.replace(/:[a-z_]+/g, value);
        const answer = await ask(route.method, url, sample?.body);
        assert.ok(
          answer.status >= 400 && answer.status < 500,
          `${route.method} ${url}: ${answer.status} ${answer.text}`,
        );
        assert.equal(answer.body['request_id'], answer.headers.get('x-request-id'), url);
      }
    }
  });

  test('S35 a query that is not as its schema says is a 400 on every list', async () => {
    const odd = [
      'limit=0',
      'limit=1001',
      'limit=x',
      'limit=1.5',
      'limit=',
      'limit=1&limit=2',
      'limit[x]=1',
      'unknown=1',
      `cursor=${'x'.repeat(600)}`,
      '__proto__=1',
    ];
    for (const route of routes.filter(({ query }) => query !== undefined)) {
      const url = urlOf(route, (await samples[nameOf(route)]?.request(make, 'alpha')) ?? {}).split('?')[0];
      for (const query of odd) {
        const answer = await ask(route.method, `${url}?${query}`);
        assert.equal(answer.status, 400, `${nameOf(route)} ${query}: ${answer.text}`);
      }
    }
  });

  test('S35 a cursor that no list answered is a 400, or a page, and never an error of ours', async () => {
    const texts = [
      'abc',
      '1',
      '-1',
      '99999999999999999999',
      '0.5',
      'null',
      'a'.repeat(200),
      '\0',
      "'",
      '../x',
      '%',
      '\u{1f600}',
    ];
    for (const route of routes.filter(({ query }) => 'cursor' in fieldsOf(query))) {
      const url = urlOf(route, (await samples[nameOf(route)]?.request(make, 'alpha')) ?? {}).split('?')[0];
      for (const text of texts) {
        const answer = await ask('GET', `${url}?cursor=${Buffer.from(text).toString('base64url')}`);
        assert.ok(
          [200, 400].includes(answer.status),
          `${nameOf(route)} after ${text}: ${answer.status} ${answer.text}`,
        );
      }
    }
  });

  test('S35 an instant that is none, is past or never comes is a 400', async () => {
    for (const expires_at of [
      '2016-12-31T23:59:60Z',
      '2998-12-31T23:59:60Z',
      '1999-01-01T00:00:00Z',
      '2099-02-30T00:00:00Z',
      'tomorrow',
      '2099-01-01',
      '2099-01-01T00:00:00',
    ]) {
      const body = { name: 't', role: 'user', environment: 'dev', expires_at };
      const answer = await ask('POST', '/tenants/alpha/tokens', body);
      assert.equal(answer.status, 400, `${expires_at}: ${answer.text}`);
    }
  });

  test('an unknown path, and a known one with another method, are a 404 problem; /v1 says it in OpenAI’s shape', async () => {
    for (const [method, url] of [
      ['GET', '/ai/api/v1/nothing'],
      ['GET', '/nothing'],
      ['PUT', '/ai/api/v1/agents'],
      ['OPTIONS', '/ai/api/v1/agents'],
      ['POST', '/ai/api/v1/audit'],
      ['GET', '/v1'],
      ['GET', '//v1/models'],
    ] as const) {
      const answer = await ask(method, url.startsWith('/n') ? `/ai/..${url}` : url);
      assert.equal(answer.status, 404, `${method} ${url}: ${answer.text}`);
      assert.equal(answer.body['code'], 'not_found', url);
      assert.equal(answer.body['type'], 'about:blank#not_found');
      assert.equal(answer.headers.get('content-type'), 'application/problem+json; charset=utf-8');
    }
    const answers = [await ask('GET', '/v1/nothing'), await ask('POST', '/v1/models', {})];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [404, 405],
    );
    for (const { body } of answers) {
      const { error } = body as { error: Record<string, unknown> };
      assert.deepEqual(Object.keys(error), ['message', 'type', 'code', 'param']);
    }
  });

  test('a request is named by us alone: what a caller sends as its id is not taken', async () => {
    for (const url of ['/ai/api/v1/platform', '/v1/models', '/nothing-here', '/%']) {
      const answer = await app
        .as('')
        .call('GET', `/ai/..${url}`, undefined, { ...headers, 'x-request-id': 'mine' });
      assert.match(answer.headers.get('x-request-id') ?? '', /^req_[0-9a-f-]{36}$/, url);
    }
  });

  test('nothing of all this was unexpected', () => assert.deepEqual(unexpectedIn(app), []));
});

function fieldsOf(schema: TSchema | undefined): object {
  return (schema as { properties?: object } | undefined)?.properties ?? {};
}
