import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatRequest } from '../openai-shapes.ts';
import { claudeTraits } from './models.ts';
import { answerTool, toMessages } from './request.ts';

const host = { structuredOutputs: true, imageUrls: true, serviceTiers: true };
const user = { role: 'user', content: 'hi' } as const;
const tool = { type: 'function', function: { name: 'f', description: 'd' } } as const;
const schema = { type: 'object', properties: { a: { type: 'integer', minimum: 1 } } };
const jsonSchema = { type: 'json_schema', json_schema: { name: 'x', schema } } as const;
function listener() {
  const lost: string[] = [];
  const adjusted: string[] = [];
  return {
    lost,
    adjusted,
    lose: (param: string) => void lost.push(param),
    adjust: (param: string) => void adjusted.push(param),
  };
}

const ask = (chat: Partial<ChatRequest>, model = 'claude-sonnet-4-5', where = host) =>
  toMessages({ messages: [user], ...chat }, model, where);

test('a conversation with tools becomes blocks', () => {
  const body = ask({
    messages: [
      { role: 'system', content: 'Be brief' },
      user,
      {
        role: 'assistant',
        content: 'wait',
        tool_calls: [{ id: 'call.1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }],
      },
      { role: 'tool', tool_call_id: 'call.1', content: '42' },
      { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] },
    ],
    tools: [tool],
    max_tokens: 5,
    stop: ['X', ' '],
  });
  assert.deepEqual(body, {
    max_tokens: 5,
    system: 'Be brief',
    messages: [
      { role: 'user', content: [{ type: 'text', text: 'hi' }] },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'wait' },
          { type: 'tool_use', id: 'call_2e1', name: 'f', input: { a: 1 } },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'call_2e1', content: '42' },
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
        ],
      },
    ],
    tools: [{ name: 'f', description: 'd', input_schema: { type: 'object', properties: {} } }],
    stop_sequences: ['X'],
  });
});

test('each tool choice has its form', () => {
  const choice = (chat: Partial<ChatRequest>) => ask({ tools: [tool], ...chat })['tool_choice'];
  assert.equal(choice({}), undefined);
  assert.equal(choice({ tool_choice: 'auto' }), undefined);
  assert.deepEqual(choice({ tool_choice: 'none' }), { type: 'none' });
  assert.deepEqual(choice({ tool_choice: 'required' }), { type: 'any' });
  const named = { type: 'function', function: { name: 'f' } } as const;
  assert.deepEqual(choice({ tool_choice: named }), { type: 'tool', name: 'f' });
  assert.deepEqual(choice({ parallel_tool_calls: false }), { type: 'auto', disable_parallel_tool_use: true });
});

test('tools that only the history knows are declared, and not to be called', () => {
  const body = ask({
    messages: [
      user,
      {
        role: 'assistant',
        tool_calls: [{ id: '1', type: 'function', function: { name: 'f', arguments: '' } }],
      },
      { role: 'tool', tool_call_id: '1', content: '' },
    ],
  });
  assert.deepEqual(body['tools'], [{ name: 'f', input_schema: { type: 'object', properties: {} } }]);
  assert.deepEqual(body['tool_choice'], { type: 'none' });
});

test('JSON by schema is native where the host and the model can, else a forced tool, else an instruction', () => {
  assert.deepEqual(ask({ response_format: jsonSchema })['output_config'], {
    format: {
      type: 'json_schema',
      schema: { type: 'object', properties: { a: { type: 'integer' } }, additionalProperties: false },
    },
  });
  const older = ask({ response_format: jsonSchema }, 'claude-3-5-haiku-latest');
  assert.deepEqual(older['tool_choice'], { type: 'tool', name: answerTool, disable_parallel_tool_use: true });
  assert.deepEqual(older['tools'], [
    { name: answerTool, description: 'Gives the answer. Call it once.', input_schema: schema },
  ]);
  assert.equal(older['thinking'], undefined);
  const vertex = ask({ response_format: jsonSchema, tools: [tool] }, 'claude-opus-4-7', {
    structuredOutputs: false,
    imageUrls: false,
    serviceTiers: false,
  });
  assert.deepEqual(vertex['tool_choice'], { type: 'any' });
  assert.match(String(ask({ response_format: { type: 'json_object' } })['system']), /JSON/);
});

