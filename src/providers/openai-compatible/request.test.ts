import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rememberInId } from '../call-memory.ts';
import type { ChatRequest } from '../openai-shapes.ts';
import type { ChatExtras } from '../provider.ts';
import { openaiQuirks, quirksOf } from './quirks.ts';
import { toChatBody } from './request.ts';

const compatible = quirksOf('http://gpu-server.internal:8000/v1');
/** What was said about a call beside its translation: losses pass, as `drop_unsupported` lets them. */
function listen() {
  const heard: { lost: string[]; adjusted: string[] } = { lost: [], adjusted: [] };
  const extras: ChatExtras = {
    lose: (param) => void heard.lost.push(param),
    adjust: (param) => void heard.adjusted.push(param),
  };
  return { heard, extras };
}

const user = { role: 'user' as const, content: 'hi' };

test('compatible servers are sent max_tokens, OpenAI max_completion_tokens, whichever the caller used', () => {
  for (const asked of [{ max_tokens: 9 }, { max_completion_tokens: 9 }]) {
    const chat: ChatRequest = { messages: [user], ...asked };
    assert.deepEqual(toChatBody('m', chat, compatible), { model: 'm', messages: [user], max_tokens: 9 });
    assert.deepEqual(toChatBody('gpt-4o', chat, openaiQuirks), {
      model: 'gpt-4o',
      messages: [user],
      max_completion_tokens: 9,
    });
  }
});

test('a stream asks for usage, except where the question is refused', () => {
  const chat: ChatRequest = { messages: [user], stream: true };
  assert.deepEqual(toChatBody('m', chat, compatible)['stream_options'], { include_usage: true });
  const mistral = toChatBody('m', chat, quirksOf('https://api.mistral.ai/v1'));
  assert.equal(mistral['stream'], true);
  assert.ok(!('stream_options' in mistral));
  const whole = toChatBody(
    'm',
    { ...chat, stream: false, stream_options: { include_usage: true } },
    compatible,
  );
  assert.ok(!('stream' in whole) && !('stream_options' in whole));
});

test('the model is the one that was resolved, and our own fields stay here', () => {
  const chat: ChatRequest & { provider_id: string; drop_unsupported: boolean } = {
    model: 'default',
    provider_id: 'ours',
    drop_unsupported: true,
    messages: [user],
  };
  assert.deepEqual(toChatBody('m', chat, compatible), { model: 'm', messages: [user] });
  assert.deepEqual(toChatBody(undefined, chat, compatible), { messages: [user] });
});

test('a server of one’s own gets every parameter as it was sent', () => {
  const more = {
    top_k: 5,
    seed: 1,
    n: 2,
    logprobs: true,
    store: true,
    metadata: { a: 'b' },
    verbosity: 'low',
  };
  const chat = { messages: [user], ...more } as ChatRequest;
  for (const quirks of [compatible, openaiQuirks]) {
    const { heard, extras } = listen();
    const body = toChatBody('m', chat, quirks, extras);
    assert.deepEqual(body, { model: 'm', messages: [user], ...more });
    assert.equal(body['metadata'], more.metadata);
    assert.deepEqual(heard, { lost: [], adjusted: [] });
  }
});

test('what needs no change is the very same object, so that its bytes can be sent on', () => {
  const tools = [{ type: 'function' as const, function: { name: 'f' } }];
  const call = { id: 'c1', type: 'function' as const, function: { name: 'f', arguments: '{}' } };
  const chat: ChatRequest = {
    stream: true,
    stream_options: { include_usage: true },
    tools,
    stop: ['X'],
    messages: [
      { role: 'system', content: 'be brief' },
      { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://x.example/a.png' } }] },
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c1', content: '42' },
      { role: 'assistant', content: 'so' },
      user,
    ],
  };
  for (const base of [
    'http://gpu.internal/v1',
    'https://api.openai.com/v1',
    'https://openrouter.ai/api/v1',
  ]) {
    const body = toChatBody('m', chat, quirksOf(base));
    for (const field of ['messages', 'tools', 'stop', 'stream_options'] as const) {
      assert.equal(body[field], chat[field], `${base} ${field}`);
    }
  }
  const changed: ChatRequest = {
    ...chat,
    messages: [...chat.messages, { role: 'developer', content: 'now' }],
  };
  const messages = toChatBody('m', changed, compatible)['messages'] as unknown[];
  assert.deepEqual(messages.slice(0, -1), chat.messages);
  for (const [at, message] of chat.messages.entries()) assert.equal(messages[at], message);
});

test('ids of calls go upstream without what was packed into them, to every server', () => {
  const id = rememberInId('call_1', 'anthropic', 'claude', ['signed']);
  const chat: ChatRequest = {
    messages: [
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id, type: 'function', function: { name: 'f', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: id, content: 'r' },
    ],
  };
  for (const quirks of [compatible, openaiQuirks]) {
    assert.deepEqual(toChatBody('m', chat, quirks)['messages'], [
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 'call_1', content: 'r' },
    ]);
  }
});

