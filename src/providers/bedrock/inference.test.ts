import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatRequest, ReasoningEffort } from '../openai-shapes.ts';
import { toConverse } from './request.ts';

const tool = { type: 'function', function: { name: 'f' } } as const;

function send(model: string, chat: Partial<ChatRequest>, family?: string) {
  const adjusted: string[] = [];
  const extras = {
    lose: (field: string) => void adjusted.push(`lost ${field}`),
    adjust: (field: string) => void adjusted.push(field),
    ...(family !== undefined && { family }),
  };
  const body = toConverse({ messages: [{ role: 'user', content: 'hi' }], ...chat }, model, extras);
  return {
    config: body['inferenceConfig'],
    additional: body['additionalModelRequestFields'],
    adjusted,
  };
}
const effort = (model: string, reasoning_effort: ReasoningEffort) => send(model, { reasoning_effort });

test('limits, temperature and stops go where Converse has them', () => {
  const chat = { max_tokens: 5, temperature: 1, top_p: 0.9, stop: ['X', ' ', 'Y'] };
  assert.deepEqual(send('amazon.nova-pro-v1:0', chat), {
    config: { maxTokens: 5, temperature: 1, topP: 0.9, stopSequences: ['X', 'Y'] },
    additional: undefined,
    adjusted: [],
  });
  assert.deepEqual(send('who.knows', { max_tokens: 5, max_completion_tokens: 6 }).config, { maxTokens: 6 });
  assert.deepEqual(send('who.knows', { temperature: 2 }), {
    config: { temperature: 1 },
    additional: undefined,
    adjusted: ['temperature'],
  });
});

test('each Claude takes the temperature and top_p that its generation does', () => {
  const chat = { temperature: 0.5, top_p: 0.5 };
  assert.deepEqual(send('anthropic.claude-3-haiku-20240307-v1:0', chat).config, {
    temperature: 0.5,
    topP: 0.5,
  });
  const newer = send('us.anthropic.claude-sonnet-4-5-20250929-v1:0', chat);
  assert.deepEqual([newer.config, newer.adjusted], [{ temperature: 0.5 }, ['top_p']]);
  const newest = send('global.anthropic.claude-opus-4-7', chat);
  assert.deepEqual([newest.config, newest.adjusted], [undefined, ['temperature', 'top_p']]);
});

test('Claude thinks by budget up to 4.5 and by effort after, without a temperature', () => {
  const budget = send('us.anthropic.claude-sonnet-4-5-20250929-v1:0', {
    reasoning_effort: 'medium',
    temperature: 0.2,
    max_tokens: 10_000,
  });
  assert.deepEqual(budget, {
    config: { maxTokens: 10_000 },
    additional: { thinking: { type: 'enabled', budget_tokens: 3_000 } },
    adjusted: ['temperature'],
  });
  const { config, additional } = effort('us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'low');
  const { maxTokens } = config as { maxTokens: number };
  const { thinking } = additional as { thinking: { budget_tokens: number } };
  assert.ok(thinking.budget_tokens < maxTokens, 'the limit is said, as the budget must be below it');
  assert.deepEqual(effort('us.anthropic.claude-opus-4-6-v1', 'high').additional, {
    thinking: { type: 'adaptive', display: 'summarized' },
    output_config: { effort: 'high' },
  });
  assert.deepEqual(effort('us.anthropic.claude-sonnet-5', 'none').additional, {
    thinking: { type: 'disabled' },
  });
  assert.deepEqual(effort('anthropic.claude-3-haiku-20240307-v1:0', 'high').adjusted, ['reasoning_effort']);
});

test('a call that is forced counts for more than thinking', () => {
  const forced: Partial<ChatRequest> = { tools: [tool], tool_choice: 'required', reasoning_effort: 'high' };
  const older = send('us.anthropic.claude-sonnet-4-5-20250929-v1:0', forced);
  assert.deepEqual([older.additional, older.adjusted], [undefined, ['reasoning_effort']]);
  const newer = send('us.anthropic.claude-sonnet-5', { ...forced, reasoning_effort: 'none' });
  assert.deepEqual(newer.additional, { thinking: { type: 'disabled' } });
});

test('calls whose thoughts are lost keep a Claude with a budget from thinking', () => {
  const messages: ChatRequest['messages'] = [
    { role: 'user', content: 'hi' },
    {
      role: 'assistant',
      tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '' } }],
    },
    { role: 'tool', tool_call_id: 'a', content: '1' },
  ];
  const chat: ChatRequest = { messages, tools: [tool], reasoning_effort: 'high' };
  const older = send('us.anthropic.claude-sonnet-4-5-20250929-v1:0', chat);
  assert.deepEqual([older.additional, older.adjusted], [undefined, ['reasoning_effort']]);
  assert.deepEqual(send('us.anthropic.claude-opus-4-6-v1', chat).adjusted, []);
});

