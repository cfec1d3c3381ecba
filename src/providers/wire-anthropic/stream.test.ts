import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareCallId, recallFromId } from '../call-memory.ts';
import { answerTool } from './request.ts';
import { beginMessageStream, decodeMessageEvent } from './stream.ts';

const context = { model: 'asked', id: 'ours', createdSeconds: 7 };

function play(...events: unknown[]) {
  const state = beginMessageStream(context);
  const steps = events.map((event) => {
    const data = typeof event === 'string' ? event : JSON.stringify(event);
    return decodeMessageEvent(state, { type: '', data });
  });
  const chunks = steps.flatMap((step) => step.chunks);
  return {
    chunks,
    deltas: chunks.flatMap(({ choices }) =>
      choices.map(({ delta, finish_reason }) => [delta, finish_reason]),
    ),
    usage: chunks.at(-1)?.usage,
    done: steps.at(-1)?.done,
    failed: steps.find(({ failed }) => failed)?.failed,
  };
}

// Samples of reference/wire-protocols.md 7.4.
const start = {
  type: 'message_start',
  message: {
    id: 'msg_1',
    role: 'assistant',
    model: 'claude-x',
    content: [],
    stop_reason: null,
    usage: { input_tokens: 12, cache_read_input_tokens: 8, output_tokens: 1 },
  },
};
const ping = { type: 'ping' };
const stop = { type: 'message_stop' };
const textStart = { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } };
const text = { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hi' } };
const toolStart = (index: number, id: string, name: string, input = {}) => ({
  type: 'content_block_start',
  index,
  content_block: { type: 'tool_use', id, name, input },
});
const fragment = (index: number, partial_json: string) => ({
  type: 'content_block_delta',
  index,
  delta: { type: 'input_json_delta', partial_json },
});
const blockStop = (index: number) => ({ type: 'content_block_stop', index });
const end = (stop_reason: string, output_tokens = 15) => ({
  type: 'message_delta',
  delta: { stop_reason, stop_sequence: null },
  usage: { output_tokens },
});
const role = [{ role: 'assistant', content: '' }, null];

test('text and two calls: appendix B, event by event', () => {
  const { chunks, deltas, usage, done } = play(
    start,
    textStart,
    text,
    blockStop(0),
    toolStart(1, 'A', 'f'),
    fragment(1, ''),
    fragment(1, '{"a":'),
    ping,
    fragment(1, '1}'),
    blockStop(1),
    toolStart(2, 'B', 'g'),
    fragment(2, ''),
    blockStop(2),
    end('tool_use'),
    stop,
  );
  const named = (index: number, id: string, name: string) => [
    { tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] },
    null,
  ];
  const given = (index: number, bytes: string) => [
    { tool_calls: [{ index, function: { arguments: bytes } }] },
    null,
  ];
  assert.deepEqual(deltas, [
    role,
    [{ content: 'Hi' }, null],
    named(0, 'A', 'f'),
    given(0, '{"a":'),
    given(0, '1}'),
    named(1, 'B', 'g'),
    given(1, '{}'),
    [{}, 'tool_calls'],
  ]);
  assert.deepEqual(usage, {
    prompt_tokens: 20,
    completion_tokens: 15,
    total_tokens: 35,
    prompt_tokens_details: { cached_tokens: 8 },
  });
  assert.equal(done, true);
  assert.deepEqual(
    [...new Set(chunks.map(({ id, model, created }) => `${id} ${model} ${created}`))],
    ['msg_1 claude-x 7'],
  );
});

test('a refusal without content ends as filtered', () => {
  const refused = {
    type: 'message_delta',
    delta: { stop_reason: 'refusal', stop_details: { category: 'x', explanation: 'Not this.' } },
    usage: { output_tokens: 0 },
  };
  const { deltas, done } = play(start, ping, refused, stop);
  assert.deepEqual([deltas, done], [[role, [{ refusal: 'Not this.' }, 'content_filter']], true]);
});

test('an input that came whole in the block’s start is sent once', () => {
  const { deltas } = play(start, toolStart(0, 'A', 'f', { a: 1 }), blockStop(0), end('tool_use'), stop);
  assert.deepEqual(deltas[2], [{ tool_calls: [{ index: 0, function: { arguments: '{"a":1}' } }] }, null]);
});

test('a message that ends before its blocks were ended owes what their starts said', () => {
  const given = (text: string) => [{ tool_calls: [{ index: 0, function: { arguments: text } }] }, null];
  const ended = play(start, toolStart(0, 'A', 'f'), end('tool_use'), stop);
  assert.deepEqual([ended.deltas.slice(2), ended.done], [[given('{}'), [{}, 'tool_calls']], true]);
  const whole = play(start, toolStart(0, 'A', 'f', { a: 1 }), stop);
  assert.deepEqual(whole.deltas.slice(2), [given('{"a":1}'), [{}, 'tool_calls']]);
  const late = play(start, toolStart(0, 'A', 'f'), end('tool_use'), blockStop(0), stop);
  assert.deepEqual(late.deltas, ended.deltas);
  const cut = play(start, toolStart(0, 'A', 'f'), end('max_tokens'), stop);
  assert.deepEqual(cut.deltas.slice(2), [[{}, 'length']]);
});

test('the tool that carries JSON streams as text', () => {
  const { deltas } = play(
    start,
    toolStart(0, 'A', answerTool),
    fragment(0, '{"a":1}'),
    blockStop(0),
    end('tool_use'),
    stop,
  );
  assert.deepEqual(deltas, [role, [{ content: '{"a":1}' }, null], [{}, 'stop']]);
});

