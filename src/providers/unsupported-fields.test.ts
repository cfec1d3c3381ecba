import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../kernel/errors.ts';
import { strict } from './losses.ts';
import type { ChatRequest } from './openai-shapes.ts';
import { loseUnsupported } from './unsupported-fields.ts';

const messages: ChatRequest['messages'] = [{ role: 'user', content: 'hi' }];

function told(fields: Record<string, unknown>, supported: readonly string[] = []) {
  const lost: string[] = [];
  const adjusted: string[] = [];
  const extras = {
    lose: (param: string, why: string) => void lost.push(why.length > 0 ? param : 'no reason'),
    adjust: (param: string) => void adjusted.push(param),
  };
  loseUnsupported({ messages, ...fields }, extras, new Set(supported));
  return { lost, adjusted };
}

test('values that hold without their field too are no loss', () => {
  const neutral = {
    n: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    logprobs: false,
    top_logprobs: 0,
    logit_bias: {},
    modalities: ['text'],
    parallel_tool_calls: true,
    tools: [],
    seed: null,
    audio: undefined,
  };
  assert.deepEqual(told(neutral), { lost: [], adjusted: [] });
});

test('what changes an answer is lost by name, fields that nobody knows among it', () => {
  const fields = {
    n: 2,
    seed: 0,
    presence_penalty: 0.5,
    frequency_penalty: -1,
    logprobs: true,
    top_logprobs: 3,
    logit_bias: { 1: 2 },
    modalities: ['text', 'audio'],
    audio: { voice: 'x' },
    prediction: { type: 'content' },
    web_search_options: {},
    parallel_tool_calls: false,
    top_k: 5,
  };
  assert.deepEqual(told(fields), { lost: Object.keys(fields), adjusted: [] });
  assert.deepEqual(told(fields, Object.keys(fields)).lost, []);
});

test('labels, prices and caches are only told of', () => {
  const fields = {
    metadata: { a: 'b' },
    store: true,
    user: 'u',
    safety_identifier: 's',
    service_tier: 'flex',
    prompt_cache_key: 'k',
    prompt_cache_retention: '24h',
    reasoning_effort: 'low',
    verbosity: 'high',
  };
  assert.deepEqual(told(fields), { lost: [], adjusted: Object.keys(fields) });
});

test('what the gateway reads itself is never told', () => {
  const fields = {
    model: 'm',
    stream: true,
    stream_options: { include_usage: true },
    provider_id: 'p',
    drop_unsupported: true,
  };
  assert.deepEqual(told(fields), { lost: [], adjusted: [] });
});

test('where nobody allowed a loss, it is a 400 that names the field', () => {
  assert.throws(
    () => loseUnsupported({ messages, seed: 4 }, strict, new Set()),
    (error: unknown) =>
      error instanceof PlugboardError &&
      error.code === 'invalid_request' &&
      error.errors?.[0]?.field === 'seed',
  );
});