test('each family has its own word for how much to think', () => {
  const nova = 'us.amazon.nova-2-lite-v1:0';
  const oss = 'openai.gpt-oss-120b-1:0';
  const gpt = 'us.openai.gpt-5.6-sol';
  const rows: [string, ReasoningEffort, unknown, string[]][] = [
    [nova, 'low', { reasoningConfig: { type: 'enabled', maxReasoningEffort: 'low' } }, []],
    [
      nova,
      'minimal',
      { reasoningConfig: { type: 'enabled', maxReasoningEffort: 'low' } },
      ['reasoning_effort'],
    ],
    [nova, 'none', undefined, []],
    [oss, 'high', { reasoning_effort: 'high' }, []],
    [oss, 'max', { reasoning_effort: 'high' }, ['reasoning_effort']],
    [oss, 'none', { reasoning_effort: 'low' }, ['reasoning_effort']],
    [gpt, 'none', { reasoning: { effort: 'none' } }, []],
    [gpt, 'minimal', { reasoning: { effort: 'low' } }, ['reasoning_effort']],
    [gpt, 'xhigh', { reasoning: { effort: 'xhigh' } }, []],
    ['moonshotai.kimi-k2.5', 'medium', { reasoning_effort: 'high' }, ['reasoning_effort']],
    ['amazon.nova-pro-v1:0', 'high', undefined, ['reasoning_effort']],
    ['us.deepseek.r1-v1:0', 'high', undefined, ['reasoning_effort']],
    ['who.knows', 'high', undefined, ['reasoning_effort']],
    ['who.knows', 'none', undefined, []],
  ];
  for (const [model, wanted, expected, told] of rows) {
    const { additional, adjusted } = effort(model, wanted);
    assert.deepEqual([additional, adjusted], [expected, told], `${model} ${wanted}`);
  }
});

test('Nova at its most takes no settings, and a limit of the caller’s keeps it below', () => {
  const nova = 'us.amazon.nova-2-lite-v1:0';
  const most = send(nova, { reasoning_effort: 'high', temperature: 0.5, top_p: 0.5, stop: 'X' });
  assert.deepEqual([most.config, most.adjusted], [{ stopSequences: ['X'] }, ['temperature', 'top_p']]);
  const limited = send(nova, { reasoning_effort: 'high', temperature: 0.5, max_tokens: 9 });
  assert.deepEqual(limited, {
    config: { maxTokens: 9, temperature: 0.5 },
    additional: { reasoningConfig: { type: 'enabled', maxReasoningEffort: 'medium' } },
    adjusted: ['reasoning_effort'],
  });
});

test('behind an ARN that says nothing, the model that the tenant named decides', () => {
  const arn = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/ab12';
  assert.deepEqual(send(arn, { reasoning_effort: 'high' }).adjusted, ['reasoning_effort']);
  assert.deepEqual(send(arn, { reasoning_effort: 'high' }, 'claude-opus-4-6').additional, {
    thinking: { type: 'adaptive', display: 'summarized' },
    output_config: { effort: 'high' },
  });
});
