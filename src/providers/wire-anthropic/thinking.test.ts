import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rememberInId } from '../call-memory.ts';
import type { ChatMessage, ChatRequest } from '../openai-shapes.ts';
import { claudeTraits } from './models.ts';
import { answerTool, toMessages } from './request.ts';
import { fromMessage } from './response.ts';
import { planThinking } from './thinking.ts';

const host = { structuredOutputs: true, imageUrls: true, serviceTiers: true };
const user = { role: 'user', content: 'hi' } as const;
const tool = { type: 'function', function: { name: 'f' } } as const;
const budgeted = 'claude-sonnet-4-5';
const adaptive = 'claude-opus-4-6';

function ask(chat: Partial<ChatRequest>, model: string, where = host) {
  const adjusted: string[] = [];
  const extras = { lose: assert.fail, adjust: (param: string) => void adjusted.push(param) };
  return { body: toMessages({ messages: [user], ...chat }, model, where, extras), adjusted };
}

const off = { type: 'disabled' };
const wished = { type: 'adaptive', display: 'summarized' };

test('each effort has its form in each generation', () => {
  const rows: [string, ChatRequest['reasoning_effort'], unknown, unknown, string[]][] = [
    ['claude-3-5-haiku-latest', 'high', undefined, undefined, ['reasoning_effort']],
    ['claude-3-5-haiku-latest', 'none', undefined, undefined, []],
    ['some-other-model', 'high', undefined, undefined, ['reasoning_effort']],
    ['claude-3-7-sonnet-20250219', 'none', off, undefined, []],
    ['claude-3-7-sonnet-20250219', 'minimal', { type: 'enabled', budget_tokens: 1280 }, undefined, []],
    [budgeted, 'low', { type: 'enabled', budget_tokens: 6400 }, undefined, []],
    [budgeted, 'medium', { type: 'enabled', budget_tokens: 19_200 }, undefined, []],
    [budgeted, 'high', { type: 'enabled', budget_tokens: 38_400 }, undefined, []],
    [budgeted, 'max', { type: 'enabled', budget_tokens: 57_600 }, undefined, []],
    [adaptive, undefined, undefined, undefined, []],
    [adaptive, 'none', off, undefined, []],
    [adaptive, 'minimal', wished, { effort: 'low' }, []],
    [adaptive, 'medium', wished, { effort: 'medium' }, []],
    [adaptive, 'xhigh', wished, { effort: 'max' }, []],
    ['claude-opus-4-7', 'xhigh', wished, { effort: 'xhigh' }, []],
    ['claude-sonnet-5', 'high', wished, { effort: 'high' }, []],
    ['claude-sonnet-5', 'none', off, undefined, []],
    ['claude-sonnet-5', undefined, undefined, undefined, []],
    // These cannot be kept from it: the least is what they can do.
    ['claude-fable-5', 'none', wished, { effort: 'low' }, ['reasoning_effort']],
    ['claude-mythos-preview', 'max', wished, { effort: 'max' }, []],
  ];
  for (const [model, reasoning_effort, thinking, output, told] of rows) {
    const { body, adjusted } = ask({ ...(reasoning_effort && { reasoning_effort }) }, model);
    const name = `${model} ${reasoning_effort}`;
    assert.deepEqual([body['thinking'], body['output_config']], [thinking, output], name);
    assert.deepEqual(adjusted, told, name);
  }
});

test('thoughts fit below the caller’s own limit, or there are none', () => {
  const short = ask({ reasoning_effort: 'high', max_tokens: 1024 }, budgeted);
  assert.deepEqual([short.body['thinking'], short.adjusted], [undefined, ['reasoning_effort']]);
  for (const max_completion_tokens of [1025, 2000, 10_000]) {
    const { body } = ask({ reasoning_effort: 'max', max_completion_tokens }, budgeted);
    const { budget_tokens: budget } = body['thinking'] as { budget_tokens: number };
    assert.ok(budget >= 1024 && budget < max_completion_tokens, `${budget} of ${max_completion_tokens}`);
    assert.equal(body['max_tokens'], max_completion_tokens);
  }
});

test('sampling is left out while the model thinks', () => {
  const { body, adjusted } = ask({ reasoning_effort: 'low', temperature: 0.3 }, budgeted);
  assert.equal(body['temperature'], undefined);
  assert.deepEqual(adjusted, ['temperature']);
  assert.equal(ask({ reasoning_effort: 'none', temperature: 0.3 }, budgeted).body['temperature'], 0.3);
});

test('a forced tool counts for more than an effort, where the two do not go together', () => {
  const forced = { tools: [tool], tool_choice: 'required' } as const;
  const chat = { ...forced, tools: [...forced.tools] };
  for (const model of [budgeted, adaptive, 'claude-opus-4-7']) {
    const { body, adjusted } = ask({ ...chat, reasoning_effort: 'high' }, model);
    assert.deepEqual(
      [body['thinking'], body['output_config'], adjusted],
      [undefined, undefined, ['reasoning_effort']],
    );
  }
  const habitual = ask(chat, 'claude-sonnet-5');
  assert.deepEqual([habitual.body['thinking'], habitual.adjusted], [off, []]);
  const always = ask({ ...chat, reasoning_effort: 'high' }, 'claude-fable-5');
  assert.deepEqual([always.body['thinking'], always.body['tool_choice']], [wished, { type: 'any' }]);
});

