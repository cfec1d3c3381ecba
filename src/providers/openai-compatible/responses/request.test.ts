import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../../../kernel/errors.ts';
import { rememberInId } from '../../call-memory.ts';
import { strict } from '../../losses.ts';
import type { ModelRule } from '../../model-rule.ts';
import type { ChatMessage, ChatRequest } from '../../openai-shapes.ts';
import { findModelRule } from '../model-rules.ts';
import { memoryKeyOf } from './memory.ts';
import { toResponsesBody } from './request.ts';

const model = 'gpt-5.6-sol';
const rule: ModelRule = findModelRule(model) ?? assert.fail('a known model');
const place = 'https://api.openai.com/v1';
const memoryKey = memoryKeyOf(model, place);
const user = { role: 'user' as const, content: 'hi' };
const weather = {
  type: 'function' as const,
  function: { name: 'weather', description: 'Of a city', parameters: { type: 'object' }, strict: true },
};

function told(
  chat: ChatRequest,
  by = rule,
): { body: Record<string, unknown>; lost: string[]; adjusted: string[] } {
  const lost: string[] = [];
  const adjusted: string[] = [];
  const extras = {
    lose: (param: string) => void lost.push(param),
    adjust: (param: string) => void adjusted.push(param),
  };
  return { body: toResponsesBody(model, chat, { rule: by, place }, extras), lost, adjusted };
}

const inputOf = (messages: ChatMessage[]) =>
  toResponsesBody(model, { messages }, { rule, place }, strict)['input'];

test('a chat call with all that has a form at /responses', () => {
  const chat: ChatRequest = {
    model: 'alias',
    messages: [user],
    stream: true,
    stream_options: { include_usage: true },
    max_completion_tokens: 100,
    reasoning_effort: 'high',
    verbosity: 'low',
    parallel_tool_calls: false,
    service_tier: 'flex',
    metadata: { a: 'b' },
    user: 'u1',
    tools: [weather, { type: 'function', function: { name: 'now' } }],
    tool_choice: { type: 'function', function: { name: 'weather' } },
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'a', schema: { type: 'object' }, strict: true },
    },
  };
  assert.deepEqual(told(chat), {
    body: {
      model,
      input: [{ role: 'user', content: 'hi' }],
      store: false,
      include: ['reasoning.encrypted_content'],
      metadata: { a: 'b' },
      service_tier: 'flex',
      user: 'u1',
      max_output_tokens: 100,
      reasoning: { effort: 'high' },
      text: {
        format: { type: 'json_schema', name: 'a', schema: { type: 'object' }, strict: true },
        verbosity: 'low',
      },
      tools: [
        {
          type: 'function',
          name: 'weather',
          description: 'Of a city',
          parameters: { type: 'object' },
          strict: true,
        },
        // Strict is the default there, and a function without parameters has none.
        { type: 'function', name: 'now', parameters: { type: 'object', properties: {} }, strict: false },
      ],
      tool_choice: { type: 'function', name: 'weather' },
      parallel_tool_calls: false,
      stream: true,
    },
    lost: [],
    adjusted: [],
  });
});

test('formats, choices and limits in their other forms', () => {
  const bodyOf = (more: Partial<ChatRequest>) => told({ messages: [user], ...more }).body;
  assert.deepEqual(bodyOf({ response_format: { type: 'json_object' } })['text'], {
    format: { type: 'json_object' },
  });
  assert.ok(!('text' in bodyOf({ response_format: { type: 'text' } })));
  assert.equal(bodyOf({ tools: [weather], tool_choice: 'required' })['tool_choice'], 'required');
  assert.ok(
    !('tool_choice' in bodyOf({ tools: [], tool_choice: 'none' })),
    'a choice without tools is refused',
  );
  assert.equal(bodyOf({ max_tokens: 50 })['max_output_tokens'], 50);
  assert.equal(bodyOf({ store: true })['store'], true);
  assert.ok(!('stream' in bodyOf({ stream: false })));
  assert.ok(!('parallel_tool_calls' in bodyOf({ parallel_tool_calls: false })), 'nor is this one taken');
});

