import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FailureClass } from '../provider.ts';
import { classifyGoogle, failureInContent } from './errors.ts';
import { fromGenerateContent } from './response.ts';

const context = { model: 'asked', id: 'chatcmpl-ours', createdSeconds: 7 };
const read = (body: unknown) =>
  fromGenerateContent({ status: 200, headers: {}, body }, context, 'gemini_api');
const failure = (body: unknown) => failureInContent({ status: 200, headers: {}, body });

test('text, thoughts and calls of an answer', () => {
  // Parts as in reference/wire-protocols.md 9.4; counts as in appendix B.
  const answer = read({
    candidates: [
      {
        content: {
          role: 'model',
          parts: [
            { text: 'hm', thought: true },
            { text: 'Hi' },
            { functionCall: { name: 'f', args: { a: 1 } } },
            { functionCall: { id: 'own', name: '_pb_7zip' } },
          ],
        },
        finishReason: 'STOP',
        index: 0,
      },
    ],
    usageMetadata: {
      promptTokenCount: 20,
      cachedContentTokenCount: 8,
      candidatesTokenCount: 10,
      thoughtsTokenCount: 5,
      totalTokenCount: 35,
    },
    modelVersion: 'gemini-x',
    responseId: 'r1',
  });
  assert.deepEqual(answer, {
    id: 'r1',
    object: 'chat.completion',
    created: 7,
    model: 'gemini-x',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: 'Hi',
          refusal: null,
          tool_calls: [
            { id: 'call_r1_0', type: 'function', function: { name: 'f', arguments: '{"a":1}' } },
            { id: 'own', type: 'function', function: { name: '7zip', arguments: '{}' } },
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
      prompt_tokens_details: { cached_tokens: 8 },
      completion_tokens_details: { reasoning_tokens: 5 },
    },
  });
});

test('several candidates are several choices, with ids of calls that differ', () => {
  const parts = [{ functionCall: { name: 'f' } }];
  const { choices } = read({
    responseId: 'r1',
    candidates: [
      { index: 1, content: { parts }, finishReason: 'STOP' },
      { index: 0, content: { parts: [{ text: 'Hi' }] }, finishReason: 'MAX_TOKENS' },
      { content: { parts }, finishReason: 'SAFETY', finishMessage: 'No.' },
    ],
  });
  assert.deepEqual(
    choices.map(({ index, finish_reason, message }) => [index, finish_reason, message.tool_calls?.[0]?.id]),
    [
      [1, 'tool_calls', 'call_r1_1_0'],
      [0, 'length', undefined],
      [2, 'content_filter', 'call_r1_2_0'],
    ],
  );
  assert.equal(choices[2]?.message.refusal, 'No.');
});

test('probabilities of tokens have OpenAI’s shape', () => {
  const candidate = {
    finishReason: 'STOP',
    logprobsResult: {
      chosenCandidates: [{ token: 'a', tokenId: 1, logProbability: -0.5 }, { token: 'b' }],
      topCandidates: [{ candidates: [{ token: 'a', logProbability: -0.5 }] }],
    },
  };
  assert.deepEqual(read({ candidates: [candidate] }).choices[0]?.logprobs, {
    content: [
      {
        token: 'a',
        logprob: -0.5,
        bytes: null,
        top_logprobs: [{ token: 'a', logprob: -0.5, bytes: null }],
      },
      { token: 'b', logprob: 0, bytes: null, top_logprobs: [] },
    ],
    refusal: null,
  });
  assert.equal(read({ candidates: [{ finishReason: 'STOP' }] }).choices[0]?.logprobs, null);
});

test('each finish reason has its own', () => {
  const reasons = {
    STOP: 'stop',
    FINISH_REASON_UNSPECIFIED: 'stop',
    OTHER: 'stop',
    MAX_TOKENS: 'length',
    SAFETY: 'content_filter',
    RECITATION: 'content_filter',
    BLOCKLIST: 'content_filter',
    PROHIBITED_CONTENT: 'content_filter',
    SPII: 'content_filter',
    LANGUAGE: 'content_filter',
    IMAGE_SAFETY: 'content_filter',
    IMAGE_PROHIBITED_CONTENT: 'content_filter',
    IMAGE_RECITATION: 'content_filter',
  };
  for (const [finishReason, finish] of Object.entries(reasons)) {
    assert.equal(read({ candidates: [{ finishReason }] }).choices[0]?.finish_reason, finish, finishReason);
  }
});

test('a blocked prompt is an empty answer that was filtered', () => {
  const body = {
    promptFeedback: { blockReason: 'SAFETY', blockReasonMessage: 'Blocked.' },
    usageMetadata: {},
  };
  assert.equal(failure(body), undefined);
  const [choice] = read(body).choices;
  assert.deepEqual(
    [choice?.message.content, choice?.message.refusal, choice?.finish_reason],
    ['', 'Blocked.', 'content_filter'],
  );
});

