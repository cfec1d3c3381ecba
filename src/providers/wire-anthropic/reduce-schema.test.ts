import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRecursive, reduceSchema } from './reduce-schema.ts';
import { answerTool, toMessages } from './request.ts';

test('schemas are reduced to what is taken, and names of the caller’s own are no keywords', () => {
  const reduced = reduceSchema({
    type: 'object',
    properties: {
      pattern: { type: 'string', pattern: '^a', format: 'uri' },
      list: { type: 'array', minItems: 2, maxItems: 9, items: { type: 'object', properties: {} } },
      one: { oneOf: [{ type: 'string', maxLength: 3, format: 'colour' }, { type: 'null' }] },
    },
    required: ['pattern'],
    $defs: { not: { type: 'number', enum: [1, 2], multipleOf: 2 } },
  });
  assert.deepEqual(reduced, {
    type: 'object',
    properties: {
      pattern: { type: 'string', format: 'uri' },
      list: { type: 'array', items: { type: 'object', properties: {}, additionalProperties: false } },
      one: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    },
    required: ['pattern'],
    $defs: { not: { type: 'number', enum: [1, 2] } },
    additionalProperties: false,
  });
});

test('a schema that holds itself is told from one that names a definition twice', () => {
  const node = (inner: object) => ({
    type: 'object',
    properties: { a: { $ref: '#/$defs/a' }, b: { $ref: '#/$defs/a' } },
    $defs: { a: { type: 'object', properties: { next: inner } }, c: { type: 'string' } },
  });
  assert.equal(isRecursive(node({ $ref: '#/$defs/c' })), false);
  assert.equal(isRecursive(node({ anyOf: [{ $ref: '#/$defs/a' }, { type: 'null' }] })), true);
  assert.equal(isRecursive({ type: 'object', properties: { self: { $ref: '#' } } }), true);
  assert.equal(isRecursive({ type: 'object', properties: { x: { $ref: '#/definitions/none' } } }), false);
});

test('a schema that names its definitions in a lattice is looked at in no time', () => {
  const names = Array.from({ length: 200 }, (_, at) => `d${at}`);
  const twice = (name: string) => ({ anyOf: [{ $ref: `#/$defs/${name}` }, { $ref: `#/$defs/${name}` }] });
  const $defs = Object.fromEntries(names.map((name, at) => [name, at < 199 ? twice(`d${at + 1}`) : {}]));
  assert.equal(isRecursive({ ...twice('d0'), $defs }), false);
});

test('JSON by a schema that holds itself comes by a tool, and such a tool is not strict', () => {
  const host = { structuredOutputs: true, imageUrls: true, serviceTiers: true };
  const schema = { type: 'object', properties: { self: { $ref: '#' } } };
  const adjusted: string[] = [];
  const extras = { lose: assert.fail, adjust: (param: string) => void adjusted.push(param) };
  const ask = (chat: object) =>
    toMessages({ messages: [{ role: 'user', content: 'hi' }], ...chat }, 'claude-sonnet-4-5', host, extras);
  const json = ask({ response_format: { type: 'json_schema', json_schema: { name: 'x', schema } } });
  assert.deepEqual(
    [json['output_config'], (json['tools'] as object[])[0]],
    [undefined, { name: answerTool, description: 'Gives the answer. Call it once.', input_schema: schema }],
  );
  const tools = [{ type: 'function', function: { name: 'f', parameters: schema, strict: true } }];
  assert.deepEqual(ask({ tools })['tools'], [{ name: 'f', input_schema: schema }]);
  assert.deepEqual(adjusted, ['tools[0].function.strict']);
});
