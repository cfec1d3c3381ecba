import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startTestApp, type TestApp } from '../../testkit/harness.ts';
import { routes } from './routes/index.ts';

interface Operation {
  tags?: string[];
  summary?: string;
  security?: unknown[];
  parameters?: { name: string; in: string; required?: boolean; schema?: object }[];
  requestBody?: { content: Record<string, { schema?: object }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema?: object }> }>;
}

interface Document {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, { type: string }>; schemas?: Record<string, object> };
  security: Record<string, unknown[]>[];
}

/** What CONTRACT promises of this release: method, path, and what success answers. */
const promised: [method: string, path: string, ...statuses: string[]][] = [
  ['put', '/ai/api/v1/tenants/{id}', '200', '201'],
  ['post', '/ai/api/v1/tenants', '201'],
  ['get', '/ai/api/v1/tenants', '200'],
  ['get', '/ai/api/v1/tenants/{id}', '200'],
  ['patch', '/ai/api/v1/tenants/{id}', '200'],
  ['delete', '/ai/api/v1/tenants/{id}', '204'],
  ['post', '/ai/api/v1/tenants/{id}/tokens', '201'],
  ['get', '/ai/api/v1/tenants/{id}/tokens', '200'],
  ['delete', '/ai/api/v1/tenants/{id}/tokens/{token_id}', '204'],
  ['post', '/ai/api/v1/service_tokens', '201'],
  ['get', '/ai/api/v1/agents', '200'],
  ['post', '/ai/api/v1/agents', '201'],
  ['get', '/ai/api/v1/agents/{id}', '200'],
  ['patch', '/ai/api/v1/agents/{id}', '200'],
  ['delete', '/ai/api/v1/agents/{id}', '204'],
  ['put', '/ai/api/v1/features/{id}', '200', '201'],
  ['get', '/ai/api/v1/features', '200'],
  ['put', '/ai/api/v1/features/{id}/assignment', '200'],
  ['get', '/ai/api/v1/mode', '200'],
  ['put', '/ai/api/v1/mode', '200'],
  ['get', '/ai/api/v1/call_limits', '200'],
  ['put', '/ai/api/v1/call_limits', '200'],
  ['get', '/ai/api/v1/tenants/{id}/call_limits', '200'],
  ['put', '/ai/api/v1/tenants/{id}/call_limits', '200'],
  ['post', '/ai/api/v1/managed_models', '201'],
  ['get', '/ai/api/v1/managed_models', '200'],
  ['get', '/ai/api/v1/managed_models/{id}', '200'],
  ['patch', '/ai/api/v1/managed_models/{id}', '200'],
  ['delete', '/ai/api/v1/managed_models/{id}', '204'],
  ['get', '/ai/api/v1/audit', '200'],
  ['get', '/ai/api/v1/platform', '200'],
  ['post', '/v1/chat/completions', '200', '202'],
  ['post', '/v1/embeddings', '200', '202'],
  ['get', '/v1/models', '200'],
  ['get', '/v1/queue/{id}', '200'],
  ['delete', '/v1/queue/{id}', '200'],
];

const isInference = (name: string) => name.includes(' /v1/');

describe('the OpenAPI document', () => {
  let app: TestApp;
  let document: Document;
  before(async () => {
    app = await startTestApp({ storage: 'postgres' });
    document = (await app.as('').get('/ai/openapi.json')).body as unknown as Document;
  });
  after(() => app.close());

  const operations = (): [string, Operation][] =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [
        `${method} ${path}`,
        operation,
      ]),
    );

  test('has every route that is not hidden, and no other', () => {
    const written = operations()
      .map(([name]) => name)
      .filter((name) => !isInference(name));
    const expected = routes
      .filter(({ hidden }) => !hidden)
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:([a-z_]+)/g, '{$1}')}`);
    assert.deepEqual(written.toSorted(), expected.toSorted());
  });

  test('agrees with the paths, methods and statuses of CONTRACT', () => {
    for (const [method, path, ...statuses] of promised) {
      const operation = document.paths[path]?.[method];
      assert.ok(operation, `${method} ${path}`);
      const answered = Object.keys(operation.responses).filter((status) => /^2/.test(status));
      assert.deepEqual(answered.toSorted(), statuses, `${method} ${path}`);
    }
  });

  test('is OpenAPI 3.1 in its structure: methods, parameters, bodies and answers', () => {
    assert.match(document.openapi, /^3\.1\.\d+$/);
    assert.ok(document.info.title && document.info.version);
    for (const [name, operation] of operations()) {
      assert.match(name, /^(get|put|post|patch|delete) \/[^:]*$/);
      assert.ok(operation.tags?.length && operation.summary, name);
      const placeholders = [...name.matchAll(/\{([a-z_]+)\}/g)].map(([, parameter]) => parameter);
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      assert.deepEqual(inPath.map((parameter) => parameter.name).toSorted(), placeholders.toSorted(), name);
      for (const parameter of operation.parameters ?? []) {
        assert.match(parameter.in, /^(path|query|header|cookie)$/, name);
        assert.ok(parameter.schema, `${name} ${parameter.name}`);
        if (parameter.in === 'path') assert.equal(parameter.required, true, `${name} ${parameter.name}`);
      }
      if (operation.requestBody) {
        assert.deepEqual(Object.keys(operation.requestBody.content), ['application/json'], name);
        assert.ok(operation.requestBody.content['application/json']?.schema, name);
      }
      for (const [status, answer] of Object.entries(operation.responses)) {
        assert.match(status, /^([1-5]\d\d|[1-5]XX|default)$/, name);
        assert.equal(typeof answer.description, 'string', `${name} ${status}`);
      }
      const type = isInference(name) ? 'application/json' : 'application/problem+json';
      const problem = operation.responses['4XX']?.content?.[type];
      assert.ok(problem?.schema, `${name} describes no problem`);
    }
  });

  test('every reference leads to something, and every body is closed', () => {
    const text = JSON.stringify(document);
    for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
      assert.ok(document.components.schemas?.[name ?? ''], name);
    }
    for (const [name, { requestBody }] of operations()) {
      const schema = requestBody?.content['application/json']?.schema as { anyOf?: object[] } | undefined;
      // What OpenAI’s clients send beyond it passes on.
      if (isInference(name)) continue;
      for (const one of schema ? (schema.anyOf ?? [schema]) : []) {
        assert.equal((one as { additionalProperties?: boolean }).additionalProperties, false, name);
      }
    }
  });

  test('says of each route whether it takes a token', () => {
    assert.equal(document.components.securitySchemes['token']?.type, 'http');
    assert.deepEqual(document.security, [{ token: [] }]);
    for (const route of routes.filter(({ hidden }) => !hidden)) {
      const path = route.path.replace(/:([a-z_]+)/g, '{$1}');
      const { security } = document.paths[path]?.[route.method.toLowerCase()] ?? {};
      assert.deepEqual(security, 'anyone' in route.access ? [] : undefined, `${route.method} ${path}`);
    }
  });

  test('the documentation is a page of ours at /ai/docs that asks no other host', async () => {
    const page = await app.as('').get('/ai/docs/');
    assert.equal(page.status, 200);
    assert.doesNotMatch(page.text, /(src|href)="(https?:)?\/\//);
  });
});
