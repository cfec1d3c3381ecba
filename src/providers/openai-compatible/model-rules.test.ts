import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitToModel } from './model-rules.ts';

const all = { temperature: 0.2, top_p: 0.5, stop: ['X'], logprobs: true, presence_penalty: 1, n: 1 };

function fitted(model: string, body: Record<string, unknown>): Record<string, unknown> {
  const copy = { ...body };
  fitToModel(model, copy);
  return copy;
}

test('reasoning models are not sent what they refuse; everything else is sent as it was asked', () => {
  for (const model of ['o3', 'o4-mini-2025-04-16', 'gpt-5', 'gpt-5-nano', 'gpt-5.1', 'gpt-6']) {
    assert.deepEqual(fitted(model, all), { n: 1 }, model);
  }
  assert.deepEqual(fitted('o1', all), { n: 1, stop: ['X'] });
  for (const model of [
    'gpt-4o',
    'gpt-4.1-mini',
    'gpt-5-chat-latest',
    'ft:gpt-4o:acme',
    'gpt-next',
    'o',
    'llama-5',
  ]) {
    assert.deepEqual(fitted(model, all), all, model);
  }
});

test('single models’ refusals', () => {
  assert.deepEqual(fitted('gpt-4o-search-preview', { temperature: 1, top_p: 1 }), { top_p: 1 });
  assert.deepEqual(fitted('o4-mini', { parallel_tool_calls: false }), {});
  assert.deepEqual(fitted('o3', { parallel_tool_calls: false }), { parallel_tool_calls: false });
});

test('without effort the sampling parameters are allowed again, from gpt-5.1 on', () => {
  const body = { reasoning_effort: 'none', temperature: 0.2, presence_penalty: 1 };
  assert.deepEqual(fitted('gpt-5.1', body), { reasoning_effort: 'none', temperature: 0.2 });
  assert.deepEqual(fitted('gpt-5', body), { reasoning_effort: 'none' });
});

test('tools with the newest models are asked for without reasoning, unless the caller chose an effort', () => {
  const tools = [{ type: 'function' }];
  assert.deepEqual(fitted('gpt-5.6', { tools }), { tools, reasoning_effort: 'none' });
  assert.deepEqual(fitted('gpt-5.4-mini', { tools, temperature: 0 }), {
    tools,
    reasoning_effort: 'none',
    temperature: 0,
  });
  assert.deepEqual(fitted('gpt-5.6', { tools, reasoning_effort: 'low' }), { tools, reasoning_effort: 'low' });
  assert.deepEqual(fitted('gpt-5.6', { tools: [] }), { tools: [] });
  assert.deepEqual(fitted('gpt-5.1', { tools }), { tools });
});
