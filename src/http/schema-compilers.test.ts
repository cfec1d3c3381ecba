import assert from 'node:assert/strict';
import { test } from 'node:test';
import fastJson from 'fast-json-stringify';
import type { FastifyInstance } from 'fastify';
import { routes } from './routes/index.ts';
import { compileSchemas } from './schema-compilers.ts';

type ValidatorCompiler = Parameters<FastifyInstance['setValidatorCompiler']>[0];

test('every schema of every route can be compiled, though a service compiles only those that it uses', () => {
  let compile: ValidatorCompiler | undefined;
  compileSchemas({
    setValidatorCompiler: (compiler: ValidatorCompiler) => {
      compile = compiler;
    },
    setSerializerCompiler: () => undefined,
  } as unknown as FastifyInstance);
  assert.ok(compile);
  for (const { method, path, body, params, query, answers } of routes) {
    for (const [httpPart, schema] of Object.entries({ body, params, querystring: query })) {
      if (schema === undefined) continue;
      const validate = compile({ schema, method, url: path, httpPart });
      assert.doesNotThrow(() => validate({}), `${method} ${path} ${httpPart}`);
    }
    for (const [status, schema] of Object.entries(answers)) {
      if (schema !== null) assert.doesNotThrow(() => fastJson(schema), `${method} ${path} ${status}`);
    }
  }
});
