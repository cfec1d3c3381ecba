import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { TSchema } from 'typebox';
import type { ApiAnswer } from '../../testkit/api.ts';
import { nameOf, samples, urlOf } from '../../testkit/crawl.ts';
import type { Request } from '../../testkit/crawl-sample.ts';
import { operatorToken, startTestApp, type TestApp } from '../../testkit/harness.ts';
import { Maker } from '../../testkit/maker.ts';
import { unexpectedIn } from '../../testkit/unexpected-in.ts';
import { permissions } from '../control/permissions.ts';
import { limits } from '../kernel/limits.ts';
import { routes } from './routes/index.ts';

const bearer = { authorization: `Bearer ${operatorToken}` };
const inAlpha = { 'x-plugboard-tenant': 'alpha', 'x-plugboard-environment': 'dev' };
const withBody = routes.filter((route) => route.body !== undefined);
const changing = routes.filter(({ method }) => method !== 'GET');

/** A value for each type of JSON, to be put where another one belongs. */
const wrong: [type: string, value: unknown][] = [
  ['null', null],
  ['boolean', true],
  ['integer', 7],
  ['number', -1.5],
  ['number', 1e308],
  ['string', ''],
  ['string', 'x'.repeat(7_000)],
  ['string', '\u0000'],
  ['string', '\ud800'],
  ['array', []],
  ['array', [{}]],
  ['object', {}],
  ['object', { length: 1, toString: null }],
];

/** Two of the list, other ones each time: what is the same code for all routes is tried whole over all of them. */
function turnsOf<T>(list: readonly T[], index: number): T[] {
  return [index * 2, index * 2 + 1].flatMap((at) => list.slice(at % list.length).slice(0, 1));
}