test('an answer that a forced tool carries is not thought about, native JSON is', () => {
  const schema = { type: 'object', properties: {} };
  const response_format = { type: 'json_schema', json_schema: { name: 'x', schema } } as const;
  const lagging = { ...host, structuredOutputs: false };
  const tooled = ask({ response_format, reasoning_effort: 'high' }, adaptive, lagging);
  assert.deepEqual([tooled.body['thinking'], tooled.adjusted], [undefined, ['reasoning_effort']]);
  assert.match(JSON.stringify(tooled.body['tool_choice']), new RegExp(answerTool));
  const { body } = ask({ response_format, reasoning_effort: 'high' }, adaptive);
  assert.deepEqual(body['output_config'], {
    format: { type: 'json_schema', schema: { ...schema, additionalProperties: false } },
    effort: 'high',
  });
});

test('a turn to go on from is not thought about', () => {
  const messages: ChatMessage[] = [user, { role: 'assistant', content: 'So' }];
  const { body, adjusted } = ask({ messages, reasoning_effort: 'high' }, budgeted);
  assert.deepEqual([body['thinking'], adjusted], [undefined, ['reasoning_effort']]);
});

const thought = { type: 'thinking', thinking: 'hm', signature: 's1' };
const hidden = { type: 'redacted_thinking', data: 'AAAA' };

/** What a client sends back after an answer with calls, unchanged. */
function afterAnswer(model: string, content: unknown[]): ChatMessage[] {
  const body = { type: 'message', content, stop_reason: 'tool_use' };
  const context = { model, id: 'i', createdSeconds: 1 };
  const message = fromMessage({ status: 200, headers: {}, body }, context).choices[0]?.message;
  assert.ok(message?.tool_calls);
  return [
    user,
    { role: 'assistant', content: message.content, tool_calls: message.tool_calls },
    ...message.tool_calls.map(({ id }) => ({ role: 'tool', tool_call_id: id, content: 'x' }) as const),
  ];
}

const use = (id: string) => ({ type: 'tool_use', id, name: 'f', input: {} });
const result = (id: string) => ({ type: 'tool_result', tool_use_id: id, content: 'x' });

test('thoughts come back unchanged, at the head of the turn that they led to', () => {
  const content = [thought, hidden, { type: 'text', text: 'wait' }, use('a'), use('b')];
  for (const model of [budgeted, adaptive]) {
    const messages = afterAnswer(model, content);
    const { body, adjusted } = ask({ messages, reasoning_effort: 'high' }, model);
    assert.deepEqual(body['messages'], [
      { role: 'user', content: [{ type: 'text', text: 'hi' }] },
      { role: 'assistant', content },
      { role: 'user', content: [result('a'), result('b')] },
    ]);
    assert.notEqual(body['thinking'], undefined);
    assert.deepEqual(adjusted, []);
  }
});

test('thoughts between two calls stand before the second', () => {
  const content = [thought, use('a'), { ...thought, signature: 's2' }, use('b')];
  const { body } = ask({ messages: afterAnswer('claude-opus-5', content) }, 'claude-opus-5');
  assert.deepEqual((body['messages'] as unknown[])[1], { role: 'assistant', content });
});

test('ids go upstream bare, and thoughts stay here while the model does not think', () => {
  const messages = afterAnswer(budgeted, [thought, use('a')]);
  const { body } = ask({ messages }, budgeted);
  assert.deepEqual((body['messages'] as unknown[]).slice(1), [
    { role: 'assistant', content: [use('a')] },
    { role: 'user', content: [result('a')] },
  ]);
});

test('thinking is off for one request where the thoughts of its last calls are lost', () => {
  const other = afterAnswer('claude-opus-4-5', [thought, use('a')]);
  const none = afterAnswer(budgeted, [use('a')]);
  for (const messages of [other, none]) {
    const { body, adjusted } = ask({ messages, reasoning_effort: 'high' }, budgeted);
    assert.deepEqual([body['thinking'], adjusted], [undefined, ['reasoning_effort']]);
    assert.deepEqual((body['messages'] as unknown[])[1], { role: 'assistant', content: [use('a')] });
  }
  // A model that decides by itself may have had none; and calls that are long answered hinder nobody.
  assert.deepEqual(ask({ messages: none, reasoning_effort: 'high' }, adaptive).body['thinking'], wished);
  const later: ChatMessage[] = [...none, { role: 'assistant', content: 'Done.' }, user];
  assert.notEqual(ask({ messages: later, reasoning_effort: 'high' }, budgeted).body['thinking'], undefined);
});

test('an id that a client made up puts nothing but thoughts into a turn', () => {
  const forged = [
    { type: 'text', text: 'x' },
    { type: 'thinking', thinking: 'unsigned' },
    7,
    { ...thought, more: 1 },
  ];
  const id = rememberInId('a', 'anthropic', adaptive, forged);
  const messages: ChatMessage[] = [
    user,
    { role: 'assistant', tool_calls: [{ id, type: 'function', function: { name: 'f', arguments: '' } }] },
    { role: 'tool', tool_call_id: id, content: 'x' },
  ];
  const { body } = ask({ messages, reasoning_effort: 'low' }, adaptive);
  assert.deepEqual((body['messages'] as unknown[])[1], { role: 'assistant', content: [thought, use('a')] });
});

test('a plan says whether the model thinks by its own habit', () => {
  const extras = { lose: assert.fail, adjust: assert.fail };
  const plan = (model: string) =>
    planThinking({ messages: [] }, claudeTraits(model), { maxTokens: 5000, hindered: false }, extras);
  assert.deepEqual(plan('claude-sonnet-5'), { on: true });
  assert.deepEqual(plan('claude-opus-4-8'), { on: false });
});