test('a 200 without an answer that can be used is a failure', () => {
  assert.equal(failure({ candidates: [{ content: { parts: [] }, finishReason: 'STOP' }] }), undefined);
  for (const finishReason of [
    'MALFORMED_FUNCTION_CALL',
    'UNEXPECTED_TOOL_CALL',
    'TOO_MANY_TOOL_CALLS',
    'MISSING_THOUGHT_SIGNATURE',
    'NO_IMAGE',
    'IMAGE_OTHER',
  ]) {
    assert.deepEqual(failure({ candidates: [{ finishReason, finishMessage: 'Malformed.' }] }), {
      class: 'upstream_bug',
      message: 'Malformed.',
      code: finishReason,
    });
  }
  assert.equal(failure({})?.class, 'upstream_bug');
  assert.equal(failure([{ error: { code: 503, message: 'x', status: 'UNAVAILABLE' } }])?.class, 'overloaded');
});

test('a stream that comes as a list is no answer: reading its first part alone would be an empty one', () => {
  const part = (text: string) => ({ candidates: [{ content: { parts: [{ text }] } }] });
  assert.equal(failure([part('Hel'), part('lo')])?.class, 'upstream_bug');
  assert.equal(failure([{ error: { code: 503, status: 'UNAVAILABLE' } }])?.class, 'overloaded');
  assert.equal(failure([part('Hel'), { error: { code: 503, status: 'UNAVAILABLE' } }])?.class, 'overloaded');
});

test('errors by row of reference/wire-protocols.md 9.5 and 10.5', () => {
  const rows: [number, string, string, FailureClass, object[]?][] = [
    [400, 'INVALID_ARGUMENT', 'x', 'bad_request'],
    [
      400,
      'INVALID_ARGUMENT',
      'API key not valid. Please pass a valid API key.',
      'auth',
      [{ reason: 'API_KEY_INVALID' }],
    ],
    [400, 'INVALID_ARGUMENT', 'API Key not found. Please pass a valid API key.', 'auth'],
    [
      400,
      'INVALID_ARGUMENT',
      'The input token count (9) exceeds the maximum number of tokens allowed (8).',
      'context_length',
    ],
    [400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.', 'permission'],
    [401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.', 'auth'],
    [402, '', 'prepaid balance exhausted', 'quota'],
    [403, 'PERMISSION_DENIED', 'x', 'permission', [{ reason: 'SERVICE_DISABLED' }]],
    [403, 'PERMISSION_DENIED', 'Your API key was reported as leaked. Please use another API key.', 'auth'],
    [403, 'PERMISSION_DENIED', "Method doesn't allow unregistered callers.", 'auth'],
    [
      403,
      'PERMISSION_DENIED',
      "Permission 'aiplatform.endpoints.predict' denied on resource x",
      'permission',
    ],
    [404, 'NOT_FOUND', 'models/x is not found for API version v1beta', 'model_not_found'],
    [404, 'NOT_FOUND', 'Publisher Model `projects/../models/x` was not found', 'model_not_found'],
    [429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota..', 'rate_limited'],
    [429, 'RESOURCE_EXHAUSTED', 'Quota exceeded for metric x, limit: 0', 'quota'],
    [429, 'RESOURCE_EXHAUSTED', 'x', 'quota', [{ violations: [{ quotaId: 'RequestsPerDayPerProject' }] }]],
    [499, 'CANCELLED', 'x', 'overloaded'],
    [500, 'INTERNAL', 'x', 'upstream_bug'],
    [503, 'UNAVAILABLE', 'The model is overloaded.', 'overloaded'],
    [504, 'DEADLINE_EXCEEDED', 'x', 'timeout'],
  ];
  for (const [code, status, message, expected, details = []] of rows) {
    const body = { error: { code, message, status, details } };
    assert.equal(classifyGoogle({ status: code, headers: {}, body }).class, expected, message);
    assert.equal(classifyGoogle({ status: code, headers: {}, body: [body] }).class, expected, 'in a list');
    assert.equal(failure(body)?.class, expected, 'in a 200');
  }
  assert.equal(
    classifyGoogle({ status: 413, headers: {}, body: '<html>Too large</html>' }).class,
    'bad_request',
  );
});

test('the time to wait is in the body', () => {
  const details = [
    {
      '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
      violations: [{ quotaId: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier' }],
    },
    { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.4s' },
  ];
  const body = { error: { code: 429, message: 'x', status: 'RESOURCE_EXHAUSTED', details } };
  const limited = classifyGoogle({ status: 429, headers: {}, body });
  assert.deepEqual([limited.class, limited.retryAfterMs], ['rate_limited', 34_400]);
});
