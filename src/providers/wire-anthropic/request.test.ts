import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatRequest } from '../openai-shapes.ts';
import { claudeTraits } from './models.ts';
import { reduceSchema } from './reduce-schema.ts';
import { answerTool, toMessages } from './request.ts';

const host = { structuredOutputs: true, imageUrls: true };
const user = { role: 'user', content: 'hi' } as const;
const tool = { type: 'function', function: { name: 'f', description: 'd' } } as const;
const schema = { type: 'object', properties: { a: { type: 'integer', minimum: 1 } } };
const jsonSchema = { type: 'json_schema', json_schema: { name: 'x', schema } } as const;
const ask = (chat: Partial<ChatRequest>, model = 'claude-sonnet-4-5', where = host) =>
  toMessages({ messages: [user], ...chat }, model, where);

test('a conversation with tools becomes blocks', () => {
  const body = ask({
    messages: [
      { role: 'system', content: 'Be brief' },
      user,
      {
        role: 'assistant',
        content: 'wait',
        tool_calls: [{ id: 'call.1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }],
      },
      { role: 'tool', tool_call_id: 'call.1', content: '42' },
      { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] },
    ],
    tools: [tool],
    max_tokens: 5,
    stop: ['X', ' '],
  });
  assert.deepEqual(body, {
    max_tokens: 5,
    system: 'Be brief',
    messages: [
      { role: 'user', content: [{ type: 'text', text: 'hi' }] },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'wait' },
          { type: 'tool_use', id: 'call_2e1', name: 'f', input: { a: 1 } },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'call_2e1', content: '42' },
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
        ],
      },
    ],
    tools: [{ name: 'f', description: 'd', input_schema: { type: 'object', properties: {} } }],
    stop_sequences: ['X'],
  });
});

test('each tool choice has its form', () => {
  const choice = (chat: Partial<ChatRequest>) => ask({ tools: [tool], ...chat })['tool_choice'];
  assert.equal(choice({}), undefined);
  assert.equal(choice({ tool_choice: 'auto' }), undefined);
  assert.deepEqual(choice({ tool_choice: 'none' }), { type: 'none' });
  assert.deepEqual(choice({ tool_choice: 'required' }), { type: 'any' });
  const named = { type: 'function', function: { name: 'f' } } as const;
  assert.deepEqual(choice({ tool_choice: named }), { type: 'tool', name: 'f' });
  assert.deepEqual(choice({ parallel_tool_calls: false }), { type: 'auto', disable_parallel_tool_use: true });
});

test('tools that only the history knows are declared, and not to be called', () => {
  const body = ask({
    messages: [
      user,
      {
        role: 'assistant',
        tool_calls: [{ id: '1', type: 'function', function: { name: 'f', arguments: '' } }],
      },
      { role: 'tool', tool_call_id: '1', content: '' },
    ],
  });
  assert.deepEqual(body['tools'], [{ name: 'f', input_schema: { type: 'object', properties: {} } }]);
  assert.deepEqual(body['tool_choice'], { type: 'none' });
});

test('JSON by schema is native where the host and the model can, else a forced tool, else an instruction', () => {
  assert.deepEqual(ask({ response_format: jsonSchema })['output_config'], {
    format: {
      type: 'json_schema',
      schema: { type: 'object', properties: { a: { type: 'integer' } }, additionalProperties: false },
    },
  });
  const older = ask({ response_format: jsonSchema }, 'claude-3-5-haiku-latest');
  assert.deepEqual(older['tool_choice'], { type: 'tool', name: answerTool, disable_parallel_tool_use: true });
  assert.deepEqual(older['tools'], [
    { name: answerTool, description: 'Gives the answer. Call it once.', input_schema: schema },
  ]);
  assert.equal(older['thinking'], undefined);
  const vertex = ask({ response_format: jsonSchema, tools: [tool] }, 'claude-opus-4-7', {
    structuredOutputs: false,
    imageUrls: false,
  });
  assert.deepEqual([vertex['tool_choice'], vertex['thinking']], [{ type: 'any' }, { type: 'disabled' }]);
  assert.match(String(ask({ response_format: { type: 'json_object' } })['system']), /JSON/);
});

test('a limit is always sent, and sampling only as the generation takes it', () => {
  const sampled = { temperature: 1.7, top_p: 0.9 };
  const rows: [string, number, object][] = [
    ['claude-3-haiku-20240307', 4096, { temperature: 1, top_p: 0.9 }],
    ['claude-3-5-sonnet-20241022', 8192, { temperature: 1, top_p: 0.9 }],
    ['claude-3-7-sonnet-20250219', 64_000, { temperature: 1, top_p: 0.9 }],
    ['claude-opus-4-1-20250805', 32_000, { temperature: 1 }],
    ['claude-sonnet-4-20250514', 64_000, { temperature: 1 }],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 64_000, { temperature: 1 }],
    ['claude-opus-4-7', 64_000, {}],
    ['claude-sonnet-5', 64_000, {}],
    ['some-other-model', 4096, { temperature: 1, top_p: 0.9 }],
  ];
  for (const [model, tokens, expected] of rows) {
    const { max_tokens, temperature, top_p } = ask(sampled, model);
    assert.deepEqual(
      {
        max_tokens,
        ...(temperature !== undefined && { temperature }),
        ...(top_p !== undefined && { top_p }),
      },
      { max_tokens: tokens, ...expected },
      model,
    );
  }
  assert.equal(claudeTraits('claude-sonnet-4@20250514').structuredOutputs, false);
});

test('images by URL go only to hosts that fetch them', () => {
  const messages: ChatRequest['messages'] = [
    { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://e.test/a.png' } }] },
  ];
  assert.deepEqual(ask({ messages })['messages'], [
    { role: 'user', content: [{ type: 'image', source: { type: 'url', url: 'https://e.test/a.png' } }] },
  ]);
  assert.throws(() => ask({ messages }, 'claude-3', { structuredOutputs: false, imageUrls: false }));
});

test('a beginning of the assistant’s own ends without blanks', () => {
  const body = ask({ messages: [user, { role: 'assistant', content: 'So \n' }] });
  assert.deepEqual(body['messages'], [
    { role: 'user', content: [{ type: 'text', text: 'hi' }] },
    { role: 'assistant', content: [{ type: 'text', text: 'So' }] },
  ]);
});

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
