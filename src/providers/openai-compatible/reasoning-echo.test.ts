import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject } from '../../kernel/json-values.ts';
import { rememberInId } from '../call-memory.ts';
import type { ChatRequest, StreamChunk } from '../openai-shapes.ts';
import { openaiCompatible } from './index.ts';

const settings = { base_url: 'https://api.deepseek.com/v1' };
const connection = openaiCompatible.connect('api_key', settings);
const context = { model: 'deepseek-v4', id: 'ours', createdSeconds: 1 };
const user = { role: 'user' as const, content: 'hi' };

function wireAt() {
  const wire = openaiCompatible.chatFor?.(settings, context.model, { messages: [] });
  assert.ok(wire);
  return wire;
}

function bodyOf(chat: ChatRequest) {
  const adjusted: string[] = [];
  const extras = { lose: assert.fail, adjust: (param: string) => void adjusted.push(param) };
  const { body } = wireAt().request(connection, settings, context.model, chat, extras);
  assert.ok(isObject(body));
  const { messages, ...rest } = body;
  return { messages, rest, adjusted };
}

const call = (id: string, name = 'f') => ({
  id,
  type: 'function' as const,
  function: { name, arguments: '{}' },
});

/** What an OpenAI client sends next: the calls as they came, their results, and no reasoning. */
const turnOf = (...calls: ReturnType<typeof call>[]): ChatRequest['messages'] => [
  user,
  { role: 'assistant', content: null, tool_calls: calls },
  ...calls.map(({ id }) => ({ role: 'tool' as const, tool_call_id: id, content: 'r' })),
];

test('DeepSeek’s reasoning comes back with the turn that it led to, through a client that drops it', () => {
  const body = {
    id: 'c1',
    choices: [
      {
        message: { content: '', reasoning_content: 'hm 漢', tool_calls: [call('A'), call('B', 'g')] },
        finish_reason: 'tool_calls',
      },
    ],
  };
  const answer = wireAt().response({ status: 200, headers: {}, body }, context);
  const [first, second] = answer.choices[0]?.message.tool_calls ?? [];
  assert.ok(first && second);
  assert.equal(second.id, 'B');
  assert.equal(answer.choices[0]?.message.reasoning_content, 'hm 漢');
  const { messages, adjusted, rest } = bodyOf({ messages: turnOf(first, second) });
  assert.deepEqual(messages, [
    user,
    {
      role: 'assistant',
      content: null,
      tool_calls: [call('A'), call('B', 'g')],
      reasoning_content: 'hm 漢',
    },
    { role: 'tool', tool_call_id: 'A', content: 'r' },
    { role: 'tool', tool_call_id: 'B', content: 'r' },
  ]);
  assert.deepEqual([adjusted, rest], [[], { model: 'deepseek-v4' }]);
});

test('the same from a stream, whose id stands in one delta', () => {
  const wire = wireAt();
  const state = wire.beginStream(context);
  const chunks: StreamChunk[] = [];
  const send = (delta: object, more: object = {}) =>
    chunks.push(
      ...wire.decode(state, {
        type: '',
        data: JSON.stringify({ id: 'c1', choices: [{ index: 0, delta, ...more }] }),
      }).chunks,
    );
  send({ role: 'assistant', content: null, reasoning_content: 'h' });
  send({ content: null, reasoning_content: 'm' });
  send({ tool_calls: [{ index: 0, id: 'A', function: { name: 'f', arguments: '' } }] });
  send({ tool_calls: [{ index: 0, function: { arguments: '{}' } }] });
  send({ tool_calls: [{ index: 1, id: 'B', function: { name: 'g', arguments: '{}' } }] });
  send({}, { finish_reason: 'tool_calls' });
  assert.deepEqual(wire.endStream?.(state), { chunks: [], done: true });
  const ids = chunks.flatMap(({ choices }) => choices.flatMap(({ delta }) => delta.tool_calls ?? []));
  assert.deepEqual(
    ids.map(({ index, id }) => [index, id]),
    [
      [0, rememberInId('A', 'reasoning', 'deepseek-v4', 'hm')],
      [0, undefined],
      [1, 'B'],
    ],
  );
});

test('without reasoning ids stay as they are', () => {
  const body = { choices: [{ message: { content: null, tool_calls: [call('A')] } }] };
  const { choices } = wireAt().response({ status: 200, headers: {}, body }, context);
  assert.equal(choices[0]?.message.tool_calls?.[0]?.id, 'A');
});

test('a client’s own copy of the reasoning is taken before ours', () => {
  const id = rememberInId('A', 'reasoning', 'deepseek-v4', 'ours');
  const [, said] = turnOf(call(id));
  assert.ok(said?.role === 'assistant');
  const { messages } = bodyOf({ messages: [{ ...said, reasoning_content: 'theirs' }] });
  assert.deepEqual(messages, [
    { role: 'assistant', content: null, tool_calls: [call('A')], reasoning_content: 'theirs' },
  ]);
});

test('where the reasoning cannot be found, DeepSeek is asked not to think rather than left to refuse', () => {
  const other = rememberInId('A', 'reasoning', 'another-model', 'x');
  for (const id of ['A', other]) {
    const { messages, adjusted, rest } = bodyOf({ messages: turnOf(call(id)), reasoning_effort: 'high' });
    assert.deepEqual(rest, { model: 'deepseek-v4', thinking: { type: 'disabled' } });
    assert.deepEqual(adjusted, ['thinking']);
    assert.deepEqual(messages, turnOf(call('A')));
  }
  const chosen = { messages: turnOf(call('A')), thinking: { type: 'enabled' } };
  assert.deepEqual(bodyOf(chosen).rest['thinking'], { type: 'enabled' });
  assert.ok(!('thinking' in bodyOf({ messages: [user, { role: 'assistant', content: 'a' }, user] }).rest));
});
