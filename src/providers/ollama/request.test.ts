import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../../kernel/errors.ts';
import { rememberInId } from '../call-memory.ts';
import type { ChatRequest } from '../openai-shapes.ts';
import { toOllamaChat } from './request.ts';

const user = { role: 'user' as const, content: 'hi' };
const tool = (name: string) => ({
  type: 'function' as const,
  function: { name, parameters: { type: 'object' } },
});

test('a call becomes Ollama’s own form (reference/wire-protocols.md, section 12.2)', () => {
  const chat: ChatRequest = {
    stream: true,
    messages: [
      { role: 'system', content: 'a' },
      { role: 'developer', content: [{ type: 'text', text: 'b' }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'what' },
          { type: 'text', text: 'is it' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
        ],
      },
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } },
          { id: 'call_2', type: 'function', function: { name: 'g', arguments: '' } },
        ],
      },
      { role: 'tool', tool_call_id: 'call_2', content: 'none' },
      { role: 'tool', tool_call_id: 'call_1', content: '42' },
    ],
    tools: [tool('f')],
    max_tokens: 128,
    temperature: 0.7,
    top_p: 0.9,
    stop: 'X',
  };
  assert.deepEqual(toOllamaChat('llama3.2', chat), {
    model: 'llama3.2',
    stream: true,
    truncate: false,
    shift: false,
    options: { num_predict: 128, temperature: 0.7, top_p: 0.9, stop: ['X'] },
    messages: [
      { role: 'system', content: 'a' },
      { role: 'system', content: 'b' },
      { role: 'user', content: 'what\nis it', images: ['AAAA'] },
      {
        role: 'assistant',
        content: '',
        tool_calls: [
          { id: 'call_1', function: { index: 0, name: 'f', arguments: { a: 1 } } },
          { id: 'call_2', function: { index: 1, name: 'g', arguments: {} } },
        ],
      },
      { role: 'tool', tool_name: 'g', tool_call_id: 'call_2', content: 'none' },
      { role: 'tool', tool_name: 'f', tool_call_id: 'call_1', content: '42' },
    ],
    tools: [tool('f')],
  });
});

/** What was said about a call beside its translation: `lose` lets it pass, as `drop_unsupported` does. */
function heard(chat: ChatRequest) {
  const lost: string[] = [];
  const adjusted: string[] = [];
  const body = toOllamaChat('m', chat, {
    lose: (param) => void lost.push(param),
    adjust: (param) => void adjusted.push(param),
  });
  return { body, lost, adjusted };
}

const messagesOf = (...messages: ChatRequest['messages']) => toOllamaChat('m', { messages })['messages'];

test('Ollama streams, and cuts what is too long, unless it is told not to', () => {
  assert.deepEqual(toOllamaChat('m', { messages: [user] }), {
    model: 'm',
    messages: [user],
    stream: false,
    truncate: false,
    shift: false,
  });
});

test('every option has its place, and what is null is not given', () => {
  const chat: ChatRequest = {
    messages: [user],
    max_tokens: 5,
    max_completion_tokens: 7,
    stop: ['a', 'b'],
    seed: 0,
    presence_penalty: 0.5,
    frequency_penalty: -0.5,
    logprobs: true,
    top_logprobs: 2,
  };
  const own = {
    num_ctx: 8_192,
    top_k: 40,
    min_p: 0.1,
    repeat_penalty: 1.1,
    temperature: null,
    keep_alive: '5m',
  };
  const body = toOllamaChat('m', { ...chat, ...own } as never);
  assert.deepEqual(body['options'], {
    num_predict: 7,
    stop: ['a', 'b'],
    seed: 0,
    presence_penalty: 0.5,
    frequency_penalty: -0.5,
    num_ctx: 8_192,
    top_k: 40,
    min_p: 0.1,
    repeat_penalty: 1.1,
  });
  assert.deepEqual([body['logprobs'], body['top_logprobs'], body['keep_alive']], [true, 2, '5m']);
});

