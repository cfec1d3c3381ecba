import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatRequest } from '../openai-shapes.ts';
import { openaiQuirks, quirksOf } from './quirks.ts';
import { toChatBody } from './request.ts';

const compatible = quirksOf('http://gpu-server.internal:8000/v1');
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

test('the model is the one that was resolved, and our own field stays here', () => {
  const chat: ChatRequest & { provider_id: string } = {
    model: 'default',
    provider_id: 'ours',
    messages: [user],
  };
  assert.deepEqual(toChatBody('m', chat, compatible), { model: 'm', messages: [user] });
  assert.deepEqual(toChatBody(undefined, chat, compatible), { messages: [user] });
});

test('other parameters pass, OpenAI’s platform ones only to OpenAI', () => {
  const more = { top_k: 5, seed: 1, store: true, metadata: { a: 'b' }, service_tier: 'flex' };
  const chat: ChatRequest = { messages: [user], ...more };
  assert.deepEqual(toChatBody('m', chat, compatible), { model: 'm', messages: [user], top_k: 5, seed: 1 });
  assert.deepEqual(toChatBody('gpt-4o', chat, openaiQuirks), { model: 'gpt-4o', messages: [user], ...more });
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
