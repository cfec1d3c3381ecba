import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModelRule } from '../model-rule.ts';
import type { ChatRequest } from '../openai-shapes.ts';
import { findModelRule, fitToModel, wantsResponses } from './model-rules.ts';

const all = { temperature: 0.2, top_p: 0.5, stop: ['X'], logprobs: true, presence_penalty: 1, n: 1 };

function fitted(model: string, body: Record<string, unknown>): Record<string, unknown> {
  return told(model, body).body;
}

function told(
  model: string,
  asked: Record<string, unknown>,
  rules: readonly ModelRule[] = [],
): { body: Record<string, unknown>; adjusted: string[] } {
  const body = { ...asked };
  const adjusted: string[] = [];
  const lose = (param: string) => assert.fail(`${param} was lost`);
  fitToModel(model, body, { lose, adjust: (param) => adjusted.push(param), rules });
  return { body, adjusted };
}

test('reasoning models are not sent what they refuse; everything else is sent as it was asked', () => {
  for (const model of [
    'o3',
    'o4-mini-2025-04-16',
    'gpt-5',
    'gpt-5-nano',
    'gpt-5.1-codex',
    'gpt-5.5',
    'gpt-6',
  ]) {
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
  assert.deepEqual(fitted('gpt-5.6', body), { reasoning_effort: 'none', temperature: 0.2 });
  assert.deepEqual(fitted('gpt-5', body), { reasoning_effort: 'none' });
  for (const model of ['gpt-5.1', 'gpt-5.2-2025-12-11', 'gpt-5.4-mini']) {
    assert.deepEqual(fitted(model, { temperature: 0.2 }), { temperature: 0.2 }, `${model} rests by default`);
    assert.deepEqual(fitted(model, { temperature: 0.2, reasoning_effort: 'low' }), {
      reasoning_effort: 'low',
    });
  }
});

test('tools that could not go to /responses are asked for without reasoning, unless the caller chose an effort', () => {
  const tools = [{ type: 'function' }];
  assert.deepEqual(fitted('gpt-5.6', { tools }), { tools, reasoning_effort: 'none' });
  assert.deepEqual(fitted('gpt-5.4-mini', { tools, temperature: 0 }), { tools, temperature: 0 });
  assert.deepEqual(fitted('gpt-5.6', { tools, reasoning_effort: 'low' }), { tools, reasoning_effort: 'low' });
  assert.deepEqual(fitted('gpt-5.6', { tools: [] }), { tools: [] });
  assert.deepEqual(fitted('gpt-5.1', { tools }), { tools });
});

test('whatever is left out or changed is told, and what only has another name is not', () => {
  assert.deepEqual(told('o4-mini', { ...all, parallel_tool_calls: false, max_tokens: 5 }), {
    body: { n: 1, max_completion_tokens: 5 },
    adjusted: ['presence_penalty', 'temperature', 'top_p', 'logprobs', 'stop', 'parallel_tool_calls'],
  });
  assert.deepEqual(told('gpt-5.6', { tools: [{}] }).adjusted, ['reasoning_effort']);
  assert.deepEqual(told('o3', { temperature: null }), { body: {}, adjusted: [] });
  assert.deepEqual(told('gpt-4o', all).adjusted, []);
});

test('the newer name of a field counts where both were given', () => {
  const { body } = told('o3', { max_tokens: 5, max_completion_tokens: 9 });
  assert.deepEqual(body, { max_completion_tokens: 9 });
});

test('reasoning models are instructed by the developer, all others as it was asked', () => {
  const messages = [
    { role: 'system', content: 'a' },
    { role: 'user', content: 'b' },
  ];
  const rolesAt = (model: string) => {
    const list: unknown = fitted(model, { messages })['messages'];
    return Array.isArray(list) && list.map((message: { role: string }) => message.role);
  };
  assert.deepEqual(rolesAt('o3'), ['developer', 'user']);
  assert.deepEqual(rolesAt('gpt-5.2-pro'), ['developer', 'user']);
  assert.deepEqual(rolesAt('gpt-4o'), ['system', 'user']);
  assert.equal(messages[0]?.role, 'system', 'what the caller gave is not touched');
  const asked = [{ role: 'developer', content: 'a' }];
  assert.equal(fitted('o3', { messages: asked })['messages'], asked, 'nor copied without need');
});

test('an operator’s rules come before the built-in ones, the first that matches alone', () => {
  const rules: ModelRule[] = [
    { match: '^o3$', drops: ['n'], ranges: { temperature: { min: 0.5, max: 1 } } },
    { match: '^o3', drops: ['temperature'] },
    { match: 'acme', renames: { max_tokens: 'limit' }, systemRole: 'system' },
  ];
  assert.deepEqual(told('o3', { n: 1, stop: ['X'], temperature: 0.2 }, rules), {
    body: { stop: ['X'], temperature: 0.5 },
    adjusted: ['n', 'temperature'],
  });
  assert.deepEqual(told('o3', { temperature: 0.7 }, rules), { body: { temperature: 0.7 }, adjusted: [] });
  assert.deepEqual(told('ft:acme:1', { max_tokens: 1, messages: [{ role: 'developer' }] }, rules).body, {
    limit: 1,
    messages: [{ role: 'system' }],
  });
  assert.deepEqual(told('gpt-5', { temperature: 1 }, rules).body, {});
});

test('only models that refuse a call at /chat/completions are asked at /responses (section 5.2)', () => {
  const tools: ChatRequest['tools'] = [{ type: 'function', function: { name: 'f' } }];
  const wants = (model: string, more: Partial<ChatRequest>) => {
    const rule = findModelRule(model);
    return rule !== undefined && wantsResponses(rule, { messages: [], ...more });
  };
  assert.ok(wants('gpt-5.4', { tools, reasoning_effort: 'low' }));
  assert.ok(!wants('gpt-5.4', { tools }), 'it rests by default');
  for (const model of ['gpt-5.5-2026-04-01', 'gpt-5.6-terra', 'gpt-5.10', 'gpt-6-sol', 'gpt-6.1']) {
    assert.ok(wants(model, { tools }), model);
    assert.ok(wants(model, { tools, reasoning_effort: 'high' }), model);
    assert.ok(!wants(model, { tools, reasoning_effort: 'none' }), model);
    assert.ok(!wants(model, {}), model);
    assert.ok(!wants(model, { tools: [] }), model);
  }
  for (const model of ['o3-pro', 'gpt-5-pro', 'gpt-5-codex', 'gpt-5.1-codex-max', 'codex-mini-latest']) {
    assert.ok(wants(model, {}), model);
  }
  for (const model of [
    'gpt-5.3',
    'gpt-5',
    'gpt-4o',
    'gpt-5.4x',
    'ft:gpt-5.6:acme',
    'gpt-5.5-chat-latest',
    'o3',
  ]) {
    assert.ok(!wants(model, { tools }), model);
  }
});
