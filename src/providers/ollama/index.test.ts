import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Variant } from '../catalogue.ts';
import type { FailureClass } from '../provider.ts';
import { ollama } from './index.ts';

const [variant] = ollama.variants as [Variant];
const context = { model: 'asked', id: 'ours', createdSeconds: 1 };
const answer = (body: unknown) => ({ status: 200, headers: {}, body });

test('a server’s address is enough; what was pasted after it is taken away', () => {
  const host = 'http://ollama.internal:11434';
  for (const path of ['', '/', '/v1', '/v1/', '/v1/chat/completions', '/api', '/api/chat', '/api/tags']) {
    const reading = ollama.read(variant, { base_url: `${host}${path}` });
    assert.ok(reading.ok, path);
    const connection = ollama.connect('api_key', reading.settings);
    assert.deepEqual([connection.baseUrl, connection.auth], [host, { kind: 'none' }], path);
    assert.equal(ollama.chat.request(connection, {}, 'm', { messages: [] }).url, `${host}/api/chat`);
    assert.equal(ollama.listing?.request(connection, {}, undefined).url, `${host}/api/tags`);
  }
});

test('a key goes as a bearer token, to that origin only', () => {
  const reading = ollama.read(variant, { base_url: 'https://ollama.com', api_key: 'k' });
  assert.ok(reading.ok);
  const { auth, origins } = ollama.connect('api_key', reading.settings);
  assert.deepEqual(auth, { kind: 'header', header: 'Authorization', prefix: 'Bearer ', secret: 'api_key' });
  assert.deepEqual(origins, { api_key: ['https://ollama.com'] });
});

test('what is missing or wrong is told by field', () => {
  const table: [Record<string, unknown>, string][] = [
    [{}, 'base_url'],
    [{ base_url: 'localhost:11434' }, 'base_url'],
    [{ base_url: 'http://u:p@x.example' }, 'base_url'],
    [{ base_url: 'http://x.example', api_key: 'a\nb' }, 'api_key'],
    [{ base_url: 'http://x.example', api_key: 'sk-admin-x' }, 'api_key'],
  ];
  for (const [fields, expected] of table) {
    const reading = ollama.read(variant, fields);
    assert.ok(!reading.ok && reading.problems[0]?.field === expected, JSON.stringify(fields));
  }
});

test('installed models, with what they can and how much they hold', () => {
  const body = {
    models: [
      {
        name: 'llama3.2:latest',
        details: { context_length: 131_072 },
        capabilities: ['completion', 'tools'],
      },
      { name: 'nomic-embed-text:latest', capabilities: ['embedding'] },
      { name: 'all-minilm:latest' },
      { model: 'old:latest' },
    ],
  };
  assert.deepEqual(ollama.listing?.read(answer(body)).models, [
    { id: 'llama3.2:latest', kind: 'chat', contextTokens: 131_072 },
    { id: 'nomic-embed-text:latest', kind: 'embedding' },
    { id: 'all-minilm:latest', kind: 'embedding' },
    { id: 'old:latest', kind: 'unknown' },
  ]);
  assert.throws(() => ollama.listing?.read(answer('Ollama is running')));
});

test('one model is looked up without loading it', () => {
  const connection = ollama.connect('api_key', { base_url: 'http://x.example:11434' });
  assert.deepEqual(ollama.lookup?.request(connection, {}, 'llama3.2').body, { model: 'llama3.2' });
  const body = { capabilities: ['completion'], model_info: { 'llama.context_length': 8_192 } };
  assert.deepEqual(ollama.lookup?.read(answer(body), 'llama3.2'), {
    id: 'llama3.2',
    kind: 'chat',
    contextTokens: 8_192,
  });
});

test('a whole answer', () => {
  const body = {
    model: 'llama3.2',
    message: {
      role: 'assistant',
      content: '',
      tool_calls: [{ function: { name: 'f', arguments: { a: 1 } } }],
    },
    done: true,
    done_reason: 'stop',
    prompt_eval_count: 12,
    eval_count: 9,
  };
  assert.equal(ollama.chat.failureIn?.(answer(body)), undefined);
  assert.deepEqual(ollama.chat.response(answer(body), context), {
    id: 'ours',
    object: 'chat.completion',
    created: 1,
    model: 'llama3.2',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: null,
          refusal: null,
          tool_calls: [
            { id: 'call_ours_0', type: 'function', function: { name: 'f', arguments: '{"a":1}' } },
          ],
        },
        finish_reason: 'tool_calls',
        logprobs: null,
      },
    ],
    usage: { prompt_tokens: 12, completion_tokens: 9, total_tokens: 21 },
  });
  const loaded = ollama.chat.response(answer({ message: { content: '' }, done_reason: 'load' }), context);
  assert.deepEqual([loaded.choices[0]?.finish_reason, loaded.choices[0]?.message.content], ['stop', '']);
});

