import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../../kernel/errors.ts';
import type { ChatRequest } from '../openai-shapes.ts';
import { toConverse } from './request.ts';

const claude = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const user = { role: 'user', content: 'hi' } as const;
const tool = { type: 'function', function: { name: 'f', description: '' } } as const;
const spec = { toolSpec: { name: 'f', inputSchema: { json: { type: 'object', properties: {} } } } };
const ask = (chat: Partial<ChatRequest>, model = claude) => toConverse({ messages: [user], ...chat }, model);

function watch(chat: Partial<ChatRequest>, model = claude) {
  const lost: string[] = [];
  const adjusted: string[] = [];
  const extras = {
    lose: (field: string) => void lost.push(field),
    adjust: (field: string) => void adjusted.push(field),
  };
  return { body: toConverse({ messages: [user], ...chat }, model, extras), lost, adjusted };
}

const withTools: ChatRequest['messages'] = [
  { role: 'system', content: 'You are..' },
  {
    role: 'user',
    content: [
      { type: 'text', text: 'hi' },
      { type: 'image_url', image_url: { url: 'data:image/jpg;base64,AAAA' } },
    ],
  },
  {
    role: 'assistant',
    tool_calls: [{ id: 't.1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }],
  },
  { role: 'tool', tool_call_id: 't.1', content: '42' },
];

test('a conversation with tools becomes blocks', () => {
  assert.deepEqual(
    ask({ messages: withTools, tools: [tool], max_tokens: 512, temperature: 1.5, stop: 'X' }),
    {
      system: [{ text: 'You are..' }],
      messages: [
        { role: 'user', content: [{ text: 'hi' }, { image: { format: 'jpeg', source: { bytes: 'AAAA' } } }] },
        { role: 'assistant', content: [{ toolUse: { toolUseId: 't_2e1', name: 'f', input: { a: 1 } } }] },
        {
          role: 'user',
          content: [{ toolResult: { toolUseId: 't_2e1', content: [{ text: '42' }] } }],
        },
      ],
      inferenceConfig: { maxTokens: 512, temperature: 1, stopSequences: ['X'] },
      toolConfig: { tools: [spec] },
    },
  );
});

test('each tool choice has its form; there is no none', () => {
  const config = (tool_choice: ChatRequest['tool_choice'] & {}) =>
    ask({ tools: [tool], tool_choice })['toolConfig'];
  assert.deepEqual(config('auto'), { tools: [spec] });
  assert.deepEqual(config('required'), { tools: [spec], toolChoice: { any: {} } });
  assert.deepEqual(config({ type: 'function', function: { name: 'f' } }), {
    tools: [spec],
    toolChoice: { tool: { name: 'f' } },
  });
  assert.equal(config('none'), undefined);
});

test('without tools a history of calls is told in words', () => {
  const { messages, toolConfig } = ask({ messages: withTools, tools: [tool], tool_choice: 'none' });
  assert.equal(toolConfig, undefined);
  assert.deepEqual((messages as unknown[]).slice(1), [
    { role: 'assistant', content: [{ text: '[called f with {"a":1}]' }] },
    { role: 'user', content: [{ text: '[f returned 42]' }] },
  ]);
});

test('what this wire has no form for is refused by name, and what no answer depends on is told', () => {
  const rows: Partial<ChatRequest>[] = [
    { n: 2 },
    { seed: 1 },
    { presence_penalty: 1 },
    { frequency_penalty: 1 },
    { logit_bias: { 1: 1 } },
    { logprobs: true },
    { prediction: {} },
    { audio: {} },
  ];
  for (const row of rows) {
    const [field] = Object.keys(row);
    assert.throws(
      () => ask(row),
      (error) => error instanceof PlugboardError && error.errors?.[0]?.field === field,
    );
  }
  const { body, lost, adjusted } = watch({
    n: 2,
    seed: 1,
    store: true,
    verbosity: 'low',
    temperature: 1.5,
  });
  assert.deepEqual(
    [lost, adjusted],
    [
      ['n', 'seed'],
      ['store', 'verbosity', 'temperature'],
    ],
  );
  assert.deepEqual(body, {
    messages: [{ role: 'user', content: [{ text: 'hi' }] }],
    inferenceConfig: { temperature: 1 },
  });
});

test('one call at a time is Claude’s alone, and said in one place', () => {
  const single: Partial<ChatRequest> = { tools: [tool], parallel_tool_calls: false };
  const choice = (tool_choice: ChatRequest['tool_choice'] & {}) => {
    const { toolConfig, additionalModelRequestFields: additional } = ask({ ...single, tool_choice });
    assert.deepEqual(toolConfig, { tools: [spec] });
    return (additional as { tool_choice: unknown }).tool_choice;
  };
  const disable_parallel_tool_use = true;
  assert.deepEqual(choice('auto'), { type: 'auto', disable_parallel_tool_use });
  assert.deepEqual(choice('required'), { type: 'any', disable_parallel_tool_use });
  assert.deepEqual(choice({ type: 'function', function: { name: 'f' } }), {
    type: 'tool',
    name: 'f',
    disable_parallel_tool_use,
  });
  assert.throws(() => ask(single, 'amazon.nova-pro-v1:0'), PlugboardError);
  assert.deepEqual(watch(single, 'amazon.nova-pro-v1:0').lost, ['parallel_tool_calls']);
  for (const model of [claude, 'amazon.nova-pro-v1:0']) {
    const { body, lost } = watch({ parallel_tool_calls: false }, model);
    assert.deepEqual([lost, body['additionalModelRequestFields']], [[], undefined], 'nothing to call');
  }
});

test('a tool is forced as far as the family can be', () => {
  const other = { type: 'function', function: { name: 'g' } } as const;
  const both = { tools: [tool, other] };
  const named = { type: 'function', function: { name: 'f' } } as const;
  const config = (model: string, tool_choice: ChatRequest['tool_choice'] & {}) => {
    const { body, lost } = watch({ ...both, tool_choice }, model);
    const { tools, toolChoice } = body['toolConfig'] as { tools: unknown[]; toolChoice?: unknown };
    return [tools.length, toolChoice, lost];
  };
  for (const model of [claude, 'amazon.nova-lite-v1:0', 'openai.gpt-oss-20b-1:0', 'who.knows']) {
    assert.deepEqual(config(model, named), [2, { tool: { name: 'f' } }, []], model);
    assert.deepEqual(config(model, 'required'), [2, { any: {} }, []], model);
  }
  for (const model of ['mistral.mistral-large-2407-v1:0', 'deepseek.v3-v1:0']) {
    assert.deepEqual(config(model, named), [1, { any: {} }, []], 'the only one there is');
    assert.deepEqual(config(model, 'required'), [2, { any: {} }, []], model);
  }
  for (const model of ['us.meta.llama4-scout-17b-instruct-v1:0', 'us.anthropic.claude-fable-5']) {
    assert.deepEqual(config(model, named), [2, undefined, ['tool_choice']], model);
    assert.deepEqual(config(model, 'required'), [2, undefined, ['tool_choice']], model);
  }
  assert.throws(
    () => ask({ ...both, tool_choice: { type: 'function', function: { name: 'h' } } }),
    PlugboardError,
  );
});

test('tools are functions with names that Bedrock takes; strictness is told about', () => {
  const called = (name: string) => ({ type: 'function', function: { name } }) as const;
  for (const name of ['', 'a.b', 'x'.repeat(65)]) {
    assert.throws(() => ask({ tools: [called(name)] }), PlugboardError, name);
  }
  const custom = { type: 'custom', custom: { name: 'x' } } as unknown as ChatRequest['tools'] & {};
  const exact = { type: 'function', function: { name: 'f', strict: true } } as const;
  const { body, lost, adjusted } = watch({ tools: [exact, ...[custom].flat()] });
  assert.deepEqual([lost, adjusted], [['tools[1]'], ['tools[0].function.strict']]);
  assert.deepEqual(body['toolConfig'], { tools: [spec] });
});

test('instructions lead what the user says where they have no place, and every message of a stored prompt', () => {
  const messages: ChatRequest['messages'] = [{ role: 'developer', content: 'Be brief.' }, user];
  const told = [{ role: 'user', content: [{ text: 'Be brief.' }, { text: 'hi' }] }];
  for (const model of ['amazon.titan-text-express-v1', 'mistral.mistral-7b-instruct-v0:2']) {
    assert.deepEqual(ask({ messages }, model), { messages: told }, model);
  }
  assert.deepEqual(ask({ messages })['system'], [{ text: 'Be brief.' }]);
  const prompt = 'arn:aws:bedrock:us-east-1:123456789012:prompt/PROMPT12345:1';
  const { body, lost } = watch({ messages, tools: [tool], temperature: 0, max_tokens: 9, stop: 'X' }, prompt);
  assert.deepEqual(body, { messages: told });
  assert.deepEqual(lost, ['tools', 'temperature', 'max_tokens', 'stop']);
});

test('labels go to the account’s own logs, and a tier is asked for by its name', () => {
  assert.deepEqual(ask({ metadata: { team: 'a b' }, user: 'u-1', service_tier: 'flex' }), {
    messages: [{ role: 'user', content: [{ text: 'hi' }] }],
    requestMetadata: { team: 'a b', user: 'u-1' },
    serviceTier: { type: 'flex' },
  });
  const odd = watch({
    metadata: { team: 'naïve', fine: 'yes' },
    safety_identifier: 'ü',
    service_tier: 'scale',
  });
  assert.deepEqual(odd.body['requestMetadata'], { fine: 'yes' });
  assert.deepEqual(odd.adjusted, ['metadata', 'safety_identifier', 'service_tier']);
  assert.deepEqual(watch({ service_tier: 'auto' }).adjusted, []);
  const many = Object.fromEntries(Array.from({ length: 17 }, (_, at) => [`k${at}`, 'v']));
  assert.deepEqual(watch({ metadata: many }).adjusted, ['metadata']);
});
