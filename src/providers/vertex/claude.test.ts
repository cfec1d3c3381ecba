import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectOf } from '../../kernel/json-values.ts';
import type { ChatMessage, ChatRequest } from '../openai-shapes.ts';
import { answerTool } from '../wire-anthropic/request.ts';
import { vertex } from './index.ts';

const model = 'claude-sonnet-4-5@20250929';
const settings = {
  gcp_project: 'my-project',
  gcp_location: 'us-central1',
  gcp_client_email: 'bot@my-project.iam.gserviceaccount.com',
  gcp_private_key_id: 'key1',
};
const connection = vertex.connect('service_account', settings);
const user = { role: 'user', content: 'hi' } as const;

function ask(chat: Partial<ChatRequest>) {
  const lost: string[] = [];
  const adjusted: string[] = [];
  const extras = {
    lose: (param: string) => void lost.push(param),
    adjust: (param: string) => void adjusted.push(param),
  };
  const plan = vertex.chat.request(connection, settings, model, { messages: [user], ...chat }, extras);
  return { body: objectOf(plan.body), headers: plan.headers, lost, adjusted };
}

test('Claude on Vertex AI says what it lost, and what lags behind there is left out', () => {
  const schema = { type: 'object', properties: {} };
  const { body, headers, lost, adjusted } = ask({
    seed: 1,
    service_tier: 'default',
    tools: [{ type: 'function', function: { name: 'f', strict: true } }],
    response_format: { type: 'json_schema', json_schema: { name: 'x', schema } },
  });
  assert.deepEqual([lost, adjusted.toSorted()], [['seed'], ['service_tier', 'tools[0].function.strict']]);
  assert.deepEqual(body['tools'], [
    { name: 'f', input_schema: schema },
    { name: answerTool, description: 'Gives the answer. Call it once.', input_schema: schema },
  ]);
  assert.deepEqual(
    Object.keys(headers).filter((name) => name.startsWith('anthropic')),
    [],
  );
});

test('pictures by URL are fetched before, and documents go as bytes', () => {
  assert.ok(!vertex.chat.takesImageUrls?.(settings));
  const file = { filename: 'a.pdf', file_data: 'data:application/pdf;base64,AA==' };
  const { body } = ask({ messages: [{ role: 'user', content: [{ type: 'file', file }] }] });
  assert.deepEqual(body['messages'], [
    {
      role: 'user',
      content: [
        {
          type: 'document',
          source: { type: 'base64', media_type: 'application/pdf', data: 'AA==' },
          title: 'a.pdf',
        },
      ],
    },
  ]);
});

test('signed thoughts of a stream come back with the results of its calls', () => {
  const state = vertex.chat.beginStream({ model, id: 'ours', createdSeconds: 7 });
  const events = [
    { type: 'message_start', message: { id: 'msg_vrtx_1', model: 'claude-sonnet-4-5-20250929' } },
    {
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'thinking', thinking: '', signature: '' },
    },
    { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'hm' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 's' } },
    { type: 'content_block_stop', index: 0 },
    {
      type: 'content_block_start',
      index: 1,
      content_block: { type: 'tool_use', id: 'a', name: 'f', input: {} },
    },
    { type: 'content_block_stop', index: 1 },
  ];
  const chunks = events.flatMap(
    (event) => vertex.chat.decode(state, { type: '', data: JSON.stringify(event) }).chunks,
  );
  const deltas = chunks.flatMap(({ choices }) => choices.flatMap(({ delta }) => delta.tool_calls ?? []));
  const id = deltas[0]?.id ?? '';
  const messages: ChatMessage[] = [
    user,
    { role: 'assistant', tool_calls: [{ id, type: 'function', function: { name: 'f', arguments: '{}' } }] },
    { role: 'tool', tool_call_id: id, content: 'x' },
  ];
  const { body } = ask({ messages, reasoning_effort: 'low' });
  assert.deepEqual(body['messages'], [
    { role: 'user', content: [{ type: 'text', text: 'hi' }] },
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'hm', signature: 's' },
        { type: 'tool_use', id: 'a', name: 'f', input: {} },
      ],
    },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: 'x' }] },
  ]);
  assert.deepEqual(body['thinking'], { type: 'enabled', budget_tokens: 6400 });
});
