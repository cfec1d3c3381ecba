import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatRequest } from '../openai-shapes.ts';
import { answerTool } from '../wire-anthropic/request.ts';
import { toConverse } from './request.ts';

const schema = { type: 'object', properties: { a: { type: 'integer', minimum: 1 } } };
const response_format = { type: 'json_schema', json_schema: { name: 'x', schema } } as const;
const tool = { type: 'function', function: { name: 'f' } } as const;

function send(model: string, chat: Partial<ChatRequest> = {}) {
  const adjusted: string[] = [];
  const extras = { lose: () => undefined, adjust: (field: string) => void adjusted.push(field) };
  const messages: ChatRequest['messages'] = [{ role: 'user', content: 'hi' }];
  const body = toConverse({ messages, response_format, ...chat }, model, extras);
  const { tools = [], toolChoice } = (body['toolConfig'] ?? {}) as {
    tools?: { toolSpec: { name: string } }[];
    toolChoice?: unknown;
  };
  return { body, adjusted, names: tools.map(({ toolSpec }) => toolSpec.name), toolChoice };
}

test('an answer by schema is a forced tool for Claude, Nova and the first Mistral Large', () => {
  for (const model of ['us.anthropic.claude-opus-4-7', 'amazon.nova-pro-v1:0']) {
    const { names, toolChoice } = send(model);
    assert.deepEqual([names, toolChoice], [[answerTool], { tool: { name: answerTool } }], model);
  }
  const mistral = send('mistral.mistral-large-2407-v1:0');
  assert.deepEqual([mistral.names, mistral.toolChoice], [[answerTool], { any: {} }]);
});

test('beside the caller’s own tools the answer is one more, unless a call is forced', () => {
  const claude = 'us.anthropic.claude-opus-4-7';
  const free = send(claude, { tools: [tool] });
  assert.deepEqual([free.names, free.toolChoice], [['f', answerTool], { any: {} }]);
  const forced = send(claude, { tools: [tool], tool_choice: 'required' });
  assert.deepEqual([forced.names, forced.toolChoice], [['f'], { any: {} }]);
  assert.deepEqual(send(claude, { tools: [tool], tool_choice: 'none' }).names, [answerTool]);
});

test('elsewhere it is Converse’s own form, with the keywords that this takes', () => {
  const { body } = send('openai.gpt-oss-120b-1:0');
  const reduced = { type: 'object', properties: { a: { type: 'integer' } }, additionalProperties: false };
  assert.deepEqual(body['outputConfig'], {
    textFormat: {
      type: 'json_schema',
      structure: { jsonSchema: { name: 'x', schema: JSON.stringify(reduced) } },
    },
  });
});

test('where nothing enforces it, it is asked for, and told about', () => {
  const rows: [string, Partial<ChatRequest>][] = [
    ['us.meta.llama3-3-70b-instruct-v1:0', {}],
    ['us.anthropic.claude-fable-5', {}],
    ['amazon.nova-pro-v1:0', { response_format: { type: 'json_object' } }],
    [
      'amazon.nova-pro-v1:0',
      { response_format: { type: 'json_schema', json_schema: { name: 'x', schema: { type: 'array' } } } },
    ],
  ];
  for (const [model, chat] of rows) {
    const { body, adjusted, names } = send(model, chat);
    assert.match(JSON.stringify(body['system']), /JSON/, model);
    assert.deepEqual([adjusted, names, body['outputConfig']], [['response_format'], [], undefined], model);
  }
  const [[model = ''] = []] = rows;
  assert.ok(JSON.stringify(send(model).body['system']).includes('minimum'), 'with the schema');
  assert.equal(send(model, { response_format: { type: 'text' } }).body['system'], undefined);
});
