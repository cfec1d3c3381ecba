import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../../kernel/errors.ts';
import type { JsonObject } from '../../kernel/json-values.ts';
import { strict } from '../losses.ts';
import { geminiTraits } from './models.ts';
import { toGeminiSchema } from './schemas.ts';

const newer = (schema: JsonObject) => toGeminiSchema(schema, geminiTraits('gemini-2.5-pro'), 'p', strict);
const older = (schema: JsonObject, extras = strict) =>
  toGeminiSchema(schema, geminiTraits('gemini-2.0-flash'), 'p', extras);
const object = (properties: JsonObject) => ({ type: 'object', properties });

test('references are written out where they stand, also beside other keywords', () => {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...object({
      city: { $ref: '#/$defs/City', description: 'where' },
      tags: { type: 'array', items: { $ref: '#/properties/name' } },
      name: { type: 'string' },
      'a/b': { $ref: '#/definitions/x~1y' },
    }),
    $defs: { City: object({ name: { type: 'string' } }) },
    definitions: { 'x/y': { type: 'integer' } },
  };
  assert.deepEqual(
    newer(schema),
    object({
      city: { ...object({ name: { type: 'string' } }), description: 'where' },
      tags: { type: 'array', items: { type: 'string' } },
      name: { type: 'string' },
      'a/b': { type: 'integer' },
    }),
  );
});

test('properties may be called like keywords, and data is no schema', () => {
  const schema = object({
    $ref: { type: 'string' },
    enum: { type: 'string', enum: ['$ref'], default: { $ref: '#/x' } },
    $defs: { type: 'string' },
  });
  assert.deepEqual(newer(schema), schema);
});

const tree = {
  ...object({ node: { $ref: '#/$defs/Node', description: 'n' } }),
  $defs: { Node: object({ next: { $ref: '#/$defs/Node' } }) },
};

test('a schema that refers to itself keeps that reference, bare, and what it refers to', () => {
  assert.deepEqual(newer(tree), {
    ...object({ node: { ...object({ next: { $ref: '#/$defs/Node' } }), description: 'n' } }),
    $defs: tree.$defs,
  });
});

test('older models cannot have one that refers to itself', () => {
  assert.throws(() => older(tree), PlugboardError);
  const lost: string[] = [];
  const schema = older(tree, { lose: (param) => void lost.push(param), adjust: () => undefined });
  assert.deepEqual(lost, ['p']);
  assert.deepEqual(schema, object({ node: { description: 'n', ...object({ next: { type: 'object' } }) } }));
});

test('references that would grow without end are refused before they do', () => {
  const $defs: Record<string, JsonObject> = { d0: { type: 'string' } };
  for (let at = 1; at <= 40; at += 1) {
    const reference = { $ref: `#/$defs/d${at - 1}` };
    $defs[`d${at}`] = object({ a: reference, b: reference });
  }
  assert.throws(() => newer({ $ref: '#/$defs/d40', $defs }), PlugboardError);
  let deep: JsonObject = { type: 'string' };
  for (let at = 0; at < 10_000; at += 1) deep = { type: 'array', items: deep };
  assert.throws(() => newer(deep), PlugboardError);
});

test('older models get the subset of OpenAPI that they know', () => {
  const rows: [JsonObject, JsonObject][] = [
    [
      { type: ['string', 'null'], default: 'x', examples: ['y'] },
      { nullable: true, type: 'string' },
    ],
    [{ anyOf: [{ type: 'integer' }, { type: 'null' }] }, { nullable: true, type: 'integer' }],
    [
      {
        oneOf: [
          { type: 'integer', format: 'int32' },
          { type: 'string', format: 'email' },
        ],
        title: 't',
      },
      { title: 't', anyOf: [{ type: 'integer', format: 'int32' }, { type: 'string' }] },
    ],
    [{ type: ['string', 'integer'] }, { anyOf: [{ type: 'string' }, { type: 'integer' }] }],
    [{ const: 'a' }, { type: 'string', format: 'enum', enum: ['a'] }],
    [
      { type: 'integer', enum: [1, 2, null, ''] },
      { nullable: true, type: 'string', format: 'enum', enum: ['1', '2'] },
    ],
    [
      { type: 'string', format: 'date-time', $id: 'x' },
      { type: 'string', format: 'date-time' },
    ],
    [{ type: 'array' }, { type: 'array', items: { type: 'string' } }],
    [{ type: 'object', properties: {}, additionalProperties: true }, { type: 'object' }],
    [
      {
        ...object({ a: { minimum: 1, type: 'number' } }),
        required: ['a', 'gone'],
        additionalProperties: false,
      },
      { ...object({ a: { minimum: 1, type: 'number' } }), required: ['a'] },
    ],
    [{ properties: { a: {} } }, object({ a: { type: 'string' } })],
  ];
  for (const [schema, expected] of rows) {
    assert.deepEqual(older(schema), expected, JSON.stringify(schema));
  }
});
