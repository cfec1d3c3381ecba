import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StreamChunk } from '../openai-shapes.ts';
import type { Failure } from '../provider.ts';
import { azureOpenai } from './index.ts';

const { chat } = azureOpenai;
const context = { model: 'prod-chat', id: 'chatcmpl-ours', createdSeconds: 1 };

function run(events: readonly unknown[]): { chunks: StreamChunk[]; done: boolean; failed?: Failure } {
  const state = chat.beginStream(context);
  const chunks: StreamChunk[] = [];
  for (const event of events) {
    const data = typeof event === 'string' ? event : JSON.stringify(event);
    const step = chat.decode(state, { type: '', data });
    chunks.push(...step.chunks);
    if (step.failed || step.done) return { ...step, chunks };
  }
  return { chunks, done: false };
}

const safe = { hate: { filtered: false, severity: 'safe' } };
const filterFirst = {
  choices: [],
  created: 0,
  id: '',
  model: '',
  object: '',
  prompt_filter_results: [{ prompt_index: 0, content_filter_results: safe }],
};
const piece = (delta: object | undefined, more: object = {}) => ({
  id: 'chatcmpl-x',
  created: 1_762_317_021,
  model: 'gpt-5-nano-2025-08-07',
  object: 'chat.completion.chunk',
  choices: [
    {
      index: 0,
      ...(delta && { delta }),
      finish_reason: null,
      logprobs: null,
      content_filter_results: {},
      ...more,
    },
  ],
  usage: null,
});

test('answers are rebuilt: the chunk of the prompt’s filter gives neither ids nor a chunk (section 6.3)', () => {
  assert.equal(chat.relaysBytes, undefined);
  const { chunks, done } = run([
    filterFirst,
    piece({ content: '', refusal: null, role: 'assistant' }),
    piece({ content: 'Hi' }, { content_filter_results: safe }),
    // The asynchronous filter: a choice without a delta, under no id.
    { ...piece(undefined, { content_filter_offsets: { check_offset: 1 } }), id: '', model: '', created: 0 },
    piece({}, { finish_reason: 'stop' }),
    { ...piece(undefined), choices: [], usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } },
    '[DONE]',
  ]);
  assert.ok(done);
  assert.ok(chunks.every(({ id, model }) => id === 'chatcmpl-x' && model === 'gpt-5-nano-2025-08-07'));
  assert.equal(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join(''), 'Hi');
  assert.ok(chunks.slice(0, -1).every(({ choices }) => choices.length === 1));
  assert.equal(chunks.at(-1)?.usage?.total_tokens, 3);
  assert.ok(!JSON.stringify(chunks).includes('filter_results'));
});

test('a completion that was filtered ends with that reason, in the middle of a sentence', () => {
  const { chunks, done } = run([
    filterFirst,
    piece({ role: 'assistant', content: 'How to' }),
    piece({}, { finish_reason: 'content_filter', content_filter_results: { violence: { filtered: true } } }),
    '[DONE]',
  ]);
  assert.ok(done);
  assert.equal(chunks.at(-1)?.choices[0]?.finish_reason, 'content_filter');
});

test('an error in the stream is one, also right after the filter’s chunk', () => {
  const { failed, chunks } = run([
    filterFirst,
    { error: { code: 'content_filter', message: 'The response was filtered.', status: 400 } },
  ]);
  assert.equal(failed?.class, 'content_filter');
  assert.deepEqual(chunks, []);
});

test('a whole answer is read without what the filters said', () => {
  const body = {
    id: 'chatcmpl-x',
    created: 1_762_317_021,
    model: 'gpt-4o-2024-11-20',
    prompt_filter_results: [{ prompt_index: 0, content_filter_results: safe }],
    choices: [
      {
        index: 0,
        finish_reason: 'stop',
        content_filter_results: safe,
        message: { role: 'assistant', content: 'Hi' },
      },
    ],
  };
  const answer = chat.response({ status: 200, headers: {}, body }, context);
  assert.equal(answer.choices[0]?.message.content, 'Hi');
  assert.equal(answer.model, 'gpt-4o-2024-11-20');
  assert.ok(!JSON.stringify(answer).includes('filter'));
});
