import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FailureClass } from '../provider.ts';
import { classifyOpenai, failureInAnswer } from './errors.ts';

const error = (type: string | null, code: string | null, message = 'm') => ({
  error: { message, type, code },
});

/** Rows of reference/wire-protocols.md, sections 5.4 and 6.4, and the services of 11. */
const table: [status: number, body: unknown, expected: FailureClass][] = [
  [400, error('invalid_request_error', 'context_length_exceeded'), 'context_length'],
  [400, error('invalid_request_error', 'unsupported_parameter'), 'bad_request'],
  [400, error('invalid_request_error', null), 'bad_request'],
  [401, error('invalid_request_error', 'invalid_api_key'), 'auth'],
  [401, error('invalid_request_error', 'account_deactivated'), 'auth'],
  [403, error('request_forbidden', 'unsupported_country_region_territory'), 'permission'],
  [404, error('invalid_request_error', 'model_not_found'), 'model_not_found'],
  [409, error(null, null), 'overloaded'],
  [408, error(null, null), 'timeout'],
  [413, error(null, null), 'bad_request'],
  [429, error('tokens', 'rate_limit_exceeded'), 'rate_limited'],
  [429, error('requests', 'rate_limit_exceeded'), 'rate_limited'],
  [429, error('insufficient_quota', 'insufficient_quota'), 'quota'],
  [429, error('insufficient_quota', 'credit_balance_exhausted'), 'quota'],
  [429, error('rate_limit_error', 'slow_down'), 'rate_limited'],
  [500, error('server_error', null), 'upstream_bug'],
  [503, error('service_unavailable_error', 'server_is_overloaded'), 'overloaded'],
  // Azure
  [
    401,
    {
      error: { code: '401', message: 'Access denied due to invalid subscription key or wrong API endpoint.' },
    },
    'auth',
  ],
  [
    401,
    { statusCode: 401, message: 'Unauthorized. Access token is missing, invalid, audience is incorrect' },
    'auth',
  ],
  [401, { error: { code: 'PermissionDenied', message: 'lacks the required data action' } }, 'permission'],
  [403, { error: { code: '403', message: 'Public access is disabled.' } }, 'permission'],
  [404, { error: { code: 'DeploymentNotFound', message: 'does not exist' } }, 'model_not_found'],
  [404, { error: { code: '404', message: 'Resource not found' } }, 'model_not_found'],
  [
    400,
    { error: { code: 'OperationNotSupported', message: 'The chatCompletion operation does not work' } },
    'bad_request',
  ],
  [400, { error: { code: 'unknown_model', message: 'm' } }, 'model_not_found'],
  [
    400,
    {
      error: {
        message: 'The response was filtered',
        type: null,
        param: 'prompt',
        code: 'content_filter',
        status: 400,
        innererror: { code: 'ResponsibleAIPolicyViolation' },
      },
    },
    'content_filter',
  ],
  [
    429,
    { error: { code: '429', message: 'have exceeded token rate limit. Please retry after 7 seconds.' } },
    'rate_limited',
  ],
  [424, { error: { code: 'InternalServerError' } }, 'upstream_bug'],
  // vLLM, TGI, hosted services
  [401, { error: 'Unauthorized' }, 'auth'],
  [
    404,
    { object: 'error', message: 'The model `x` does not exist.', type: 'NotFoundError', code: 404 },
    'model_not_found',
  ],
  [422, { error: 'Input validation error', error_type: 'validation' }, 'bad_request'],
  [
    422,
    { error: '`inputs` tokens + `max_new_tokens` must be <= 4096.', error_type: 'validation' },
    'context_length',
  ],
  [429, { error: 'Model is overloaded', error_type: 'overloaded' }, 'overloaded'],
  [424, { error: 'Request failed during generation', error_type: 'generation' }, 'upstream_bug'],
  [402, { error: { message: 'Insufficient Balance' } }, 'quota'],
  [412, { error: { object: 'error', message: 'Account suspended' } }, 'permission'],
  [400, { error: { message: 'Failed to call a function.', code: 'tool_use_failed' } }, 'upstream_bug'],
  [410, { error: { message: 'retired' } }, 'model_not_found'],
  [
    401,
    { message: 'Wrong API Key', type: 'invalid_request_error', param: 'api_key', code: 'wrong_api_key' },
    'auth',
  ],
  [
    422,
    { object: 'error', message: { detail: [{ msg: 'Extra inputs are not permitted', loc: ['body', 'n'] }] } },
    'bad_request',
  ],
  [500, { fault: { faultstring: 'Execution failed', detail: { errorcode: 'steps.js' } } }, 'upstream_bug'],
];

test('every row of the errors table has its class', () => {
  for (const [status, body, expected] of table) {
    assert.equal(
      classifyOpenai({ status, headers: {}, body }).class,
      expected,
      `${status} ${JSON.stringify(body)}`,
    );
  }
});

test('Azure’s words and the hint in milliseconds say when to come back', () => {
  const body = { error: { code: '429', message: 'Please retry after 7 seconds.' } };
  assert.equal(classifyOpenai({ status: 429, headers: {}, body }).retryAfterMs, 7_000);
  assert.equal(classifyOpenai({ status: 429, headers: { 'retry-after-ms': '250' }, body }).retryAfterMs, 250);
});

test('a failure in a 200 is found', () => {
  const classOf = (body: unknown) => failureInAnswer({ status: 200, headers: {}, body })?.class;
  assert.equal(classOf('<!DOCTYPE html><title>Sign in</title>'), 'upstream_bug');
  assert.equal(classOf('OK'), 'upstream_bug');
  assert.equal(classOf({ error: { message: 'm', code: 'rate_limit_exceeded' } }), 'rate_limited');
  assert.equal(classOf({ object: 'error', message: 'm', code: 400 }), 'bad_request');
  assert.equal(classOf({ choices: [] }), 'upstream_bug');
  assert.equal(classOf({}), 'upstream_bug');
  assert.equal(classOf(null), 'upstream_bug');
  const cut = { choices: [{ message: { content: 'x' }, finish_reason: 'insufficient_system_resource' }] };
  assert.equal(classOf(cut), 'overloaded');
  assert.equal(
    classOf({ error: null, choices: [{ message: { content: '' }, finish_reason: 'length' }] }),
    undefined,
  );
});