test('a summary of the reasoning is asked for only where the caller asks', () => {
  const asked: ChatRequest & { reasoning: unknown } = { messages: [user], reasoning: { summary: 'auto' } };
  assert.deepEqual(told(asked).body['reasoning'], { summary: 'auto' });
  assert.ok(!('reasoning' in told({ messages: [user] }).body));
});

test('limits below what is taken are raised, and told', () => {
  const { body, adjusted } = told({ messages: [user], max_completion_tokens: 5 });
  assert.equal(body['max_output_tokens'], 16);
  assert.deepEqual(adjusted, ['max_completion_tokens']);
});

test('what the family refuses is left out and told; what has no form here is lost', () => {
  const chat: ChatRequest = { messages: [user], temperature: 0, top_p: 1, logprobs: true, stop: ['X'], n: 1 };
  const refused = told(chat);
  assert.deepEqual(refused.adjusted, ['stop', 'temperature', 'top_p', 'logprobs']);
  assert.deepEqual(refused.lost, []);
  assert.ok(!('temperature' in refused.body) && !('stop' in refused.body));

  const plain: ModelRule = { match: 'x', responses: 'always' };
  const more: ChatRequest = {
    ...chat,
    n: 2,
    seed: 1,
    presence_penalty: 1,
    frequency_penalty: 1,
    logit_bias: { 1: 1 },
    top_logprobs: 2,
    modalities: ['audio'],
    audio: {},
    prediction: {},
    web_search_options: {},
  };
  const { body, lost, adjusted } = told(more, plain);
  assert.deepEqual(lost.toSorted(), [
    'audio',
    'frequency_penalty',
    'logit_bias',
    'logprobs',
    'modalities',
    'n',
    'prediction',
    'presence_penalty',
    'seed',
    'stop',
    'top_logprobs',
    'web_search_options',
  ]);
  assert.deepEqual(adjusted, []);
  assert.deepEqual([body['temperature'], body['top_p']], [0, 1]);
  for (const name of lost) assert.ok(!(name in body), name);
});

test('without leave to drop, a field without a form is refused by its name', () => {
  assert.throws(
    () => toResponsesBody(model, { messages: [user], seed: 1 }, { rule, place }, strict),
    (error) => error instanceof PlugboardError && error.errors?.[0]?.field === 'seed',
  );
});