test('a limit is always sent, and sampling only as the generation takes it', () => {
  const sampled = { temperature: 1.7, top_p: 0.9 };
  const rows: [string, number, object][] = [
    ['claude-3-haiku-20240307', 4096, { temperature: 1, top_p: 0.9 }],
    ['claude-3-5-sonnet-20241022', 8192, { temperature: 1, top_p: 0.9 }],
    ['claude-3-7-sonnet-20250219', 64_000, { temperature: 1, top_p: 0.9 }],
    ['claude-opus-4-1-20250805', 32_000, { temperature: 1 }],
    ['claude-sonnet-4-20250514', 64_000, { temperature: 1 }],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 64_000, { temperature: 1 }],
    ['claude-opus-4-7', 128_000, {}],
    ['claude-haiku-5', 64_000, {}],
    ['claude-mythos-preview', 128_000, {}],
    ['claude-sonnet-5', 128_000, {}],
    ['some-other-model', 4096, { temperature: 1, top_p: 0.9 }],
  ];
  for (const [model, tokens, expected] of rows) {
    const { max_tokens, temperature, top_p } = ask(sampled, model);
    assert.deepEqual(
      {
        max_tokens,
        ...(temperature !== undefined && { temperature }),
        ...(top_p !== undefined && { top_p }),
      },
      { max_tokens: tokens, ...expected },
      model,
    );
  }
  assert.equal(claudeTraits('claude-sonnet-4@20250514').structuredOutputs, false);
});

test('what a generation takes of sampling is sent, and what it does not is told', () => {
  const rows: [string, Partial<ChatRequest>, object, string[]][] = [
    ['claude-3-haiku-20240307', { temperature: 1.7 }, { temperature: 1 }, ['temperature']],
    ['claude-3-haiku-20240307', { temperature: 1, top_p: 1 }, { temperature: 1, top_p: 1 }, []],
    ['claude-sonnet-4-5', { temperature: 0.2, top_p: 0.9 }, { temperature: 0.2 }, ['top_p']],
    ['claude-sonnet-4-5', { temperature: 1, top_p: 0.9 }, { top_p: 0.9 }, []],
    ['claude-opus-5', { temperature: 0, top_p: 0.9 }, {}, ['temperature', 'top_p']],
    ['claude-opus-5', { temperature: 1, top_p: 1 }, {}, []],
  ];
  for (const [model, chat, expected, adjusted] of rows) {
    const told = listener();
    const { temperature, top_p } = toMessages({ messages: [user], ...chat }, model, host, told);
    assert.deepEqual(JSON.parse(JSON.stringify({ temperature, top_p })), expected, model);
    assert.deepEqual(told.adjusted, adjusted, model);
  }
});

test('the rules of a family go by the model that stands behind a name', () => {
  const extras = { ...listener(), family: 'claude-3-haiku-20240307' };
  assert.equal(toMessages({ messages: [user] }, 'ours', host, extras)['max_tokens'], 4096);
});

