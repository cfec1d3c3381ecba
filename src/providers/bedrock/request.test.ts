import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../../kernel/errors.ts';
import type { ChatRequest } from '../openai-shapes.ts';
import { answerTool } from '../wire-anthropic/request.ts';
import { toConverse } from './request.ts';

const claude = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const user = { role: 'user', content: 'hi' } as const;
const tool = { type: 'function', function: { name: 'f', description: '' } } as const;
const spec = { toolSpec: { name: 'f', inputSchema: { json: { type: 'object', properties: {} } } } };
const ask = (chat: Partial<ChatRequest>, model = claude) => toConverse({ messages: [user], ...chat }, model);

const withTools: ChatRequest['messages'] = [
  { role: 'system', content: 'You are..' },
  {
    role: 'user',
    content: [
      { type: 'text', text: 'hi' },
      { type: 'image_url', image_url: { url: 'data:image/jpg;base64,AAAA' } },
    ],
  },
  {
    role: 'assistant',
    tool_calls: [{ id: 't.1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }],
  },
  { role: 'tool', tool_call_id: 't.1', content: '42' },
];

test('a conversation with tools becomes blocks', () => {
  assert.deepEqual(
    ask({ messages: withTools, tools: [tool], max_tokens: 512, temperature: 1.5, stop: 'X' }),
    {
      system: [{ text: 'You are..' }],
      messages: [
        { role: 'user', content: [{ text: 'hi' }, { image: { format: 'jpeg', source: { bytes: 'AAAA' } } }] },
        { role: 'assistant', content: [{ toolUse: { toolUseId: 't_2e1', name: 'f', input: { a: 1 } } }] },
        {
          role: 'user',
          content: [{ toolResult: { toolUseId: 't_2e1', content: [{ text: '42' }], status: 'success' } }],
        },
      ],
      inferenceConfig: { maxTokens: 512, temperature: 1, stopSequences: ['X'] },
      toolConfig: { tools: [spec] },
    },
  );
});

test('each tool choice has its form; there is no none', () => {
  const config = (tool_choice: ChatRequest['tool_choice'] & {}) =>
    ask({ tools: [tool], tool_choice })['toolConfig'];
  assert.deepEqual(config('auto'), { tools: [spec] });
  assert.deepEqual(config('required'), { tools: [spec], toolChoice: { any: {} } });
  assert.deepEqual(config({ type: 'function', function: { name: 'f' } }), {
    tools: [spec],
    toolChoice: { tool: { name: 'f' } },
  });
  assert.equal(config('none'), undefined);
});

test('without tools a history of calls is told in words', () => {
  const { messages, toolConfig } = ask({ messages: withTools, tools: [tool], tool_choice: 'none' });
  assert.equal(toolConfig, undefined);
  assert.deepEqual((messages as unknown[]).slice(1), [
    { role: 'assistant', content: [{ text: '[called f with {"a":1}]' }] },
    { role: 'user', content: [{ text: '[f returned 42]' }] },
  ]);
});

test('JSON by schema is a forced tool for Claude and Nova, Converse’s own form elsewhere', () => {
  const schema = { type: 'object', properties: {} };
  const response_format = { type: 'json_schema', json_schema: { name: 'x', schema } } as const;
  const forced = ask({ response_format }, 'amazon.nova-pro-v1:0')['toolConfig'];
  assert.deepEqual((forced as { toolChoice: unknown }).toolChoice, { tool: { name: answerTool } });
  const thinking = ask({ response_format }, 'global.anthropic.claude-opus-4-7');
  assert.deepEqual(thinking['additionalModelRequestFields'], { thinking: { type: 'disabled' } });
  const native = ask({ response_format }, 'openai.gpt-oss-120b-1:0');
  assert.deepEqual(native['outputConfig'], {
    textFormat: {
      type: 'json_schema',
      structure: { jsonSchema: { name: 'x', schema: JSON.stringify(schema) } },
    },
  });
  assert.match(JSON.stringify(ask({ response_format: { type: 'json_object' } })['system']), /JSON/);
});

test('one call at a time is said in Claude’s own words', () => {
  const single = { tools: [tool], parallel_tool_calls: false };
  assert.deepEqual(ask(single)['additionalModelRequestFields'], {
    tool_choice: { type: 'auto', disable_parallel_tool_use: true },
  });
  assert.equal(ask(single, 'amazon.nova-pro-v1:0')['additionalModelRequestFields'], undefined);
});

test('ids fit the model: nine letters and digits for Mistral, 64 signs elsewhere', () => {
  const ids = (model: string, id: string) => {
    const messages: ChatRequest['messages'] = [
      user,
      { role: 'assistant', tool_calls: [{ id, type: 'function', function: { name: 'f', arguments: '' } }] },
      { role: 'tool', tool_call_id: id, content: '' },
    ];
    return JSON.stringify(ask({ messages, tools: [tool] }, model)).match(/(?<="toolUseId":")[^"]+/g);
  };
  assert.deepEqual(ids('mistral.mistral-large-2407-v1:0', 'tooluse_abc'), ['call00000', 'call00000']);
  assert.deepEqual(ids(claude, 'x'.repeat(99)), ['call00000', 'call00000']);
  assert.deepEqual(ids(claude, 'tooluse_abc'), ['tooluse_abc', 'tooluse_abc']);
});

test('images that Bedrock does not take are the caller’s fault', () => {
  for (const url of ['https://e.test/a.png', 'data:image/svg+xml;base64,AAAA']) {
    const messages: ChatRequest['messages'] = [
      { role: 'user', content: [{ type: 'image_url', image_url: { url } }] },
    ];
    assert.throws(() => ask({ messages }), PlugboardError);
  }
});
