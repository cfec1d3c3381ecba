import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromChatResponse } from './response.ts';

const context = { model: 'asked', id: 'chatcmpl-ours', createdSeconds: 1_790_000_000 };
const answerOf = (body: unknown) => fromChatResponse({ status: 200, headers: {}, body }, context);

test('OpenAI’s answer is read with its usage (reference/wire-protocols.md, section 1.2)', () => {
  const body = JSON.parse(`{"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"m",
    "choices":[{"index":0,"message":{"role":"assistant","content":"hi","refusal":null,"annotations":[]},
    "logprobs":null,"finish_reason":"stop"}],
    "usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11,
    "prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},
    "completion_tokens_details":{"reasoning_tokens":0}},"service_tier":"default","system_fingerprint":"fp_x"}`);
  assert.deepEqual(answerOf(body), {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: 'm',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'hi', refusal: null },
        finish_reason: 'stop',
        logprobs: null,
      },
    ],
    usage: {
      prompt_tokens: 9,
      completion_tokens: 2,
      total_tokens: 11,
      prompt_tokens_details: { cached_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0 },
    },
  });
});

test('what a server leaves out is filled in, and what it spells otherwise is understood (section 11.1)', () => {
  const body = {
    created: 1_700_000_000_123,
    choices: [
      {
        message: {
          tool_calls: [
            { function: { name: 'f', arguments: { a: 1 } } },
            { id: '', function: { name: 'g', arguments: '' } },
          ],
          reasoning: 'hm',
        },
        finish_reason: 'stop',
      },
    ],
    x_groq: { usage: { prompt_tokens: 1, completion_tokens: 2 } },
  };
  assert.deepEqual(answerOf(body), {
    id: 'chatcmpl-ours',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: 'asked',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: null,
          refusal: null,
          tool_calls: [
            { id: 'call_chatcmpl-ours_0', type: 'function', function: { name: 'f', arguments: '{"a":1}' } },
            { id: 'call_chatcmpl-ours_1', type: 'function', function: { name: 'g', arguments: '{}' } },
          ],
          reasoning_content: 'hm',
        },
        finish_reason: 'tool_calls',
        logprobs: null,
      },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
  });
});

test('finish reasons of other servers are OpenAI’s (section 2.1)', () => {
  const finishOf = (finish_reason: unknown) =>
    answerOf({ choices: [{ message: { content: 'x' }, finish_reason }] }).choices[0]?.finish_reason;
  const table: [unknown, string][] = [
    ['stop', 'stop'],
    ['length', 'length'],
    ['content_filter', 'content_filter'],
    ['function_call', 'tool_calls'],
    ['eos', 'stop'],
    ['eos_token', 'stop'],
    ['stop_sequence', 'stop'],
    ['model_length', 'length'],
    ['anything', 'stop'],
    [null, 'stop'],
    [undefined, 'stop'],
    ['', 'stop'],
  ];
  for (const [reason, expected] of table) assert.equal(finishOf(reason), expected, String(reason));
});

test('DeepSeek’s cache counter and Mistral’s parts are read', () => {
  const body = {
    choices: [
      {
        message: {
          content: [
            { type: 'thinking', thinking: [] },
            { type: 'text', text: 'hi' },
          ],
        },
      },
    ],
    usage: { prompt_tokens: 10, completion_tokens: 1, total_tokens: 11, prompt_cache_hit_tokens: 8 },
  };
  const answer = answerOf(body);
  assert.equal(answer.choices[0]?.message.content, 'hi');
  assert.deepEqual(answer.usage?.prompt_tokens_details, { cached_tokens: 8 });
});