test('thinking and probabilities of a whole answer are kept', () => {
  const body = {
    message: { role: 'assistant', content: 'x', thinking: 'hm' },
    logprobs: [{ token: 'x', logprob: -1, top_logprobs: [{ token: 'y', logprob: -2 }] }],
    done: true,
    done_reason: 'length',
  };
  const [choice] = ollama.chat.response(answer(body), context).choices;
  assert.deepEqual(choice?.message, {
    role: 'assistant',
    content: 'x',
    refusal: null,
    reasoning_content: 'hm',
  });
  assert.equal(choice?.finish_reason, 'length');
  assert.deepEqual(choice?.logprobs, {
    content: [{ token: 'x', logprob: -1, bytes: null, top_logprobs: [{ token: 'y', logprob: -2 }] }],
    refusal: null,
  });
});

test('losses are told through the wire, and images are never Ollama’s to fetch', () => {
  const connection = ollama.connect('api_key', { base_url: 'http://x.example:11434' });
  const lost: string[] = [];
  const extras = { lose: (param: string) => void lost.push(param), adjust: () => undefined };
  const messages = [{ role: 'user' as const, content: 'hi' }];
  ollama.chat.request(connection, {}, 'm', { messages, n: 2 }, extras);
  assert.deepEqual(lost, ['n']);
  assert.ok(!ollama.chat.takesImageUrls?.({}));
});

test('errors, also those of a 200 (reference/wire-protocols.md, section 12.4)', () => {
  const table: [status: number, body: unknown, expected: FailureClass][] = [
    [400, { error: 'registry.ollama.ai/library/x does not support tools' }, 'bad_request'],
    [400, { error: '"x" does not support chat' }, 'bad_request'],
    [400, { error: 'the input length exceeds the context length' }, 'context_length'],
    [404, { error: 'model "x" not found, try pulling it first' }, 'model_not_found'],
    [499, '', 'timeout'],
    [500, { error: 'llama runner process has terminated' }, 'upstream_bug'],
    [503, { error: 'server busy, please try again. maximum pending requests exceeded' }, 'overloaded'],
    [401, { error: 'unauthorized' }, 'auth'],
  ];
  for (const [status, body, expected] of table) {
    assert.equal(ollama.classify({ status, headers: {}, body }).class, expected, JSON.stringify(body));
  }
  assert.equal(ollama.chat.failureIn?.(answer({ error: 'x' }))?.class, 'upstream_bug');
  assert.equal(ollama.chat.failureIn?.(answer('<html>'))?.class, 'upstream_bug');
});

test('an error in place of vectors is of the class that it says itself', () => {
  const failure = (body: unknown) => ollama.embeddings?.failureIn?.(answer(body))?.class;
  assert.equal(failure({ error: { code: 429, status: 'RESOURCE_EXHAUSTED' } }), 'rate_limited');
  assert.equal(failure({ error: 'server busy, please try again.' }), 'overloaded');
  assert.equal(failure({ error: 'x' }), 'upstream_bug');
  assert.equal(failure({ embeddings: [[1]] }), undefined);
});

test('embeddings are never made of a text that was cut', () => {
  const connection = ollama.connect('api_key', { base_url: 'http://x.example:11434' });
  const plan = ollama.embeddings?.request(connection, {}, 'e', ['a', 'b'], 256);
  assert.equal(plan?.url, 'http://x.example:11434/api/embed');
  assert.deepEqual(plan?.body, { model: 'e', input: ['a', 'b'], truncate: false, dimensions: 256 });
  const body = { model: 'e', embeddings: [[1], [2]], prompt_eval_count: 4 };
  assert.deepEqual(ollama.embeddings?.response(answer(body)), {
    vectors: [[1], [2]],
    promptTokens: 4,
    model: 'e',
  });
  assert.throws(() => ollama.embeddings?.response(answer({})));
});
