import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../../kernel/errors.ts';
import { compatibleListing, readModelList } from './listing.ts';

const read = (body: unknown) => readModelList({ status: 200, headers: {}, body }).models;

test('lists are read in every form that servers send', () => {
  const model = { id: 'm', kind: 'unknown' };
  for (const body of [
    { data: [{ id: 'm' }] },
    [{ id: 'm' }],
    { models: [{ name: 'm' }] },
    { models: ['m'] },
  ]) {
    assert.deepEqual(read(body), [model]);
  }
  assert.deepEqual(read({ data: [] }), []);
  assert.deepEqual(read([{ id: 'm' }, { id: 'm' }, { id: '' }, null, 5]), [model]);
});

test('the end of a model is told where the list announces it as a day', () => {
  const ends = (shutdown_date: unknown) => read([{ id: 'm', shutdown_date }])[0]?.retiresOn;
  assert.equal(ends('2027-01-14'), '2027-01-14');
  for (const none of [null, undefined, '', 'soon', '2027-01-14T00:00:00Z', 20270114])
    assert.equal(ends(none), undefined);
});

test('kind and context are taken from what each service says', () => {
  assert.deepEqual(
    read([
      { id: 'meta/llama', type: 'chat', display_name: 'Llama', context_length: 131_072 },
      { id: 'bge', type: 'embedding' },
      { id: 'flux', type: 'image' },
      { id: 'llama-groq', context_window: 8_192 },
      { id: 'served', max_model_len: 4_096 },
      { id: 'mistral-large', capabilities: { completion_chat: true }, max_context_length: 32_768 },
      { id: 'text-embed-x' },
      { id: 'whisper-large-v3' },
    ]),
    [
      { id: 'meta/llama', kind: 'chat', name: 'Llama', contextTokens: 131_072 },
      { id: 'bge', kind: 'embedding' },
      { id: 'flux', kind: 'other' },
      { id: 'llama-groq', kind: 'unknown', contextTokens: 8_192 },
      { id: 'served', kind: 'unknown', contextTokens: 4_096 },
      { id: 'mistral-large', kind: 'chat', contextTokens: 32_768 },
      { id: 'text-embed-x', kind: 'embedding' },
      { id: 'whisper-large-v3', kind: 'other' },
    ],
  );
});

test('what is no list is an error, not an empty list', () => {
  for (const body of ['<html>', null, {}, { data: 'x' }]) assert.throws(() => read(body), PlugboardError);
});

test('OpenRouter’s open list proves nothing, so its key is asked about', () => {
  const at = (baseUrl: string) =>
    compatibleListing.keyCheck?.({ auth: { kind: 'none' }, baseUrl, origins: {}, warnings: [] }, {});
  assert.equal(at('https://openrouter.ai/api/v1')?.url, 'https://openrouter.ai/api/v1/key');
  assert.equal(at('https://api.groq.com/openai/v1'), undefined);
});
