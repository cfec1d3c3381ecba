import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FailureClass } from '../provider.ts';
import { answerTool } from '../wire-anthropic/request.ts';
import { classifyBedrock, failureInConverse } from './errors.ts';
import { fromConverse } from './response.ts';

const context = { model: 'asked', id: 'ours', createdSeconds: 7 };
const read = (body: unknown, headers = {}) => fromConverse({ status: 200, headers, body }, context);
const output = (...content: object[]) => ({ output: { message: { role: 'assistant', content } } });

test('text, calls and thoughts of an answer', () => {
  // Blocks as in reference/wire-protocols.md 8.4; counts as in appendix B.
  const body = {
    ...output(
      { reasoningContent: { reasoningText: { text: 'hm' } } },
      { text: 'H' },
      { citationsContent: {} },
      { text: 'i' },
      { toolUse: { toolUseId: 'tooluse_a', name: 'f', input: { a: 1 } } },
    ),
    stopReason: 'tool_use',
    usage: {
      inputTokens: 12,
      outputTokens: 15,
      totalTokens: 35,
      cacheReadInputTokens: 8,
      cacheWriteInputTokens: 0,
    },
  };
  const answer = read(body, { 'x-amzn-requestid': 'req-1' });
  assert.deepEqual(answer, {
    id: 'req-1',
    object: 'chat.completion',
    created: 7,
    model: 'asked',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: 'Hi',
          refusal: null,
          tool_calls: [{ id: 'tooluse_a', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }],
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
      prompt_tokens_details: { cached_tokens: 8, cache_write_tokens: 0 },
    },
  });
});

test('the tool that carries JSON is the text, and a clean end', () => {
  const [choice] = read({
    ...output({ toolUse: { toolUseId: 't', name: answerTool, input: { a: 1 } } }),
    stopReason: 'tool_use',
  }).choices;
  assert.deepEqual([choice?.message.content, choice?.finish_reason], ['{"a":1}', 'stop']);
});

test('of two answers by schema the first one is the text', () => {
  const answer = (a: number) => ({ toolUse: { toolUseId: 't', name: answerTool, input: { a } } });
  const [choice] = read({ ...output(answer(1), answer(2)), stopReason: 'tool_use' }).choices;
  assert.equal(choice?.message.content, '{"a":1}');
});

test('a call without arguments has an empty object, and content is null where there are only calls', () => {
  const [choice] = read({
    ...output({ toolUse: { toolUseId: 't', name: 'f' } }),
    stopReason: 'tool_use',
  }).choices;
  assert.deepEqual(
    [choice?.message.tool_calls?.[0]?.function.arguments, choice?.message.content],
    ['{}', null],
  );
});

test('without counts there is no usage, and cached tokens count as part of the prompt', () => {
  assert.equal(read(output({ text: 'x' })).usage, undefined);
  const usage = { inputTokens: 1, outputTokens: 2, cacheReadInputTokens: 4, cacheWriteInputTokens: 8 };
  assert.deepEqual(read({ ...output(), usage }).usage, {
    prompt_tokens: 13,
    completion_tokens: 2,
    total_tokens: 15,
    prompt_tokens_details: { cached_tokens: 4, cache_write_tokens: 8 },
  });
});

test('each stop reason has its finish reason, a guardrail is no clean stop', () => {
  const reasons = {
    end_turn: 'stop',
    stop_sequence: 'stop',
    max_tokens: 'length',
    model_context_window_exceeded: 'length',
    guardrail_intervened: 'content_filter',
    content_filtered: 'content_filter',
    refusal: 'content_filter',
    something_new: 'stop',
  };
  for (const [stopReason, finish] of Object.entries(reasons)) {
    assert.equal(read({ ...output(), stopReason }).choices[0]?.finish_reason, finish, stopReason);
  }
});

test('a 200 without an answer that can be used is a failure', () => {
  const failure = (body: unknown) => failureInConverse({ status: 200, headers: {}, body })?.class;
  assert.equal(failure(output()), undefined);
  assert.equal(
    failure({ Output: { __type: 'com.amazon.coral.service#UnknownOperationException' } }),
    'upstream_bug',
  );
  assert.equal(failure({}), 'upstream_bug');
  assert.equal(failure({ ...output(), stopReason: 'malformed_tool_use' }), 'upstream_bug');
  assert.equal(failure({ ...output(), stopReason: 'malformed_model_output' }), 'upstream_bug');
});

test('errors by row of reference/wire-protocols.md 8.7', () => {
  const rows: [number, string, string, FailureClass][] = [
    [400, 'ValidationException', 'x', 'bad_request'],
    [400, 'ValidationException', 'Input is too long for requested model.', 'context_length'],
    [400, 'ValidationException', 'prompt is too long: 9 tokens > 8 maximum', 'context_length'],
    [400, 'ValidationException', 'The provided model identifier is invalid.', 'model_not_found'],
    [
      400,
      'ValidationException',
      'Invocation of model ID x with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.',
      'bad_request',
    ],
    [
      403,
      'AccessDeniedException',
      'You don’t have access to the model with the specified model ID.',
      'permission',
    ],
    [403, 'AccessDeniedException', 'Authentication failed: Please make sure your API Key is valid.', 'auth'],
    [403, 'UnrecognizedClientException', 'The security token included in the request is invalid.', 'auth'],
    [403, 'InvalidSignatureException', 'x', 'auth'],
    [403, 'ExpiredTokenException', 'x', 'auth'],
    [403, 'MissingAuthenticationTokenException', 'x', 'auth'],
    [
      404,
      'ResourceNotFoundException',
      'This model version has reached the end of its life.',
      'model_not_found',
    ],
    [408, 'ModelTimeoutException', 'x', 'timeout'],
    [424, 'ModelErrorException', 'x', 'upstream_bug'],
    [429, 'ThrottlingException', 'Too many tokens, please wait before trying again.', 'rate_limited'],
    [429, 'ThrottlingException', 'Too many tokens per day, please wait before trying again.', 'quota'],
    [429, 'ModelNotReadyException', 'x', 'overloaded'],
    [400, 'ServiceQuotaExceededException', 'x', 'quota'],
    [500, 'InternalServerException', 'x', 'upstream_bug'],
    [503, 'ServiceUnavailableException', 'x', 'overloaded'],
  ];
  for (const [status, type, message, expected] of rows) {
    const headers = { 'x-amzn-errortype': `${type}:http://internal.amazon.com/` };
    const failure = classifyBedrock({ status, headers, body: { message } });
    assert.deepEqual([failure.class, failure.code], [expected, type], message);
    const inBody = { __type: type, Message: message };
    assert.equal(
      classifyBedrock({ status, headers: {}, body: inBody }).class,
      expected,
      `by body: ${message}`,
    );
  }
});