test('a stop is a list for servers of one’s own: Text Generation Inference takes no other', () => {
  const chat: ChatRequest = { messages: [user], stop: 'X' };
  assert.deepEqual(toChatBody('m', chat, compatible)['stop'], ['X']);
  assert.equal(toChatBody('gpt-4o', chat, openaiQuirks)['stop'], 'X');
});

test('an OpenAI model behind a gateway of one’s own is told its limit by the only name that it takes', () => {
  const chat: ChatRequest = { messages: [user], max_tokens: 9, temperature: 0.5 };
  const { extras } = listen();
  assert.equal(toChatBody('gpt-5', chat, compatible)['max_completion_tokens'], 9);
  assert.equal(toChatBody('gpt-5', chat, compatible)['temperature'], 0.5);
  const named = toChatBody('our-deployment', chat, compatible, { ...extras, family: 'gpt-5' });
  assert.deepEqual(named, { model: 'our-deployment', messages: [user], max_completion_tokens: 9 });
  const rules = [{ match: '^our-', drops: ['temperature'] }];
  const ruled = toChatBody('our-deployment', chat, compatible, { ...extras, rules });
  assert.deepEqual(ruled, { model: 'our-deployment', messages: [user], max_tokens: 9 });
});

test('compatible servers get messages in the form that all of them know', () => {
  const call = { id: 'c1', type: 'function' as const, function: { name: 'f', arguments: '' } };
  const chat: ChatRequest = {
    messages: [
      { role: 'developer', content: 'be brief' },
      {
        role: 'system',
        content: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'what' },
          { type: 'image_url', image_url: { url: 'data:x' } },
        ],
      },
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c1', content: [{ type: 'text', text: '42' }] },
      { role: 'assistant', content: null },
      { role: 'assistant', content: null, refusal: 'no' },
      { role: 'assistant', content: [{ type: 'refusal', refusal: 'never' } as never] },
      { role: 'user', content: [{ type: 'text', text: 'a', cache_control: {} } as never] },
    ],
  };
  assert.deepEqual(toChatBody('m', chat, compatible)['messages'], [
    { role: 'system', content: 'be brief' },
    { role: 'system', content: 'a\nb' },
    {
      role: 'user',
      content: [
        { type: 'text', text: 'what' },
        { type: 'image_url', image_url: { url: 'data:x' } },
      ],
    },
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: 'c1', type: 'function', function: { name: 'f', arguments: '{}' } }],
    },
    { role: 'tool', tool_call_id: 'c1', content: '42' },
    { role: 'assistant', content: '' },
    { role: 'assistant', content: 'no' },
    { role: 'assistant', content: 'never' },
    { role: 'user', content: [{ type: 'text', text: 'a', cache_control: {} }] },
  ]);
  assert.equal(toChatBody('gpt-4o', chat, openaiQuirks)['messages'], chat.messages);
});

test('tools, their choice and the format of the answer pass as they are', () => {
  const tools = [{ type: 'function' as const, function: { name: 'f', parameters: { type: 'object' } } }];
  const chat: ChatRequest = {
    messages: [user],
    tools,
    tool_choice: { type: 'function', function: { name: 'f' } },
    response_format: { type: 'json_schema', json_schema: { name: 'a', schema: { type: 'object' } } },
    temperature: 0,
    top_p: 0.5,
    stop: ['X'],
  };
  const { messages: _messages, ...rest } = chat;
  assert.deepEqual(toChatBody('m', chat, compatible), { model: 'm', messages: [user], ...rest });
});
