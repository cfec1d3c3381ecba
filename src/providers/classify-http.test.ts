import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyHttp } from './classify-http.ts';
import type { FailureClass } from './provider.ts';

const say = (message: string, code?: string) => ({ error: { message, ...(code && { code }) } });

/** Row by row of reference/wire-protocols.md, section 15.2. */
const table: [status: number, body: unknown, expected: FailureClass][] = [
  [401, say('no'), 'auth'],
  [
    400,
    { error: { code: 400, message: 'API key not valid', details: [{ reason: 'API_KEY_INVALID' }] } },
    'auth',
  ],
  [403, { __type: 'UnrecognizedClientException', message: 'x' }, 'auth'],
  [403, { __type: 'InvalidSignatureException', message: 'x' }, 'auth'],
  [400, { __type: 'ExpiredTokenException', message: 'x' }, 'auth'],
  [400, { error: 'invalid_client' }, 'auth'],
  [403, say('no'), 'permission'],
  [401, say('lacks the required data action', 'PermissionDenied'), 'permission'],
  [400, { __type: 'AccessDeniedException', message: 'x' }, 'permission'],
  [402, say('pay'), 'quota'],
  [429, say('x', 'insufficient_quota'), 'quota'],
  [429, say('x', 'credit_balance_exhausted'), 'quota'],
  [429, say('x', 'organization_spend_limit_exceeded'), 'quota'],
  [429, say('x', 'project_spend_limit_exceeded'), 'quota'],
  [429, say('x', 'organization_usage_limit_exceeded'), 'quota'],
  [400, say('Your credit balance is too low to access the API.'), 'quota'],
  [429, say('x'), 'rate_limited'],
  [498, say('x', 'capacity_exceeded'), 'rate_limited'],
  [503, say('x', 'slow_down'), 'rate_limited'],
  [503, say('x'), 'overloaded'],
  [529, say('x'), 'overloaded'],
  [400, say('x', 'overloaded_error'), 'overloaded'],
  [400, say('x', 'context_length_exceeded'), 'context_length'],
  [400, say("This model's maximum context length is 8192 tokens."), 'context_length'],
  [400, say('prompt is too long: 210000 tokens > 200000 maximum'), 'context_length'],
  [400, { message: 'Input is too long for requested model.' }, 'context_length'],
  [403, say('`inputs` tokens + `max_new_tokens` must be <= 4096'), 'context_length'],
  [413, say('Request exceeds the maximum number of tokens'), 'context_length'],
  [413, say('too large'), 'bad_request'],
  [400, say('x', 'content_filter'), 'content_filter'],
  [400, { error: { message: 'x', innererror: { code: 'ResponsibleAIPolicyViolation' } } }, 'content_filter'],
  [400, say('x', 'content_policy_violation'), 'content_filter'],
  [404, say('x'), 'model_not_found'],
  [400, say('x', 'model_not_found'), 'model_not_found'],
  [404, say('x', 'DeploymentNotFound'), 'model_not_found'],
  [400, say('The model `x` does not exist or you do not have access to it.'), 'model_not_found'],
  [410, say('retired'), 'model_not_found'],
  [405, 'Method Not Allowed', 'model_not_found'],
  [400, say("Unsupported parameter: 'max_tokens'", 'unsupported_parameter'), 'bad_request'],
  [422, say('Extra inputs are not permitted'), 'bad_request'],
  [400, say('Failed to call a function.', 'tool_use_failed'), 'upstream_bug'],
  [400, say('x', 'json_validate_failed'), 'upstream_bug'],
  [408, say('x'), 'timeout'],
  [504, '<html>', 'timeout'],
  [502, '<html>', 'unreachable'],
  [522, '', 'unreachable'],
  [409, say('x'), 'overloaded'],
  [500, say('x'), 'upstream_bug'],
  [599, '', 'upstream_bug'],
  [418, '', 'bad_request'],
];

test('every sign has its class', () => {
  for (const [status, body, expected] of table) {
    assert.equal(
      classifyHttp({ status, headers: {}, body }).class,
      expected,
      `${status} ${JSON.stringify(body)}`,
    );
  }
});

test('a provider’s own rules come first, and all that a rule names must hold', () => {
  const rules = [{ class: 'timeout' as const, status: [400], codes: ['odd'], message: /odd/ }];
  const odd = { status: 400, headers: {}, body: say('odd', 'ODD') };
  assert.equal(classifyHttp(odd, rules).class, 'timeout');
  assert.equal(classifyHttp({ ...odd, status: 401 }, rules).class, 'auth');
  assert.equal(classifyHttp({ ...odd, body: say('even', 'odd') }, rules).class, 'bad_request');
});

test('message, code, field and hint are carried along', () => {
  const body = { error: { message: 'slow', code: 'rate_limit_exceeded', param: 'n' } };
  assert.deepEqual(classifyHttp({ status: 429, headers: { 'retry-after': '3' }, body }), {
    class: 'rate_limited',
    message: 'slow',
    code: 'rate_limit_exceeded',
    param: 'n',
    retryAfterMs: 3_000,
  });
  assert.deepEqual(classifyHttp({ status: 500, headers: {}, body: '' }), {
    class: 'upstream_bug',
    message: 'The provider answered with status 500.',
  });
});
