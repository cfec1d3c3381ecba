import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyAzure } from './errors.ts';

const classify = (status: number, error: unknown) => classifyAzure({ status, headers: {}, body: { error } });

test('a filtered prompt says which filters held it back (section 6.4)', () => {
  const error = {
    message: 'The response was filtered.',
    type: null,
    param: 'prompt',
    code: 'content_filter',
    status: 400,
    innererror: {
      code: 'ResponsibleAIPolicyViolation',
      content_filter_result: {
        hate: { filtered: false, severity: 'safe' },
        jailbreak: { filtered: true, detected: true },
        violence: { filtered: true, severity: 'high' },
      },
    },
  };
  const failure = classify(400, error);
  assert.equal(failure.class, 'content_filter');
  assert.equal(failure.message, 'The response was filtered. (Filtered for: jailbreak, violence.)');
  assert.equal(classify(400, { ...error, innererror: null }).message, 'The response was filtered.');
});

test('an unknown path or version is not taken for a missing deployment', () => {
  assert.match(classify(404, { code: '404', message: 'Resource not found' }).message, /api-version/);
  const missing = {
    code: 'DeploymentNotFound',
    message: 'The API deployment for this resource does not exist.',
  };
  assert.equal(classify(404, missing).message, missing.message);
  assert.equal(classify(404, missing).class, 'model_not_found');
});

test('Azure’s other answers keep their class and their hint', () => {
  const denied = {
    code: '401',
    message: 'Access denied due to invalid subscription key or wrong API endpoint.',
  };
  assert.equal(classify(401, denied).class, 'auth');
  const flat = {
    statusCode: 401,
    message: 'Unauthorized. Access token is missing, invalid, audience is incorrect',
  };
  assert.equal(classifyAzure({ status: 401, headers: {}, body: flat }).class, 'auth');
  const limited = {
    code: '429',
    message: 'Requests have exceeded token rate limit. Please retry after 7 seconds.',
  };
  assert.deepEqual(
    [classify(429, limited).class, classify(429, limited).retryAfterMs],
    ['rate_limited', 7_000],
  );
});