test('thoughts are told apart, and unknown events and blocks are passed over', () => {
  const { deltas, failed } = play(
    start,
    { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'hm' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 's' } },
    { type: 'content_block_start', index: 1, content_block: { type: 'web_search_tool_result' } },
    { type: 'something_new' },
    '',
    end('max_tokens'),
  );
  assert.deepEqual(deltas, [role, [{ reasoning_content: 'hm' }, null], [{}, 'length']]);
  assert.equal(failed, undefined);
});

test('signed thoughts travel in the id of the first call after them: thinking, text, two tools', () => {
  const delta = (index: number, more: object) => ({ type: 'content_block_delta', index, delta: more });
  const { deltas } = play(
    start,
    {
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'thinking', thinking: '', signature: '' },
    },
    delta(0, { type: 'thinking_delta', thinking: 'h' }),
    ping,
    delta(0, { type: 'thinking_delta', thinking: 'm' }),
    delta(0, { type: 'signature_delta', signature: 's' }),
    blockStop(0),
    { type: 'content_block_start', index: 1, content_block: { type: 'redacted_thinking', data: 'AAAA' } },
    blockStop(1),
    { ...textStart, index: 2 },
    delta(2, { type: 'text_delta', text: 'Hi' }),
    delta(2, { type: 'citations_delta', citation: {} }),
    blockStop(2),
    toolStart(3, 'A', 'f'),
    fragment(3, '{}'),
    blockStop(3),
    toolStart(4, 'B', 'f'),
    blockStop(4),
    end('tool_use'),
    stop,
  );
  const calls = deltas.flatMap(([delta]) =>
    typeof delta === 'object' && delta && 'tool_calls' in delta ? (delta.tool_calls ?? []) : [],
  );
  const ids = calls.flatMap(({ id }) => id ?? []);
  assert.deepEqual(ids.map(bareCallId), ['A', 'B']);
  assert.deepEqual(
    ids.map((id) => recallFromId(id, 'anthropic', 'asked')),
    [
      [
        { type: 'thinking', thinking: 'hm', signature: 's' },
        { type: 'redacted_thinking', data: 'AAAA' },
      ],
      undefined,
    ],
  );
  assert.deepEqual(
    calls.map(({ index }) => index),
    [0, 0, 1, 1],
  );
});

test('arguments of the provider’s own tools are passed over', () => {
  const { deltas, failed } = play(
    start,
    {
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'server_tool_use', id: 's', name: 'web_search' },
    },
    fragment(0, '{"query":"x"}'),
    blockStop(0),
    { ...text, index: 1 },
    end('pause_turn'),
    stop,
  );
  assert.equal(failed, undefined);
  assert.deepEqual(deltas, [role, [{ content: 'Hi' }, null], [{}, 'stop']]);
});

test('arguments that the limit cut are passed on as they are', () => {
  const { deltas } = play(start, toolStart(0, 'A', 'f'), fragment(0, '{"a":'), end('max_tokens'), stop);
  assert.deepEqual(deltas.slice(2), [
    [{ tool_calls: [{ index: 0, function: { arguments: '{"a":' } }] }, null],
    [{}, 'length'],
  ]);
});

test('the last counts win, and what they leave out stays', () => {
  const corrected = {
    ...end('end_turn'),
    usage: { input_tokens: 14, cache_read_input_tokens: null, output_tokens: 3 },
  };
  assert.deepEqual(play(start, text, corrected, stop).usage, {
    prompt_tokens: 22,
    completion_tokens: 3,
    total_tokens: 25,
    prompt_tokens_details: { cached_tokens: 8 },
  });
});

test('there is one finish, also where the reason comes twice or never', () => {
  const finishes = (...events: unknown[]) =>
    play(start, text, ...events, stop).deltas.flatMap(([, finish]) => finish ?? []);
  assert.deepEqual(finishes(end('max_tokens'), end('end_turn')), ['length']);
  assert.deepEqual(finishes(), ['stop']);
});

test('a stream that is cut has no end', () => {
  assert.equal(play(start, text, end('end_turn')).done, false);
});

test('a repeated beginning is nothing, a second message is a failure', () => {
  assert.deepEqual(play(start, start, text).deltas, [role, [{ content: 'Hi' }, null]]);
  const other = { ...start, message: { ...start.message, id: 'msg_2' } };
  assert.equal(play(start, text, other).failed?.class, 'upstream_bug');
});

test('an error event ends the stream, as its first event and in the middle', () => {
  const overloaded = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
  assert.deepEqual(play(overloaded).failed, {
    class: 'overloaded',
    message: 'Overloaded',
    code: 'overloaded_error',
  });
  const { failed, deltas } = play(start, text, overloaded);
  assert.equal(failed?.class, 'overloaded');
  assert.ok(deltas.every(([, finish]) => finish === null));
});

test('an error in a list, as Google’s platform writes it, is of its own class', () => {
  const limited = { error: { code: 429, message: 'x', status: 'RESOURCE_EXHAUSTED' } };
  assert.equal(play(start, text, [limited]).failed?.class, 'rate_limited');
  assert.equal(play(start, [text]).failed?.class, 'upstream_bug');
});

test('what would change an answer silently is a failure', () => {
  assert.equal(play(start, 'not json').failed?.class, 'upstream_bug');
  assert.equal(play(start, fragment(4, '{"a":')).failed?.class, 'upstream_bug');
  assert.equal(play(stop).failed?.class, 'upstream_bug');
});