test('messages become items, in their order', () => {
  const call = { id: 'call_1', type: 'function' as const, function: { name: 'f', arguments: '' } };
  const messages: ChatMessage[] = [
    { role: 'system', content: 'be brief' },
    { role: 'developer', content: [{ type: 'text', text: 'and kind' }] },
    {
      role: 'user',
      content: [
        { type: 'text', text: 'what' },
        { type: 'image_url', image_url: { url: 'https://x/y.png', detail: 'low' } },
        { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,AA' } },
        { type: 'file', file: { file_id: 'file-1' } },
      ],
    },
    { role: 'assistant', content: 'wait', tool_calls: [call, { ...call, id: 'call_2' }] },
    {
      role: 'tool',
      tool_call_id: 'call_1',
      content: [
        { type: 'text', text: '4' },
        { type: 'text', text: '2' },
      ],
    },
    { role: 'tool', tool_call_id: 'call_2', content: '43' },
    { role: 'assistant', content: [{ type: 'text', text: 'done' }] },
    { role: 'assistant', content: null, refusal: 'no' },
    { role: 'assistant', content: '' },
  ];
  assert.deepEqual(inputOf(messages), [
    { role: 'developer', content: 'be brief' },
    { role: 'developer', content: [{ type: 'input_text', text: 'and kind' }] },
    {
      role: 'user',
      content: [
        { type: 'input_text', text: 'what' },
        { type: 'input_image', image_url: 'https://x/y.png', detail: 'low' },
        { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,AA' },
        { type: 'input_file', file_id: 'file-1' },
      ],
    },
    { role: 'assistant', content: 'wait' },
    { type: 'function_call', call_id: 'call_1', name: 'f', arguments: '{}' },
    { type: 'function_call', call_id: 'call_2', name: 'f', arguments: '{}' },
    { type: 'function_call_output', call_id: 'call_1', output: '42' },
    { type: 'function_call_output', call_id: 'call_2', output: '43' },
    { role: 'assistant', content: [{ type: 'output_text', text: 'done' }] },
    { role: 'assistant', content: 'no' },
  ]);
});

test('audio has no form, and who speaks is not said', () => {
  const { body, lost, adjusted } = told({
    messages: [
      {
        role: 'user',
        name: 'ada',
        content: [
          { type: 'input_audio', input_audio: { data: 'AA', format: 'wav' } },
          { type: 'text', text: 'hi' },
        ],
      },
    ],
  });
  assert.deepEqual([lost, adjusted], [['messages[0].content[0]'], ['messages[0].name']]);
  assert.deepEqual(body['input'], [{ role: 'user', content: [{ type: 'input_text', text: 'hi' }] }]);
});

const thought = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'sealed' };

test('what the model thought goes back before its call, the text where it stood, and no id of ours', () => {
  const turn = (before: unknown, content: string | null): ChatMessage[] => {
    const id = rememberInId('call_1', 'reasoning', memoryKey, before);
    return [
      {
        role: 'assistant',
        content,
        tool_calls: [
          { id, type: 'function', function: { name: 'f', arguments: '{"a":1}' } },
          { id: 'call_2', type: 'function', function: { name: 'g', arguments: '{}' } },
        ],
      },
      { role: 'tool', tool_call_id: id, content: '1' },
    ];
  };
  const call = { type: 'function_call', call_id: 'call_1', name: 'f', arguments: '{"a":1}' };
  const other = { type: 'function_call', call_id: 'call_2', name: 'g', arguments: '{}' };
  const output = { type: 'function_call_output', call_id: 'call_1', output: '1' };
  assert.deepEqual(inputOf(turn([thought], null)), [thought, call, other, output]);
  assert.deepEqual(inputOf(turn([thought, { type: 'message', phase: 'commentary' }], 'so')), [
    thought,
    { role: 'assistant', content: 'so', phase: 'commentary' },
    call,
    other,
    output,
  ]);
  assert.deepEqual(inputOf(turn([thought], 'so')), [
    { role: 'assistant', content: 'so' },
    thought,
    call,
    other,
    output,
  ]);
});

test('of an id that a client made up, only what is certainly reasoning is believed, of this model and this account’s place', () => {
  const call = { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' };
  const sent = (id: string) =>
    inputOf([
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id, type: 'function', function: { name: 'f', arguments: '' } }],
      },
    ]);
  for (const made of [
    'text',
    { type: 'reasoning', encrypted_content: 'x' },
    [1, null, { type: 'file_search_call', id: 'x' }, { type: 'reasoning', id: 'rs_1' }],
  ]) {
    assert.deepEqual(sent(rememberInId('c', 'reasoning', memoryKey, made)), [call]);
  }
  const elsewhere = memoryKeyOf(model, 'https://r.openai.azure.com/openai/v1');
  assert.deepEqual(sent(rememberInId('c', 'reasoning', elsewhere, [thought])), [call]);
  assert.deepEqual(sent(rememberInId('c', 'reasoning', memoryKeyOf('o3', place), [thought])), [call]);
  assert.deepEqual(sent(rememberInId('c', 'reasoning', memoryKey, [{ ...thought, status: 'x', more: 1 }])), [
    thought,
    call,
  ]);
  assert.deepEqual(sent('c__pbr_%%%'), [{ ...call, call_id: 'c__pbr_%%%' }]);
});
