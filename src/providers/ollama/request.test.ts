import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../../kernel/errors.ts';
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

test('Ollama streams unless it is told not to', () => {
  assert.deepEqual(toOllamaChat('m', { messages: [user] }), { model: 'm', messages: [user], stream: false });
});

test('the choice of tools is made by leaving tools out', () => {
  const named = (tool_choice: ChatRequest['tool_choice']) =>
    toOllamaChat('m', {
      messages: [user],
      tools: [tool('f'), tool('g')],
      ...(tool_choice && { tool_choice }),
    })['tools'];
  assert.deepEqual(named(undefined), [tool('f'), tool('g')]);
  assert.deepEqual(named('required'), [tool('f'), tool('g')]);
  assert.equal(named('none'), undefined);
  assert.deepEqual(named({ type: 'function', function: { name: 'g' } }), [tool('g')]);
});

test('formats are JSON or the schema itself', () => {
  const formatOf = (response_format: NonNullable<ChatRequest['response_format']>) =>
    toOllamaChat('m', { messages: [user], response_format })['format'];
  assert.equal(formatOf({ type: 'text' }), undefined);
  assert.equal(formatOf({ type: 'json_object' }), 'json');
  assert.deepEqual(
    formatOf({ type: 'json_schema', json_schema: { name: 'a', schema: { type: 'object' } } }),
    {
      type: 'object',
    },
  );
});

test('an image that would have to be fetched and a result without its call are the caller’s fault', () => {
  const image: ChatRequest = {
    messages: [
      { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://x.example/a.png' } }] },
    ],
  };
  assert.throws(() => toOllamaChat('m', image), PlugboardError);
  assert.throws(
    () => toOllamaChat('m', { messages: [user, { role: 'tool', tool_call_id: 'x', content: '' }] }),
    PlugboardError,
  );
});
