import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatRequest } from '../../openai-shapes.ts';
import type { Connection } from '../../provider.ts';
import { findResponsesWire } from './wire.ts';

const connection: Connection = {
  auth: { kind: 'none' },
  baseUrl: 'https://api.openai.com/v1',
  origins: {},
  warnings: [],
};
const at = (place: string) => ({ place, urlAt: (found: Connection) => `${found.baseUrl}/responses` });
const model = 'gpt-5.6';
const chat: ChatRequest = {
  messages: [{ role: 'user', content: 'Weather?' }],
  tools: [{ type: 'function', function: { name: 'weather' } }],
};
const context = { model, id: 'chatcmpl-1', createdSeconds: 1 };
const thought = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'sealed' };
const call = { type: 'function_call', call_id: 'call_1', name: 'weather', arguments: '{"city":"Oslo"}' };
const body = {
  id: 'resp_1',
  status: 'completed',
  output: [thought, { ...call, id: 'fc_1', status: 'completed' }],
};

function nextTurn(place: string, answered: string): unknown {
  const wire = findResponsesWire(model, chat, undefined, at(answered)) ?? assert.fail();
  const { message } = wire.response({ status: 200, headers: {}, body }, context).choices[0] ?? assert.fail();
  const { tool_calls = [], content } = message;
  const messages: ChatRequest['messages'] = [
    ...chat.messages,
    { role: 'assistant', content, tool_calls },
    { role: 'tool', tool_call_id: tool_calls[0]?.id ?? '', content: '4°' },
  ];
  const later = findResponsesWire(model, { ...chat, messages }, undefined, at(place)) ?? assert.fail();
  const plan = later.request(connection, {}, model, { ...chat, messages });
  assert.ok(typeof plan.body === 'object' && plan.body && 'input' in plan.body);
  return plan.body.input;
}

test('what the model thought comes back to it with the next turn, although nobody stored it', () => {
  const asked = { role: 'user', content: 'Weather?' };
  const output = { type: 'function_call_output', call_id: 'call_1', output: '4°' };
  const openai = 'https://api.openai.com/v1';
  assert.deepEqual(nextTurn(openai, openai), [asked, thought, call, output]);
  assert.deepEqual(nextTurn('https://r.openai.azure.com/openai/v1', openai), [asked, call, output]);
});

test('a stream asks for events, a whole answer for JSON', () => {
  const wire = findResponsesWire(model, chat, undefined, at('x')) ?? assert.fail();
  const accept = (stream: boolean) =>
    wire.request(connection, {}, model, { ...chat, stream }).headers['accept'];
  assert.deepEqual([accept(true), accept(false)], ['text/event-stream', 'application/json']);
});
