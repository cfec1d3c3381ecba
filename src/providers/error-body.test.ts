import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseErrorBody } from './error-body.ts';

/** Bodies after reference/wire-protocols.md, sections 5, 6, 11, 13 and 15.1. */
const table: [name: string, body: unknown, message: string, code?: string | undefined, param?: string][] = [
  [
    'OpenAI',
    {
      error: {
        message: 'no',
        type: 'invalid_request_error',
        param: 'max_tokens',
        code: 'unsupported_parameter',
      },
    },
    'no',
    'unsupported_parameter',
    'max_tokens',
  ],
  ['Azure', { error: { code: '401', message: 'Access denied' } }, 'Access denied', '401'],
  ['Azure, flat', { statusCode: 401, message: 'Unauthorized.' }, 'Unauthorized.', '401'],
  ['Gemini', { error: { code: 400, message: 'bad', status: 'INVALID_ARGUMENT' } }, 'bad', '400'],
  ['array', [{ error: { message: 'first', code: 5 } }], 'first', '5'],
  ['TGI', { error: 'Model is overloaded', error_type: 'overloaded' }, 'Model is overloaded', 'overloaded'],
  [
    'Ollama',
    { error: 'model "x" not found, try pulling it first' },
    'model "x" not found, try pulling it first',
  ],
  [
    'OAuth',
    { error: 'invalid_client', error_description: 'AADSTS7000215' },
    'AADSTS7000215',
    'invalid_client',
  ],
  ['vLLM, old', { object: 'error', message: 'm', type: 'BadRequestError', code: 400 }, 'm', '400'],
  ['vLLM without a key', { error: 'Unauthorized' }, 'Unauthorized', 'Unauthorized'],
  ['Cerebras', { message: 'm', type: 't', param: 'p', code: 'c' }, 'm', 'c', 'p'],
  ['Bedrock', { __type: 'com.amazon#ValidationException', message: 'm' }, 'm', 'ValidationException'],
  ['API Gateway', { Message: 'Forbidden' }, 'Forbidden'],
  ['FastAPI', { detail: 'Not Found' }, 'Not Found'],
  [
    'FastAPI, list',
    { detail: [{ loc: ['body', 'n'], msg: 'too big', type: 'x' }] },
    'too big',
    undefined,
    'body.n',
  ],
  [
    'Mistral',
    { object: 'error', message: { detail: [{ msg: 'extra', loc: ['body'] }] } },
    'extra',
    undefined,
    'body',
  ],
  ['Apigee', { fault: { faultstring: 'f', detail: { errorcode: 'oauth.v2' } } }, 'f', 'oauth.v2'],
  ['list of errors', { errors: [{ message: 'one' }, { message: 'two' }] }, 'one'],
  ['problem+json', { type: 'about:blank', title: 'Forbidden', status: 403 }, 'Forbidden', '403'],
  [
    'Spring',
    { timestamp: 1, status: 500, error: 'Internal Server Error', path: '/' },
    'Internal Server Error',
  ],
  [
    'STS',
    '<ErrorResponse><Error><Code>ExpiredToken</Code><Message>gone</Message></Error></ErrorResponse>',
    'gone',
    'ExpiredToken',
  ],
  ['HTML', '<html><style>p{}</style><title>502 Bad\n Gateway</title></html>', '502 Bad Gateway'],
  ['text', 'upstream connect error', 'upstream connect error'],
  ['JSON as text', '{"error":{"message":"m","code":"c"}}', 'm', 'c'],
  [
    'nested document',
    { error: { message: '{"error":{"message":"inner","code":"deep"}}', code: 'outer' } },
    'inner',
    'deep',
  ],
  ['nothing', null, ''],
  ['an empty object', {}, ''],
  ['a number', 7, ''],
];

test('one parser reads every shape of error body', () => {
  for (const [name, body, message, code, param] of table) {
    const error = parseErrorBody({ body, headers: {} });
    assert.equal(error.message, message, name);
    assert.equal(error.code, code, name);
    assert.equal(error.param, param, name);
  }
});

test('AWS names the error in a header, before everything else', () => {
  const headers = { 'x-amzn-errortype': 'ThrottlingException:http://internal.amazon.com/' };
  assert.equal(parseErrorBody({ body: { message: 'slow' }, headers }).code, 'ThrottlingException');
});

test('every identifier is kept: the inner code and the reasons decide the class', () => {
  const inner = {
    error: { message: 'm', code: 'content_filter', innererror: { code: 'ResponsibleAIPolicyViolation' } },
  };
  assert.deepEqual(parseErrorBody({ body: inner, headers: {} }).codes, [
    'content_filter',
    'ResponsibleAIPolicyViolation',
  ]);
  const reasons = { error: { code: 400, message: 'm', details: [{ reason: 'API_KEY_INVALID' }] } };
  assert.deepEqual(parseErrorBody({ body: reasons, headers: {} }).codes, ['400', 'API_KEY_INVALID']);
});

test('a long message is cut, and hostile bodies are read in no time', () => {
  assert.equal(
    parseErrorBody({ body: { error: { message: 'x'.repeat(1e6) } }, headers: {} }).message.length,
    501,
  );
  const nested = `${'{"message":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
  for (const body of ['<'.repeat(1e6), '<script'.repeat(1e5), nested, JSON.parse(nested), '['.repeat(1e5)]) {
    const before = performance.now();
    assert.ok(parseErrorBody({ body, headers: {} }).message.length <= 501);
    assert.ok(performance.now() - before < 500);
  }
});