test('an effort is how much Ollama thinks, in the nearest word that it has', () => {
  const table: [NonNullable<ChatRequest['reasoning_effort']>, unknown, string[]][] = [
    ['none', false, []],
    ['minimal', 'low', ['reasoning_effort']],
    ['low', 'low', []],
    ['medium', 'medium', []],
    ['high', 'high', []],
    ['xhigh', 'max', ['reasoning_effort']],
    ['max', 'max', []],
  ];
  for (const [reasoning_effort, think, expected] of table) {
    const { body, lost, adjusted } = heard({ messages: [user], reasoning_effort });
    assert.deepEqual([body['think'], lost, adjusted], [think, [], expected], reasoning_effort);
  }
  assert.ok(!('think' in toOllamaChat('m', { messages: [user] })));
  const own = { messages: [user], think: true };
  assert.equal(toOllamaChat('m', own)['think'], true);
});

test('what Ollama has no form for is refused by name, or dropped where that is allowed', () => {
  const table: [Record<string, unknown>, string][] = [
    [{ n: 2 }, 'n'],
    [{ logit_bias: { 5: 1 } }, 'logit_bias'],
    [{ parallel_tool_calls: false }, 'parallel_tool_calls'],
    [{ web_search_options: {} }, 'web_search_options'],
    [{ modalities: ['audio'] }, 'modalities'],
    [{ unheard_of: 1 }, 'unheard_of'],
    [{ tools: [tool('f')], tool_choice: 'required' }, 'tool_choice'],
    [{ tools: [{ type: 'custom', custom: { name: 'f' } }] }, 'tools[0]'],
  ];
  for (const [fields, param] of table) {
    const chat = { messages: [user], ...fields } as ChatRequest;
    assert.throws(() => toOllamaChat('m', chat), refusalOf(param), param);
    assert.deepEqual(heard(chat).lost, [param]);
  }
  const harmless = {
    messages: [user],
    n: 1,
    user: 'u',
    metadata: { a: 'b' },
    stream_options: {},
    store: true,
  };
  const { body, lost, adjusted } = heard(harmless);
  assert.deepEqual(lost, []);
  assert.deepEqual(adjusted, ['user', 'metadata', 'store']);
  assert.deepEqual(Object.keys(body), ['model', 'messages', 'stream', 'truncate', 'shift']);
});

const refusalOf = (field: string) => (error: unknown) =>
  error instanceof PlugboardError && error.errors?.[0]?.field === field;

test('the choice of tools is made by leaving tools out; that one must be called cannot be said', () => {
  const named = (tool_choice: ChatRequest['tool_choice']) => {
    const { body, lost } = heard({
      messages: [user],
      tools: [tool('f'), tool('g')],
      ...(tool_choice && { tool_choice }),
    });
    return [body['tools'], lost];
  };
  assert.deepEqual(named(undefined), [[tool('f'), tool('g')], []]);
  assert.deepEqual(named('auto'), [[tool('f'), tool('g')], []]);
  assert.deepEqual(named('none'), [undefined, []]);
  assert.deepEqual(named('required'), [[tool('f'), tool('g')], ['tool_choice']]);
  assert.deepEqual(named({ type: 'function', function: { name: 'g' } }), [[tool('g')], ['tool_choice']]);
});

test('formats are JSON or the schema itself', () => {
  const formatOf = (response_format: NonNullable<ChatRequest['response_format']>) =>
    toOllamaChat('m', { messages: [user], response_format })['format'];
  const schema = { type: 'object' };
  assert.equal(formatOf({ type: 'text' }), undefined);
  assert.equal(formatOf({ type: 'json_object' }), 'json');
  assert.equal(formatOf({ type: 'json_schema', json_schema: { name: 'a' } }), 'json');
  assert.equal(formatOf({ type: 'json_schema', json_schema: { name: 'a', schema } }), schema);
});

