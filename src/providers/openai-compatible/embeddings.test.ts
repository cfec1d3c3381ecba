import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../../kernel/errors.ts';
import { fromEmbeddingResponse, toEmbeddingBody } from './embeddings.ts';

const read = (body: unknown) => fromEmbeddingResponse({ status: 200, headers: {}, body });

test('texts go as a list, dimensions only where they were asked for', () => {
  assert.deepEqual(toEmbeddingBody('m', ['a', 'b'], undefined), { model: 'm', input: ['a', 'b'] });
  assert.deepEqual(toEmbeddingBody(undefined, ['a'], 256), { input: ['a'], dimensions: 256 });
});

test('lists of tokens go as they are, never as text (section 1.5)', () => {
  assert.deepEqual(toEmbeddingBody('m', [[1, 2], [3]], undefined), { model: 'm', input: [[1, 2], [3]] });
});

test('vectors come in the order of the texts, with what they cost and the model that is reported (section 1.5)', () => {
  const body = {
    object: 'list',
    model: 'm-2024',
    data: [
      { object: 'embedding', index: 1, embedding: [2] },
      { object: 'embedding', index: 0, embedding: [1] },
    ],
    usage: { prompt_tokens: 3, total_tokens: 3 },
  };
  assert.deepEqual(read(body), { vectors: [[1], [2]], promptTokens: 3, model: 'm-2024' });
});

test('base64 is read where a server sends it all the same (appendix A)', () => {
  assert.deepEqual(read({ data: [{ embedding: 'AAAAPwAAgL8AAIA+' }] }), {
    vectors: [[0.5, -1, 0.25]],
    promptTokens: null,
  });
});

test('base64 that was cut is no shorter vector', () => {
  assert.throws(() => read({ data: [{ embedding: 'AAAAPwAAgL8AAIA' }] }), PlugboardError);
});

test('an answer without vectors is an error', () => {
  for (const body of [{}, { data: [] }, { data: [{ embedding: [] }] }, '<html>']) {
    assert.throws(() => read(body), PlugboardError);
  }
});
