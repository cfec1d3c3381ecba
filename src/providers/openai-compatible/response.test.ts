import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureInAnswer } from './errors.ts';
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

test('a reason speaks of calls where there are calls, and only there (vllm-project/vllm#53255)', () => {
  const finishOf = (finish_reason: string, tool_calls: unknown) =>
    answerOf({ choices: [{ message: { content: 'x', tool_calls }, finish_reason }] }).choices[0]
      ?.finish_reason;
  const calls = [{ id: 'c', function: { name: 'f', arguments: '{}' } }];
  const table: [string, string, string][] = [
    ['stop', 'stop', 'tool_calls'],
    ['tool_calls', 'stop', 'tool_calls'],
    ['function_call', 'stop', 'tool_calls'],
    ['length', 'length', 'length'],
    ['content_filter', 'content_filter', 'content_filter'],
  ];
  for (const [reason, without, having] of table) {
    assert.deepEqual([finishOf(reason, []), finishOf(reason, calls)], [without, having], reason);
  }
});

test('reasoning is shown once, whatever it is called; inline tags stay text', () => {
  const messageOf = (message: object) => {
    const { content, reasoning_content } = answerOf({ choices: [{ message }] }).choices[0]?.message ?? {};
    return [content, reasoning_content];
  };
  assert.deepEqual(messageOf({ content: 'a', reasoning_content: 'r' }), ['a', 'r']);
  assert.deepEqual(messageOf({ content: 'a', reasoning: 'r' }), ['a', 'r']);
  assert.deepEqual(messageOf({ content: 'a', reasoning_content: 'r', reasoning: 'r' }), ['a', 'r']);
  assert.deepEqual(messageOf({ content: '<think>r</think>a' }), ['<think>r</think>a', undefined]);
  const parts = [
    {
      type: 'thinking',
      thinking: [
        { type: 'text', text: 'r1' },
        { type: 'text', text: 'r2' },
      ],
    },
    { type: 'text', text: 'a' },
  ];
  assert.deepEqual(messageOf({ content: parts }), ['a', 'r1r2']);
  assert.deepEqual(messageOf({}), [null, undefined]);
});

test('what the text is from is kept as it came', () => {
  const annotations = [{ type: 'url_citation', url_citation: { url: 'https://x.example' } }];
  const of = (given: unknown) =>
    answerOf({ choices: [{ message: { content: 'a', annotations: given } }] }).choices[0]?.message
      .annotations;
  assert.equal(of(annotations), annotations);
  assert.equal(of([]), undefined);
});

test('probabilities of tokens are kept as they came', () => {
  const logprobs = { content: [{ token: 'a', logprob: -0.1, bytes: null, top_logprobs: [] }], refusal: null };
  const of = (value: unknown) =>
    answerOf({ choices: [{ message: { content: 'a' }, logprobs: value }] }).choices[0]?.logprobs;
  assert.equal(of(logprobs), logprobs);
  assert.equal(of(null), null);
  assert.equal(of([-0.1]), null);
});

test('a whole answer that was broken off is a failure', () => {
  const failureOf = (choice: object) =>
    failureInAnswer({ status: 200, headers: {}, body: { choices: [{ message: { content: 'a' } }, choice] } });
  assert.equal(failureOf({ finish_reason: 'error' })?.class, 'upstream_bug');
  assert.equal(
    failureOf({ finish_reason: 'stop', error: { code: 429, message: 'slow' } })?.class,
    'rate_limited',
  );
  assert.equal(failureOf({ finish_reason: 'insufficient_system_resource' })?.class, 'overloaded');
  assert.equal(failureOf({ finish_reason: 'stop', error: null }), undefined);
});

test('ids that we give are short enough for every provider that the conversation may go on with', () => {
  const id = 'chatcmpl-0199a3b2-7c1d-7e4f-9a0b-1c2d3e4f5a6b';
  const message = { tool_calls: [{ function: { name: 'f' } }, { function: { name: 'g' } }] };
  const ids =
    answerOf({ id, choices: [{ message }] }).choices[0]?.message.tool_calls?.map((call) => call.id) ?? [];
  assert.equal(new Set(ids).size, 2);
  for (const each of ids) assert.match(each, /^[A-Za-z0-9_-]{1,40}$/);
});
