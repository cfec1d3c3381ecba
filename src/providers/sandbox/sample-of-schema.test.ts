import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { sampleOfSchema } from './sample-of-schema.ts';

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);

function keepsTo(schema: Record<string, unknown>): void {
  const sample = sampleOfSchema(schema);
  assert.ok(ajv.validate(schema, sample), `${JSON.stringify(schema)} → ${JSON.stringify(sample)}`);
  assert.deepEqual(sampleOfSchema(schema), sample);
}

test('a sample keeps to its schema, whatever words that uses', () => {
  const schemas: Record<string, unknown>[] = [
    {},
    {
      type: 'object',
      properties: { city: { type: 'string' } },
      required: ['city'],
      additionalProperties: false,
    },
    { enum: ['b', 'a'] },
    { const: { kind: 'x' } },
    { type: ['null', 'integer'], minimum: 7 },
    { anyOf: [{ type: 'string', minLength: 20 }, { type: 'null' }] },
    { allOf: [{ type: 'object', properties: { a: { type: 'boolean' } } }, { required: ['a'] }] },
    {
      type: 'array',
      items: { $ref: '#/$defs/point' },
      minItems: 3,
      $defs: { point: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 } },
    },
    { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], minItems: 2, maxItems: 2 },
    { type: 'array', maxItems: 0 },
    { type: 'string', maxLength: 3 },
    { type: 'integer', exclusiveMinimum: 1.5, multipleOf: 4 },
    { type: 'number', maximum: -3 },
    ...['date', 'time', 'date-time', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uri', 'uuid'].map(
      (format) => ({ type: 'string', format }),
    ),
  ];
  for (const schema of schemas) keepsTo(schema);
});

test('a sample keeps to any range of numbers, lengths and counts', () => {
  const range = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.nat(20));
  fc.assert(
    fc.property(range, fc.nat(15), fc.nat(15), ([least, more], short, long) => {
      keepsTo({
        type: 'object',
        required: ['number', 'text', 'list'],
        properties: {
          number: { type: 'integer', minimum: least, maximum: least + more },
          text: { type: 'string', minLength: short, maxLength: short + long },
          list: { type: 'array', items: { type: 'boolean' }, minItems: short, maxItems: short + long },
        },
      });
    }),
  );
});

test('a schema that holds itself ends, and one that asks for everything gets a little', () => {
  keepsTo({
    $defs: {
      node: {
        type: 'object',
        properties: {
          next: { $ref: '#/$defs/node' },
          all: { type: 'array', items: { $ref: '#/$defs/node' } },
        },
      },
    },
    $ref: '#/$defs/node',
  });
  const wide = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`p${at}`, { $ref: '#' }]));
  const everything = { type: 'object', properties: wide, required: Object.keys(wide) };
  assert.ok(JSON.stringify(sampleOfSchema(everything)).length < 50_000);
  assert.ok(
    JSON.stringify(sampleOfSchema({ type: 'array', minItems: 1e9, items: { minLength: 1e9 } })).length <
      50_000,
  );
  assert.equal(
    sampleOfSchema({ $ref: '#/$defs/none', $defs: { none: { $ref: '#/$defs/none' } } }),
    'sandbox',
  );
});

test('anything may stand where a schema should', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (schema) => {
      assert.doesNotThrow(() => JSON.stringify(sampleOfSchema(schema)));
    }),
  );
});
