import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareCallId, recallFromId } from '../call-memory.ts';
import type { FailureClass } from '../provider.ts';
import { classifyMessages, failureInMessage } from './errors.ts';
import { answerTool } from './request.ts';
import { fromMessage } from './response.ts';

const context = { model: 'asked', id: 'ours', createdSeconds: 7 };
const read = (body: unknown) => fromMessage({ status: 200, headers: {}, body }, context);

test('text, calls and thoughts of a message', () => {
  // Blocks as in reference/wire-protocols.md 7.3; counts as in appendix B.
  const answer = read({
    type: 'message',
    id: 'msg_1',
    model: 'claude-x',
    content: [
      { type: 'thinking', thinking: 'hm' },
      { type: 'text', text: 'H' },
      { type: 'text', text: 'i' },
      { type: 'server_tool_use', id: 's1', name: 'web_search', input: {} },
      { type: 'tool_use', id: 'toolu_1', name: 'f', input: { a: 1 } },
      { type: 'tool_use', id: 'toolu_2', name: 'g' },
    ],
    stop_reason: 'tool_use',
    usage: {
      input_tokens: 10,
      cache_creation_input_tokens: 2,
      cache_read_input_tokens: 8,
      output_tokens: 15,
    },
  });
  assert.deepEqual(answer, {
    id: 'msg_1',
    object: 'chat.completion',
    created: 7,
    model: 'claude-x',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: 'Hi',
          refusal: null,
          tool_calls: [
            { id: 'toolu_1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } },
            { id: 'toolu_2', type: 'function', function: { name: 'g', arguments: '{}' } },
          ],
          reasoning_content: 'hm',
        },
        finish_reason: 'tool_calls',
        logprobs: null,
      },
    ],
    usage: {
      prompt_tokens: 20,
      completion_tokens: 15,
      total_tokens: 35,
      prompt_tokens_details: { cached_tokens: 8, cache_write_tokens: 2 },
    },
  });
});

test('signed thoughts travel in the id of the call that they led to', () => {
  const thought = { type: 'thinking', thinking: 'hm', signature: 's' };
  const hidden = { type: 'redacted_thinking', data: 'AAAA' };
  const use = (id: string) => ({ type: 'tool_use', id, name: 'f', input: {} });
  const [choice] = read({
    content: [thought, hidden, use('a'), use('b'), { ...thought, signature: 't' }, use('c')],
    stop_reason: 'tool_use',
  }).choices;
  const ids = choice?.message.tool_calls?.map(({ id }) => id) ?? [];
  assert.deepEqual(ids.map(bareCallId), ['a', 'b', 'c']);
  assert.deepEqual(
    // Under the model that was asked for: the next request names it the same way.
    ids.map((id) => recallFromId(id, 'anthropic', 'asked')),
    [[thought, hidden], undefined, [{ ...thought, signature: 't' }]],
  );
  assert.equal(choice?.message.reasoning_content, 'hmhm');
});

test('thoughts alone leave no mark on a plain answer', () => {
  const [choice] = read({
    content: [
      { type: 'redacted_thinking', data: 'AAAA' },
      { type: 'text', text: 'Hi' },
    ],
    stop_reason: 'end_turn',
  }).choices;
  assert.deepEqual(choice?.message, { role: 'assistant', content: 'Hi', refusal: null });
});

test('the tool that carries JSON is the text, and a clean end', () => {
  const [choice] = read({
    content: [{ type: 'tool_use', id: 't', name: answerTool, input: { a: 1 } }],
    stop_reason: 'tool_use',
  }).choices;
  assert.equal(choice?.message.content, '{"a":1}');
  assert.equal(choice?.message.tool_calls, undefined);
  assert.equal(choice?.finish_reason, 'stop');
});

