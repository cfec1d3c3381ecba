import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Connection } from '../provider.ts';
import { vertex } from './index.ts';

const settings = { gcp_project: 'my-project', gcp_location: 'us-central1' };
const connection: Connection = {
  auth: { kind: 'none' },
  baseUrl: 'https://us-central1-aiplatform.googleapis.com/v1',
  origins: {},
  warnings: [],
};
const chat = { messages: [{ role: 'user' as const, content: 'hi' }] };

test('a model of another publisher is asked in OpenAI’s shape, by its publisher and name', () => {
  for (const model of ['meta/llama-4-maas', 'publishers/meta/models/llama-4-maas']) {
    const wire = vertex.chatFor?.(settings, model, chat);
    const plan = wire?.request(connection, settings, model, chat);
    assert.equal(
      plan?.url,
      `${connection.baseUrl}/projects/my-project/locations/us-central1/endpoints/openapi/chat/completions`,
    );
    assert.deepEqual(plan?.body, { model: 'meta/llama-4-maas', messages: chat.messages });
    assert.equal(wire?.takesImageUrls?.(settings), false);
  }
});

test('Gemini, Claude and tuned models keep their own wires', () => {
  for (const model of [
    'gemini-3-pro',
    'publishers/google/models/gemini-3-pro',
    'publishers/anthropic/models/claude-sonnet-4-5@20250929',
    'claude-sonnet-4-5@20250929',
    'endpoints/123',
    '123',
  ]) {
    assert.equal(vertex.chatFor?.(settings, model, chat), undefined, model);
  }
});