test('images by URL go only to hosts that fetch them', () => {
  const messages: ChatRequest['messages'] = [
    { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://e.test/a.png' } }] },
  ];
  assert.deepEqual(ask({ messages })['messages'], [
    { role: 'user', content: [{ type: 'image', source: { type: 'url', url: 'https://e.test/a.png' } }] },
  ]);
  assert.throws(() =>
    ask({ messages }, 'claude-3', { structuredOutputs: false, imageUrls: false, serviceTiers: false }),
  );
});

test('a beginning of the assistant’s own ends without blanks', () => {
  const body = ask({ messages: [user, { role: 'assistant', content: 'So \n' }] });
  assert.deepEqual(body['messages'], [
    { role: 'user', content: [{ type: 'text', text: 'hi' }] },
    { role: 'assistant', content: [{ type: 'text', text: 'So' }] },
  ]);
});

test('fields that no answer depends on are fitted or left out, and told', () => {
  const rows: [Partial<ChatRequest>, object, string[]][] = [
    [{ user: 'u' }, { metadata: { user_id: 'u' } }, []],
    [{ user: 'u', safety_identifier: 's' }, { metadata: { user_id: 's' } }, []],
    [{ user: 'u'.repeat(257) }, {}, ['user']],
    [{ service_tier: 'auto' }, { service_tier: 'auto' }, []],
    [{ service_tier: 'default' }, { service_tier: 'standard_only' }, []],
    [{ service_tier: 'flex' }, {}, ['service_tier']],
    [{ metadata: { a: 'b' }, store: true, verbosity: 'low' }, {}, ['metadata', 'store', 'verbosity']],
  ];
  for (const [chat, expected, adjusted] of rows) {
    const told = listener();
    const { max_tokens, messages, ...rest } = toMessages(
      { messages: [user], ...chat },
      'claude-x',
      host,
      told,
    );
    assert.deepEqual([rest, told.adjusted, told.lost], [expected, adjusted, []], JSON.stringify(chat));
  }
  const told = listener();
  const vertex = { ...host, serviceTiers: false };
  const chat = { messages: [user], service_tier: 'default' };
  assert.equal(toMessages(chat, 'claude-x', vertex, told)['service_tier'], undefined);
  assert.deepEqual(told.adjusted, ['service_tier']);
});

test('fields that change an answer are refused by name, and dropped only where that is allowed', () => {
  const chat = { messages: [user], n: 2, seed: 1, logit_bias: { 5: 1 }, future: true };
  assert.throws(() => toMessages(chat, 'claude-x', host), /one answer/);
  const told = listener();
  const body = toMessages(chat, 'claude-x', host, told);
  assert.deepEqual(told.lost, ['n', 'seed', 'logit_bias', 'future']);
  assert.deepEqual(Object.keys(body), ['max_tokens', 'messages']);
});

test('strict tools are promised where they can be kept', () => {
  const parameters = { type: 'object', properties: { a: { type: 'string', minLength: 2 } } };
  const tools = [{ type: 'function', function: { name: 'f', parameters, strict: true } }] as const;
  const told = listener();
  const chat = { messages: [user], tools: [...tools] };
  assert.deepEqual(toMessages(chat, 'claude-sonnet-4-5', host, told)['tools'], [
    {
      name: 'f',
      input_schema: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false },
      strict: true,
    },
  ]);
  assert.deepEqual(told.adjusted, []);
  assert.deepEqual(toMessages(chat, 'claude-3-7-sonnet', host, told)['tools'], [
    { name: 'f', input_schema: parameters },
  ]);
  assert.deepEqual(told.adjusted, ['tools[0].function.strict']);
});

test('a tool or a choice that is no function is refused by name', () => {
  const custom = { type: 'custom', custom: { name: 'x' } } as unknown as typeof tool;
  const choice = { type: 'allowed_tools', allowed_tools: {} } as unknown as 'auto';
  assert.throws(() => ask({ tools: [custom] }), /functions only/);
  assert.throws(() => ask({ tools: [tool], tool_choice: choice }), /one function/);
  const told = listener();
  const body = toMessages(
    { messages: [user], tools: [custom, tool], tool_choice: choice },
    'claude-x',
    host,
    told,
  );
  assert.deepEqual([told.lost, body['tool_choice']], [['tools[0]', 'tool_choice'], undefined]);
});

test('a call that must come is not taken for JSON by schema', () => {
  const older = ask(
    { response_format: jsonSchema, tools: [tool], tool_choice: 'required' },
    'claude-3-5-haiku-latest',
  );
  assert.deepEqual(
    [older['tool_choice'], older['tools']],
    [{ type: 'any' }, [{ name: 'f', description: 'd', input_schema: { type: 'object', properties: {} } }]],
  );
});