test('each stop reason has its finish reason', () => {
  const reasons = {
    end_turn: 'stop',
    stop_sequence: 'stop',
    pause_turn: 'stop',
    max_tokens: 'length',
    model_context_window_exceeded: 'length',
    refusal: 'content_filter',
  };
  for (const [stop_reason, finish] of Object.entries(reasons)) {
    assert.equal(read({ content: [], stop_reason }).choices[0]?.finish_reason, finish, stop_reason);
  }
  const refused = read({ content: [], stop_reason: 'refusal', stop_details: { explanation: 'Not this.' } });
  assert.equal(refused.choices[0]?.message.refusal, 'Not this.');
});

test('counts that are missing or no numbers are not made up', () => {
  const usage = (counts: unknown) => read({ content: [], usage: counts }).usage;
  assert.equal(usage(undefined), undefined);
  assert.equal(usage({ input_tokens: null, output_tokens: 'x' }), undefined);
  assert.deepEqual(
    usage({ input_tokens: 3, output_tokens: 9, output_tokens_details: { thinking_tokens: 4 } }),
    {
      prompt_tokens: 3,
      completion_tokens: 9,
      total_tokens: 12,
      completion_tokens_details: { reasoning_tokens: 4 },
    },
  );
});

test('a 200 that is no message is a failure', () => {
  const failure = (body: unknown) => failureInMessage({ status: 200, headers: {}, body })?.class;
  assert.equal(failure({ type: 'message', content: [] }), undefined);
  assert.equal(failure({ type: 'error', error: { type: 'overloaded_error', message: 'x' } }), 'overloaded');
  assert.equal(failure({}), 'upstream_bug');
  assert.equal(failure('<html>'), 'upstream_bug');
});

test('errors by row of reference/wire-protocols.md 7.5', () => {
  const rows: [number, string, string, FailureClass][] = [
    [400, 'invalid_request_error', 'max_tokens: required', 'bad_request'],
    [400, 'invalid_request_error', 'prompt is too long: 215000 tokens > 200000 maximum', 'context_length'],
    [
      400,
      'invalid_request_error',
      'input length and `max_tokens` exceed context limit: 1 + 2 > 2',
      'context_length',
    ],
    [400, 'invalid_request_error', 'Your credit balance is too low to access the API', 'quota'],
    [401, 'authentication_error', 'invalid x-api-key', 'auth'],
    [402, 'billing_error', 'x', 'quota'],
    [403, 'permission_error', 'x', 'permission'],
    [404, 'not_found_error', 'model: claude-x', 'model_not_found'],
    [409, 'conflict_error', 'x', 'overloaded'],
    [413, 'request_too_large', 'x', 'bad_request'],
    [429, 'rate_limit_error', 'x', 'rate_limited'],
    [500, 'api_error', 'x', 'upstream_bug'],
    [504, 'timeout_error', 'x', 'timeout'],
    [529, 'overloaded_error', 'Overloaded', 'overloaded'],
  ];
  for (const [status, type, message, expected] of rows) {
    const body = { type: 'error', error: { type, message }, request_id: 'req_1' };
    assert.equal(classifyMessages({ status, headers: {}, body }).class, expected, message);
    assert.equal(
      failureInMessage({ status: 200, headers: {}, body })?.class,
      expected,
      `in a 200: ${message}`,
    );
  }
  // Cloudflare answers before the API does, in its own words.
  const tooLarge = classifyMessages({ status: 413, headers: {}, body: '<html>413</html>' });
  assert.equal(tooLarge.class, 'bad_request');
  const cap = {
    type: 'rate_limit_error',
    message: 'x',
    details: { error_code: 'enforced_spend_limit_reached' },
  };
  assert.equal(classifyMessages({ status: 429, headers: {}, body: { error: cap } }).class, 'quota');
  const limited = classifyMessages({ status: 429, headers: { 'retry-after': '7' }, body: {} });
  assert.deepEqual([limited.class, limited.retryAfterMs], ['rate_limited', 7000]);
});
