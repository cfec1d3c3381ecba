import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../../kernel/errors.ts';
import type { Connection } from '../provider.ts';
import { embeddings } from './embeddings.ts';

const connection: Connection = {
  auth: { kind: 'none' },
  baseUrl: 'https://b.test',
  origins: {},
  warnings: [],
};
const ask = (model: string, input: string[], dimensions?: number) =>
  embeddings.request(connection, {}, model, input, dimensions);
const read = (body: unknown, headers = {}) => embeddings.response({ status: 200, headers, body });

test('each family has its own body', () => {
  // Bodies of reference/wire-protocols.md 8.8.
  assert.deepEqual(ask('amazon.titan-embed-text-v2:0', ['a'], 256), {
    method: 'POST',
    url: 'https://b.test/model/amazon.titan-embed-text-v2%3A0/invoke',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: { inputText: 'a', dimensions: 256, normalize: true },
  });
  assert.deepEqual(ask('amazon.titan-embed-text-v1', ['a']).body, { inputText: 'a' });
  assert.deepEqual(ask('cohere.embed-english-v3', ['a', 'b']).body, {
    texts: ['a', 'b'],
    input_type: 'search_document',
    truncate: 'NONE',
  });
  assert.deepEqual(ask('us.cohere.embed-v4:0', ['a'], 512).body, {
    texts: ['a'],
    input_type: 'search_document',
    truncate: 'NONE',
    embedding_types: ['float'],
    output_dimension: 512,
  });
  assert.deepEqual(ask('amazon.nova-2-multimodal-embeddings-v1:0', ['a'], 1024).body, {
    taskType: 'SINGLE_EMBEDDING',
    singleEmbeddingParams: {
      embeddingPurpose: 'GENERIC_INDEX',
      embeddingDimension: 1024,
      text: { truncationMode: 'NONE', value: 'a' },
    },
  });
  assert.deepEqual(ask('amazon.titan-embed-image-v1', ['a'], 256).body, {
    inputText: 'a',
    embeddingConfig: { outputEmbeddingLength: 256 },
  });
  assert.throws(() => ask('who.knows', ['a']), PlugboardError);
});

test('a length of vectors that a model does not have is refused by name', () => {
  const rows: [string, number][] = [
    ['amazon.titan-embed-text-v1', 1536],
    ['amazon.titan-embed-g1-text-02', 1536],
    ['cohere.embed-multilingual-v3', 1024],
    ['cohere.embed-english-light-v3', 384],
  ];
  for (const [model, length] of rows) {
    assert.deepEqual(ask(model, ['a'], length).body, ask(model, ['a']).body, model);
    assert.throws(
      () => ask(model, ['a'], 256),
      (error) => error instanceof PlugboardError && error.errors?.[0]?.field === 'dimensions',
    );
  }
});

test('each family answers in its own shape', () => {
  assert.deepEqual(read({ embedding: [0.5], inputTextTokenCount: 3 }), { vectors: [[0.5]], promptTokens: 3 });
  assert.deepEqual(read({ embeddings: [[0.5], [1]] }, { 'x-amzn-bedrock-input-token-count': '7' }), {
    vectors: [[0.5], [1]],
    promptTokens: 7,
  });
  assert.deepEqual(read({ embeddings: { float: [[0.5]] } }), { vectors: [[0.5]], promptTokens: null });
  assert.deepEqual(read({ embeddings: [{ embeddingType: 'TEXT', embedding: [0.5] }], inputTokenCount: 2 }), {
    vectors: [[0.5]],
    promptTokens: 2,
  });
  assert.throws(() => read({ embedding: [0.5, 'x'] }), PlugboardError);
  assert.throws(() => read({ message: 'no vectors' }), PlugboardError);
});

test('only Cohere takes several texts at once', () => {
  const models = [
    'cohere.embed-english-v3',
    'us.cohere.embed-v4:0',
    'amazon.titan-embed-text-v2:0',
    'amazon.nova-2-multimodal-embeddings-v1:0',
  ];
  assert.deepEqual(
    models.map((model) => embeddings.batchMaxOf?.(model)),
    [96, 96, 1, 1],
  );
});

test('an error in place of vectors is of the class that it says itself', () => {
  const failure = (body: unknown, headers = {}) => embeddings.failureIn?.({ status: 200, headers, body });
  assert.equal(failure({ __type: 'com.x#ThrottlingException', message: 'x' })?.class, 'rate_limited');
  assert.equal(failure({ error: { code: 429, status: 'RESOURCE_EXHAUSTED' } })?.class, 'rate_limited');
  assert.equal(failure({}, { 'x-amzn-errortype': 'AccessDeniedException' })?.class, 'permission');
  assert.equal(failure({ embedding: null, message: 'No vector.' })?.message, 'No vector.');
  assert.equal(failure({}), undefined);
  assert.equal(failure('<html>'), undefined);
  assert.equal(failure({ embedding: [0.5], message: 'x' }), undefined);
  assert.equal(failure({ embeddings: { float: [[0.5]] }, response_type: 'x', type: 'y' }), undefined);
});
