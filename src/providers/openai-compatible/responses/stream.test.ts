import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareCallId, recallFromId } from '../../call-memory.ts';
import type { StreamChunk } from '../../openai-shapes.ts';
import type { Failure } from '../../provider.ts';
import { memoryKeyOf } from './memory.ts';
import { beginResponsesStream, decodeResponsesEvent } from './stream.ts';

const place = 'https://api.openai.com/v1';
const context = { model: 'gpt-5.6', id: 'chatcmpl-ours', createdSeconds: 1_790_000_000 };

type Event = Record<string, unknown> | string;

function run(events: readonly Event[]): { chunks: StreamChunk[]; done: boolean; failed?: Failure } {
  const state = beginResponsesStream(context, place);
  const chunks: StreamChunk[] = [];
  for (const event of events) {
    const data = typeof event === 'string' ? event : JSON.stringify(event);
    const type = typeof event === 'string' ? '' : String(event['type']);
    const step = decodeResponsesEvent(state, { type, data });
    chunks.push(...step.chunks);
    if (step.failed) return { chunks, done: step.done, failed: step.failed };
    if (step.done) return { chunks, done: true };
  }
  return { chunks, done: false };
}

const shapeOf = (chunks: readonly StreamChunk[]): unknown[] =>
  chunks.map(({ choices: [choice], usage }) => {
    if (!choice) return { usage };
    return choice.finish_reason === null ? choice.delta : { finish: choice.finish_reason };
  });

const response = {
  id: 'resp_1',
  object: 'response',
  created_at: 1_791_456_012,
  model: 'gpt-5.6-2026-07-01',
  output: [],
};
const created = {
  type: 'response.created',
  sequence_number: 0,
  response: { ...response, status: 'in_progress' },
};
const completed = {
  type: 'response.completed',
  response: {
    ...response,
    status: 'completed',
    usage: {
      input_tokens: 5,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: 7,
      output_tokens_details: { reasoning_tokens: 3 },
      total_tokens: 12,
    },
  },
};
const usage = {
  prompt_tokens: 5,
  completion_tokens: 7,
  total_tokens: 12,
  prompt_tokens_details: { cached_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 3 },
};
const item = (kind: 'added' | 'done', output_index: number, content: object): Event => ({
  type: `response.output_item.${kind}`,
  output_index,
  item: content,
});
const text = (output_index: number, delta: string): Event => ({
  type: 'response.output_text.delta',
  item_id: 'msg_1',
  output_index,
  content_index: 0,
  delta,
  obfuscation: 'xxxx',
});
const thought = { type: 'reasoning', id: 'rs_1', encrypted_content: 'sealed', summary: [] };
const args = (output_index: number, delta: string): Event => ({
  type: 'response.function_call_arguments.delta',
  item_id: 'changes with every event',
  output_index,
  delta,
});

test('text comes as one stream of chunks, with one id, one reason and the usage at its end', () => {
  const { chunks, done, failed } = run([
    created,
    { ...created, type: 'response.in_progress' },
    item('added', 0, { ...thought, encrypted_content: 'half' }),
    item('done', 0, thought),
    item('added', 1, { type: 'message', role: 'assistant', content: [] }),
    { type: 'response.content_part.added', output_index: 1, part: { type: 'output_text', text: '' } },
    text(1, 'Hel'),
    text(1, 'lo'),
    { type: 'response.output_text.done', output_index: 1, text: 'Hello' },
    item('done', 1, { type: 'message', content: [{ type: 'output_text', text: 'Hello' }] }),
    completed,
  ]);
  assert.ok(done && !failed);
  assert.deepEqual(shapeOf(chunks), [
    { role: 'assistant', content: '' },
    { content: 'Hel' },
    { content: 'lo' },
    { finish: 'stop' },
    { usage },
  ]);
  for (const chunk of chunks) {
    assert.deepEqual([chunk.id, chunk.created, chunk.model], ['resp_1', 1_791_456_012, 'gpt-5.6-2026-07-01']);
  }
});

test('parallel calls keep their own number, and the first carries what was thought before', () => {
  const call = (call_id: string, more: object = {}) => ({
    type: 'function_call',
    call_id,
    name: 'f',
    arguments: '',
    ...more,
  });
  const { chunks } = run([
    created,
    item('added', 0, { ...thought, encrypted_content: 'half' }),
    item('done', 0, thought),
    item('added', 1, call('call_a')),
    item('added', 2, call('call_b')),
    args(2, '{"b"'),
    args(1, '{"a":1}'),
    args(2, ':2}'),
    item('done', 1, call('call_a', { arguments: '{"a":1}' })),
    item('done', 2, call('call_b', { arguments: '{"b":2}' })),
    completed,
  ]);
  const [role, first, second, ...rest] = shapeOf(chunks);
  assert.deepEqual(role, { role: 'assistant', content: null });
  const id = chunks[1]?.choices[0]?.delta.tool_calls?.[0]?.id ?? '';
  assert.equal(bareCallId(id), 'call_a');
  assert.deepEqual(recallFromId(id, 'reasoning', memoryKeyOf('gpt-5.6', place)), [
    { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'sealed' },
  ]);
  const start = (index: number, callId: string) => ({
    tool_calls: [{ index, id: callId, type: 'function', function: { name: 'f', arguments: '' } }],
  });
  assert.deepEqual([first, second], [start(0, id), start(1, 'call_b')]);
  const piece = (index: number, fragment: string) => ({
    tool_calls: [{ index, function: { arguments: fragment } }],
  });
  assert.deepEqual(rest, [
    piece(1, '{"b"'),
    piece(0, '{"a":1}'),
    piece(1, ':2}'),
    { finish: 'tool_calls' },
    { usage },
  ]);
});