test('contents of every sloppy form become text (reference/wire-protocols.md, section 17, vector 14)', () => {
  const sloppy = [
    { role: 'user', content: null },
    { role: 'user' },
    { role: 'user', content: [] },
    { role: 'user', content: ' ' },
    { role: 'assistant' },
    { role: 'assistant', content: null, refusal: 'no' },
    { role: 'assistant', content: [{ type: 'refusal', refusal: 'never' }] },
  ] as ChatRequest['messages'];
  assert.deepEqual(messagesOf(...sloppy), [
    { role: 'user', content: '' },
    { role: 'user', content: '' },
    { role: 'user', content: '' },
    { role: 'user', content: ' ' },
    { role: 'assistant', content: '' },
    { role: 'assistant', content: 'no' },
    { role: 'assistant', content: 'never' },
  ]);
});

test('images and sound go as bare base64; files and what would have to be fetched are lost by their place', () => {
  const parts = [
    { type: 'image_url', image_url: { url: 'data:image/jpeg;base64,AAAA' } },
    { type: 'image_url', image_url: 'data:image/webp;base64,BBBB' },
    { type: 'input_audio', input_audio: { data: 'CCCC', format: 'wav' } },
  ];
  const heardParts = { role: 'user', content: parts } as ChatRequest['messages'][number];
  assert.deepEqual(messagesOf(heardParts), [{ role: 'user', content: '', images: ['AAAA', 'BBBB', 'CCCC'] }]);
  for (const part of [
    { type: 'image_url', image_url: { url: 'https://x.example/a.png' } },
    { type: 'image_url', image_url: { url: 'data:text/html;base64,AAAA' } },
    { type: 'image_url', image_url: { url: 'AAAA' } },
    { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,AAAA' } },
    { type: 'file', file: { file_id: 'file-1' } },
    { type: 'video_url', video_url: { url: 'data:video/mp4;base64,AAAA' } },
  ]) {
    const content = [{ type: 'text', text: 'see' }, part];
    const chat = { messages: [{ role: 'user', content }] } as ChatRequest;
    assert.throws(() => toOllamaChat('m', chat), PlugboardError, JSON.stringify(part));
    const { body, lost } = heard(chat);
    assert.deepEqual(lost, ['messages[0].content[1]']);
    assert.deepEqual(body['messages'], [{ role: 'user', content: 'see' }]);
  }
});

test('calls and results keep the ids that Ollama gave, without what was packed into them', () => {
  const packed = rememberInId('call_1', 'gemini', 'other', 'signature');
  assert.deepEqual(
    messagesOf(
      {
        role: 'assistant',
        content: null,
        reasoning_content: 'hm',
        tool_calls: [{ id: packed, type: 'function', function: { name: 'f', arguments: '[1]' } }],
      },
      { role: 'tool', tool_call_id: packed, content: [{ type: 'text', text: 'r' }] },
    ),
    [
      {
        role: 'assistant',
        content: '',
        thinking: 'hm',
        tool_calls: [{ id: 'call_1', function: { index: 0, name: 'f', arguments: { arguments: [1] } } }],
      },
      { role: 'tool', tool_name: 'f', tool_call_id: 'call_1', content: 'r' },
    ],
  );
});

test('a result without its call, and a call of something else than a function, are the caller’s fault', () => {
  assert.throws(() => messagesOf(user, { role: 'tool', tool_call_id: 'x', content: '' }), PlugboardError);
  const custom = { id: 'c', type: 'custom', custom: { name: 'f', input: 'x' } };
  const calling = { role: 'assistant', content: null, tool_calls: [custom] };
  assert.throws(() => messagesOf(calling as never), refusalOf('messages[0].tool_calls[0]'));
});

test('a name has no place in Ollama’s messages', () => {
  const { adjusted, body } = heard({ messages: [{ role: 'user', content: 'hi', name: 'ann' }] });
  assert.deepEqual([adjusted, body['messages']], [['messages[0].name'], [user]]);
});

test('that a tool is strict has no place in Ollama’s tools', () => {
  const strict = { ...tool('f'), function: { ...tool('f').function, strict: true } };
  const { adjusted, body } = heard({ messages: [user], tools: [strict] });
  assert.deepEqual([adjusted, body['tools']], [['tools[0].function.strict'], [tool('f')]]);
});