describe('bodies', () => {
  let app: TestApp;
  let make: Maker;
  let administrator: string;
  before(async () => {
    app = await startTestApp({ storage: 'postgres' });
    make = new Maker(app.operator);
    await make.tenant({ id: 'alpha' });
    await make.agent('alpha', 'alpha-bot');
    administrator = (await make.tokenOf('alpha', 'tenant_admin')).token;
    await app.operator.call('PUT', '/features/chat', { name: 'Chat', operation: 'chat' });
  });
  after(() => app.close());

  /** Nearly everything is an operator's to do; a consent is the tenant's own administrator's alone. */
  const bearerFor = ({ access }: (typeof routes)[number]): Record<string, string> => {
    const isOperators =
      !('permission' in access) || permissions[access.permission].roles.includes('operator');
    return isOperators ? bearer : { authorization: `Bearer ${administrator}` };
  };

  const requestOf = async (route: (typeof routes)[number]): Promise<Request> =>
    (await samples[nameOf(route)]?.request(make, 'alpha')) ?? {};

  const send = async (
    route: (typeof routes)[number],
    body: string | undefined,
    { type = 'application/json', request = {} as Request } = {},
  ): Promise<ApiAnswer> => {
    const headers = { ...bearerFor(route), ...inAlpha, ...(body !== undefined && { 'content-type': type }) };
    return app.as('').call(route.method, urlOf(route, request), body, headers);
  };

  const refused = (answer: ApiAnswer, what: string): void => {
    assert.ok(answer.status >= 400 && answer.status < 500, `${what}: ${answer.status} ${answer.text}`);
    assert.equal(answer.headers.get('content-type'), 'application/problem+json; charset=utf-8', what);
    assert.equal(answer.body['status'], answer.status, what);
    assert.equal(answer.body['request_id'], answer.headers.get('x-request-id'), what);
  };

  test('S35 a field of the wrong type, or a required one that is missing, is a 4xx on every route', async () => {
    let tried = 0;
    for (const route of withBody) {
      const request = await requestOf(route);
      for (const [name, schema] of fieldsOf(route.body)) {
        const refusable = wrong.filter(([type]) => !accepts(schema, type));
        for (const [, value] of turnsOf(refusable, tried)) {
          const body = JSON.stringify({ ...(request.body as object), [name]: value });
          refused(await send(route, body, { request }), `${nameOf(route)} with ${body.slice(0, 200)}`);
          tried += 1;
        }
        if (!requiredOf(route.body).includes(name)) continue;
        const { [name]: _left, ...rest } = request.body as Record<string, unknown>;
        refused(await send(route, JSON.stringify(rest), { request }), `${nameOf(route)} without ${name}`);
      }
    }
    assert.ok(tried > 200, `${tried} bodies`);
  });

  test('S35 strings that no schema forbids by type end no request in a 5xx', async () => {
    let tried = 0;
    for (const route of withBody) {
      let request = await requestOf(route);
      for (const [name, schema] of fieldsOf(route.body)) {
        const taken = wrong.filter(([type]) => accepts(schema, type));
        tried += 1;
        for (const [, value] of turnsOf(taken, tried)) {
          const body = JSON.stringify({ ...(request.body as object), [name]: value });
          const { status, text } = await send(route, body, { request });
          assert.ok(status < 500, `${nameOf(route)} with ${body.slice(0, 200)}: ${status} ${text}`);
          // What was taken may have used up what the sample names; a refusal leaves it as it was.
          if (status < 400) request = await requestOf(route);
        }
      }
    }
  });

  test('S35 whatever is no JSON object is a 4xx on every route', async () => {
    for (const [index, route] of withBody.entries()) {
      const request = await requestOf(route);
      const whole = JSON.stringify(request.body);
      const bodies = [
        '',
        ' ',
        whole.slice(0, -1),
        `${whole}x`,
        `[${whole}]`,
        'null',
        '1',
        '"text"',
        '\u0000',
        '{"a":',
      ];
      const deep = ['['.repeat(200_000), '{"a":'.repeat(150_000)];
      for (const body of turnsOf([...bodies, ...deep], index)) {
        refused(await send(route, body, { request }), `${nameOf(route)} with ${body.slice(0, 50)}`);
      }
      refused(await send(route, undefined, { request }), `${nameOf(route)} without a body`);
    }
  });

  test('S35 S46 a body of another content type is 415 on every route that changes something', async () => {
    const types = [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/json5',
    ];
    for (const [index, route] of changing.entries()) {
      const request = await requestOf(route);
      for (const type of turnsOf(types, index)) {
        const answer = await send(route, JSON.stringify(request.body ?? {}), { type, request });
        refused(answer, `${nameOf(route)} as ${type}`);
        assert.equal(answer.body['code'], 'unsupported_media_type', `${nameOf(route)} as ${type}`);
      }
    }
  });

  test('S26 a body beyond the limit is 413 on every route', async () => {
    const huge = JSON.stringify({ name: 'x'.repeat(limits.http.controlBodyBytesMax) });
    for (const route of withBody) {
      const answer = await send(route, huge, { request: await requestOf(route) });
      refused(answer, nameOf(route));
      assert.equal(answer.body['code'], 'request_too_large', nameOf(route));
    }
  });

  test('S41 a field that the schema does not name is a 400 on every route, by its name', async () => {
    const extra = [
      'role_',
      'tenant_id',
      'created_by',
      'secret_hash',
      'suspended_at',
      'isAdmin',
      'constructor',
      'toString',
    ];
    for (const [index, route] of withBody.entries()) {
      const named = Object.keys((route.body as { properties?: object } | undefined)?.properties ?? {});
      const request = await requestOf(route);
      for (const name of turnsOf(extra, index).filter((candidate) => !named.includes(candidate))) {
        const answer = await send(route, JSON.stringify({ ...(request.body as object), [name]: 'x' }), {
          request,
        });
        refused(answer, `${nameOf(route)} with ${name}`);
        assert.equal(answer.body['code'], 'invalid_request', answer.text);
      }
    }
  });

  test('S34 a top-level field that stands twice is a 400 on every route', async () => {
    for (const route of withBody) {
      const request = await requestOf(route);
      const fields = Object.entries(request.body as object);
      const [[name, value] = ['a', 1]] = fields;
      const first = fields.length > 0 ? request.body : { [name]: value };
      for (const again of [
        JSON.stringify(name),
        `"\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}"`,
      ]) {
        const body = `${JSON.stringify(first).slice(0, -1)},${again}:${JSON.stringify(value)}}`;
        const answer = await send(route, body, { request });
        refused(answer, `${nameOf(route)} with ${body}`);
        assert.match(answer.text, /names a field twice/, nameOf(route));
      }
    }
  });

  test('S34 __proto__, constructor and prototype change nothing in the process, at every body', async () => {
    const poison = '{"x":"polluted","status":200,"role":"operator"}';
    for (const [index, route] of withBody.entries()) {
      const request = await requestOf(route);
      const inside = JSON.stringify(request.body).slice(1, -1);
      const parts = [
        `"__proto__":${poison}`,
        `"constructor":{"prototype":${poison}}`,
        `"prototype":${poison}`,
      ];
      for (const part of turnsOf(parts, index)) {
        refused(await send(route, `{${part},${inside}}`, { request }), `${nameOf(route)} with ${part}`);
        assert.equal(({} as Record<string, unknown>)['x'], undefined);
      }
    }
    assert.equal(Object.keys(Object.prototype).length, 0);
  });

  test('S35 after all that the process answers, and nothing was unexpected', async () => {
    assert.equal((await app.operator.get('/readyz')).body['status'], 'ready');
    assert.deepEqual(unexpectedIn(app), []);
  });
});

function fieldsOf(schema: TSchema | undefined): [string, TSchema][] {
  const { properties, anyOf } = schema as { properties?: Record<string, TSchema>; anyOf?: TSchema[] };
  return properties ? Object.entries(properties) : (anyOf ?? []).flatMap(fieldsOf);
}

function requiredOf(schema: TSchema | undefined): string[] {
  return (schema as { required?: string[] }).required ?? [];
}

/** Whether a value of the type may be right here; enums and constants take strings and booleans. */
function accepts(schema: TSchema, type: string): boolean {
  const {
    type: declared,
    enum: values,
    const: only,
    anyOf: alternatives,
  } = schema as { type?: string; enum?: unknown[]; const?: unknown; anyOf?: TSchema[] };
  if (alternatives !== undefined) return alternatives.some((one) => accepts(one, type));
  if (values !== undefined || only !== undefined) return type === typeof (values?.[0] ?? only);
  return (
    declared === type ||
    (declared === 'number' && type === 'integer') ||
    (declared === 'integer' && type === 'number')
  );
}