test('arguments that come whole, late or not at all make JSON', () => {
  const call = { type: 'function_call', call_id: 'call_a', name: 'f', arguments: '' };
  const argumentsOf = (events: readonly Event[]) =>
    run([created, ...events, completed])
      .chunks.flatMap(({ choices }) => choices[0]?.delta.tool_calls ?? [])
      .map((delta) => delta.function?.arguments ?? '')
      .join('');
  assert.equal(
    argumentsOf([item('added', 0, call), item('done', 0, { ...call, arguments: '{"a":1}' })]),
    '{"a":1}',
  );
  assert.equal(argumentsOf([item('done', 0, { ...call, arguments: '{"a":1}' })]), '{"a":1}');
  assert.equal(argumentsOf([item('added', 0, call), item('done', 0, call)]), '{}');
  assert.equal(argumentsOf([item('added', 0, call)]), '{}');
});

test('summaries and refusals are what they are; another paragraph begins apart', () => {
  const summary = (summary_index: number, delta: string): Event => ({
    type: 'response.reasoning_summary_text.delta',
    output_index: 0,
    summary_index,
    delta,
  });
  const { chunks } = run([
    created,
    summary(0, 'One'),
    summary(0, '.'),
    summary(1, 'Two.'),
    text(1, 'a'),
    text(2, 'b'),
    { type: 'response.refusal.delta', output_index: 3, content_index: 0, delta: 'No.' },
    completed,
  ]);
  assert.deepEqual(shapeOf(chunks).slice(0, -2), [
    { role: 'assistant', content: '' },
    { reasoning_content: 'One' },
    { reasoning_content: '.' },
    { reasoning_content: '\n\nTwo.' },
    { content: 'a' },
    { content: '\n\nb' },
    { refusal: 'No.' },
  ]);
});

test('a response that was cut ends with the reason', () => {
  const ended = (reason: string) => ({
    type: 'response.incomplete',
    response: { ...response, status: 'incomplete', incomplete_details: { reason } },
  });
  assert.deepEqual(shapeOf(run([created, text(0, 'a'), ended('max_output_tokens')]).chunks).at(-1), {
    finish: 'length',
  });
  assert.deepEqual(shapeOf(run([created, text(0, 'a'), ended('content_filter')]).chunks).at(-1), {
    finish: 'content_filter',
  });
  assert.deepEqual(shapeOf(run([created, ended('max_output_tokens')]).chunks), [
    { role: 'assistant', content: '' },
    { finish: 'length' },
  ]);
});

test('an error ends the stream in every shape that it comes in, and nothing looks like a clean end', () => {
  const table: [event: Event, expected: string][] = [
    [
      { type: 'error', error: { type: 'server_error', code: null, message: 'm', param: null } },
      'upstream_bug',
    ],
    [
      { type: 'error', error: { type: 'insufficient_quota', code: 'insufficient_quota', message: 'm' } },
      'quota',
    ],
    [
      { type: 'error', code: 'rate_limit_exceeded', message: 'm', param: null, sequence_number: 1 },
      'rate_limited',
    ],
    [
      {
        type: 'response.failed',
        response: { ...response, error: { code: 'rate_limit_exceeded', message: 'm' } },
      },
      'rate_limited',
    ],
    [
      { type: 'response.failed', response: { ...response, error: { code: 'server_error', message: 'm' } } },
      'upstream_bug',
    ],
    [{ type: 'response.failed', response: { ...response, error: null } }, 'upstream_bug'],
    [{ error: { code: 'content_filter', message: 'm', status: 400 } }, 'content_filter'],
    ['{"broken', 'upstream_bug'],
    ['[]', 'upstream_bug'],
  ];
  for (const [event, expected] of table) {
    const first = run([created, event]);
    assert.equal(first.failed?.class, expected, JSON.stringify(event));
    assert.deepEqual(first.chunks, [], 'still a real status');
    const later = run([created, text(0, 'a'), event, completed]);
    assert.equal(later.failed?.class, expected);
    assert.deepEqual(shapeOf(later.chunks).at(-1), { content: 'a' });
  }
});

test('a stream without its last event was cut, whatever a proxy adds', () => {
  assert.equal(run([created, text(0, 'a')]).done, false);
  assert.equal(run([created, text(0, 'a'), '[DONE]', '']).done, false);
});

test('events that are not known, or not yet, are passed over', () => {
  const { chunks, failed } = run([
    created,
    { type: 'response.web_search_call.searching' },
    { type: 'constructor' },
    text(0, 'a'),
  ]);
  assert.equal(failed, undefined);
  assert.equal(chunks.length, 2);
});
