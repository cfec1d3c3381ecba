import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareCallId, recallFromId } from '../../call-memory.ts';
import { memoryKeyOf } from './memory.ts';
import { failureInResponse, fromResponse } from './response.ts';

const place = 'https://api.openai.com/v1';
const context = { model: 'gpt-5.6', id: 'chatcmpl-ours', createdSeconds: 1_790_000_000 };
const answerOf = (body: unknown) => fromResponse({ status: 200, headers: {}, body }, context, place);

const thought = {
  id: 'rs_1',
  type: 'reasoning',
  encrypted_content: 'sealed',
  summary: [
    { type: 'summary_text', text: 'First.' },
    { type: 'summary_text', text: 'Then.' },
  ],
};
const message = (text: string, more: object = {}) => ({
  id: 'msg_1',
  type: 'message',
  status: 'completed',
  role: 'assistant',
  content: [{ type: 'output_text', annotations: [], logprobs: [], text }],
  ...more,
});
const call = (call_id: string, more: object = {}) => ({
  id: 'fc_1',
  type: 'function_call',
  status: 'completed',
  call_id,
  name: 'f',
  arguments: '{"a":1}',
  ...more,
});
const whole = {
  id: 'resp_1',
  object: 'response',
  created_at: 1_791_456_012,
  status: 'completed',
  error: null,
  incomplete_details: null,
  model: 'gpt-5.6-2026-07-01',
  output: [thought, message('ok')],
  usage: {
    input_tokens: 13,
    input_tokens_details: { cached_tokens: 4, cache_write_tokens: 0 },
    output_tokens: 7,
    output_tokens_details: { reasoning_tokens: 5 },
    total_tokens: 20,
  },
};

test('a response is read with its text, its summary and its usage', () => {
  assert.deepEqual(answerOf(whole), {
    id: 'resp_1',
    object: 'chat.completion',
    created: 1_791_456_012,
    model: 'gpt-5.6-2026-07-01',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'ok', refusal: null, reasoning_content: 'First.\n\nThen.' },
        finish_reason: 'stop',
        logprobs: null,
      },
    ],
    usage: {
      prompt_tokens: 13,
      completion_tokens: 7,
      total_tokens: 20,
      prompt_tokens_details: { cached_tokens: 4 },
      completion_tokens_details: { reasoning_tokens: 5 },
    },
  });
});

test('calls keep their ids, and the first after a thought carries it for the next turn', () => {
  const output = [
    thought,
    message('so', { phase: 'commentary' }),
    call('call_1'),
    call('call_2', { arguments: '' }),
  ];
  const { message: said, finish_reason } = answerOf({ ...whole, output }).choices[0] ?? assert.fail();
  const [first, second] = said.tool_calls ?? [];
  assert.equal(finish_reason, 'tool_calls');
  assert.equal(said.content, 'so');
  assert.equal(bareCallId(first?.id ?? ''), 'call_1');
  assert.deepEqual(first?.function, { name: 'f', arguments: '{"a":1}' });
  assert.deepEqual(recallFromId(first?.id ?? '', 'reasoning', memoryKeyOf('gpt-5.6', place)), [
    { type: 'reasoning', id: 'rs_1', summary: thought.summary, encrypted_content: 'sealed' },
    { type: 'message', phase: 'commentary' },
  ]);
  assert.deepEqual(second, { id: 'call_2', type: 'function', function: { name: 'f', arguments: '{}' } });
});

test('a thought that is not sealed is not kept: nobody could look it up', () => {
  const output = [{ ...thought, encrypted_content: null }, message('so'), call('call_1')];
  assert.equal(answerOf({ ...whole, output }).choices[0]?.message.tool_calls?.[0]?.id, 'call_1');
});

test('texts that stand apart are not run together; a refusal is one', () => {
  const parts = [message('Looking.'), message('Found.')];
  assert.equal(answerOf({ ...whole, output: parts }).choices[0]?.message.content, 'Looking.\n\nFound.');
  const refused = { type: 'message', content: [{ type: 'refusal', refusal: 'No.' }] };
  const { message: said } = answerOf({ ...whole, output: [refused] }).choices[0] ?? assert.fail();
  assert.deepEqual([said.content, said.refusal], [null, 'No.']);
});

test('a response that was cut says why', () => {
  const finishOf = (reason: string, output: unknown[]) =>
    answerOf({ ...whole, status: 'incomplete', incomplete_details: { reason }, output }).choices[0]
      ?.finish_reason;
  assert.equal(finishOf('max_output_tokens', [message('o')]), 'length');
  assert.equal(finishOf('max_output_tokens', [call('call_1')]), 'length');
  assert.equal(finishOf('content_filter', [message('o')]), 'content_filter');
});

test('a failure in a 200 is found', () => {
  const classOf = (body: unknown) => failureInResponse({ status: 200, headers: {}, body })?.class;
  assert.equal(classOf(whole), undefined);
  assert.equal(classOf({ ...whole, status: 'incomplete' }), undefined);
  assert.equal(classOf('<html>Sign in</html>'), 'upstream_bug');
  assert.equal(
    classOf({ ...whole, status: 'failed', error: { code: 'rate_limit_exceeded', message: 'm' } }),
    'rate_limited',
  );
  assert.equal(
    classOf({ ...whole, status: 'failed', error: { code: 'server_error', message: 'm' } }),
    'upstream_bug',
  );
  assert.equal(classOf({ ...whole, status: 'failed' }), 'upstream_bug');
  assert.equal(classOf({ ...whole, status: 'cancelled' }), 'upstream_bug');
  assert.equal(classOf({ choices: [] }), 'upstream_bug');
});
