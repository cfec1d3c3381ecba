import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerTool } from '../wire-anthropic/request.ts';
import { beginConverseStream, decodeConverseEvent, endConverseStream } from './stream.ts';

function play(...events: [string, unknown][]) {
  const state = beginConverseStream({ model: 'asked', id: 'ours', createdSeconds: 7 });
  const steps = events.map(([type, payload]) => {
    const data = typeof payload === 'string' ? payload : JSON.stringify(payload);
    return decodeConverseEvent(state, { type, data });
  });
  const chunks = steps.flatMap((step) => step.chunks);
  return {
    deltas: chunks.flatMap(({ choices }) =>
      choices.map(({ delta, finish_reason }) => [delta, finish_reason]),
    ),
    usage: chunks.at(-1)?.usage,
    dones: steps.map(({ done }) => done),
    whole: endConverseStream(state).done,
    failed: steps.find(({ failed }) => failed)?.failed,
  };
}

// Samples of reference/wire-protocols.md 8.5 and appendix B.
const start: [string, unknown] = ['messageStart', { role: 'assistant', p: 'abc' }];
const text: [string, unknown] = ['contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'Hi' } }];
const toolStart = (contentBlockIndex: number, toolUseId: string, name: string): [string, unknown] => [
  'contentBlockStart',
  { contentBlockIndex, start: { toolUse: { toolUseId, name } } },
];
const fragment = (contentBlockIndex: number, input: string): [string, unknown] => [
  'contentBlockDelta',
  { contentBlockIndex, delta: { toolUse: { input } } },
];
const blockStop = (contentBlockIndex: number): [string, unknown] => [
  'contentBlockStop',
  { contentBlockIndex },
];
const stop = (stopReason: string): [string, unknown] => [
  'messageStop',
  { stopReason, additionalModelResponseFields: { delta: { stop_sequence: null } } },
];
const metadata: [string, unknown] = [
  'metadata',
  {
    usage: { inputTokens: 12, cacheReadInputTokens: 8, outputTokens: 15, totalTokens: 35 },
    metrics: { latencyMs: 2040 },
    trace: {},
  },
];
const role = [{ role: 'assistant', content: '' }, null];
const named = (index: number, id: string, name: string) => [
  { tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] },
  null,
];
const given = (index: number, bytes: string) => [
  { tool_calls: [{ index, function: { arguments: bytes } }] },
  null,
];

test('text and two calls: appendix B, event by event', () => {
  const { deltas, usage, dones } = play(
    start,
    ['contentBlockStart', { contentBlockIndex: 0, start: {} }],
    text,
    blockStop(0),
    toolStart(1, 'A', 'f'),
    fragment(1, ''),
    fragment(1, '{"a":1}'),
    blockStop(1),
    toolStart(2, 'B', 'g'),
    blockStop(2),
    stop('tool_use'),
    metadata,
  );
  assert.deepEqual(deltas, [
    role,
    [{ content: 'Hi' }, null],
    named(0, 'A', 'f'),
    given(0, '{"a":1}'),
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
  assert.deepEqual([dones.indexOf(true), dones.length], [11, 12]);
});

test('counts before the stop are sent after it', () => {
  const { deltas, usage, dones } = play(start, text, metadata, stop('end_turn'));
  assert.deepEqual(
    [deltas.at(-1), usage?.total_tokens, dones],
    [[{}, 'stop'], 35, [false, false, false, true]],
  );
});

test('a body that ends after the stop is whole, before it was cut', () => {
  assert.equal(play(start, text, stop('end_turn')).whole, true);
  assert.equal(play(start, text).whole, false);
});

test('the tool that carries JSON streams as text', () => {
  const { deltas } = play(
    start,
    toolStart(0, 'A', answerTool),
    fragment(0, '{"a":1}'),
    blockStop(0),
    stop('tool_use'),
  );
  assert.deepEqual(deltas, [role, [{ content: '{"a":1}' }, null], [{}, 'stop']]);
});

test('a second answer by schema is not written after the first', () => {
  const { deltas } = play(
    start,
    toolStart(0, 'A', answerTool),
    fragment(0, '{"a":1}'),
    blockStop(0),
    toolStart(1, 'B', answerTool),
    fragment(1, '{"a":2}'),
    blockStop(1),
    toolStart(2, 'C', answerTool),
    blockStop(2),
    stop('tool_use'),
  );
  assert.deepEqual(deltas, [role, [{ content: '{"a":1}' }, null], [{}, 'stop']]);
});

test('two calls of one function are two, and arguments that were cut stay cut', () => {
  const { deltas } = play(
    toolStart(0, 'A', 'f'),
    fragment(0, '{}'),
    blockStop(0),
    toolStart(1, 'B', 'f'),
    fragment(1, '{"a":'),
    blockStop(1),
    stop('max_tokens'),
  );
  assert.deepEqual(deltas, [
    role,
    named(0, 'A', 'f'),
    given(0, '{}'),
    named(1, 'B', 'f'),
    given(1, '{"a":'),
    [{}, 'length'],
  ]);
});

test('an exception fails the stream wherever it stands', () => {
  const exception: [string, unknown] = ['throttlingException', { message: 'slow' }];
  for (const events of [[exception], [start, text, exception], [start, text, stop('end_turn'), exception]]) {
    const { failed, dones } = play(...events);
    assert.deepEqual([failed?.class, dones.includes(true)], ['rate_limited', false]);
  }
});

test('a stream without counts ends without usage', () => {
  const { usage, whole } = play(start, text, stop('end_turn'));
  assert.deepEqual([usage, whole], [undefined, true]);
});

test('thoughts are told apart, unknown events and deltas are passed over', () => {
  const delta = (inner: object): [string, unknown] => [
    'contentBlockDelta',
    { contentBlockIndex: 0, delta: inner },
  ];
  const { deltas, failed } = play(
    delta({ reasoningContent: { text: 'hm' } }),
    delta({ reasoningContent: { signature: '..' } }),
    delta({ citation: {} }),
    ['somethingNew', { p: 'abc' }],
    ['constructor', {}],
    stop('guardrail_intervened'),
  );
  assert.deepEqual(deltas, [role, [{ reasoning_content: 'hm' }, null], [{}, 'content_filter']]);
  assert.equal(failed, undefined);
});

test('exceptions and error frames end the stream', () => {
  const rows: [string, string][] = [
    ['throttlingException', 'rate_limited'],
    ['validationException', 'bad_request'],
    ['internalServerException', 'upstream_bug'],
    ['modelStreamErrorException', 'upstream_bug'],
    ['serviceUnavailableException', 'overloaded'],
    ['modelTimeoutException', 'timeout'],
    ['InternalError', 'upstream_bug'],
  ];
  for (const [type, expected] of rows) {
    const { failed, deltas } = play(start, text, [type, { message: 'slow' }]);
    assert.deepEqual([failed?.class, failed?.message], [expected, 'slow'], type);
    assert.ok(deltas.every(([, finish]) => finish === null));
  }
  assert.equal(play(['', { message: 'no name' }]).failed?.class, 'upstream_bug');
  assert.equal(play(['InternalError', '']).failed?.class, 'upstream_bug');
});

test('a faulty stop and what cannot be read are failures', () => {
  assert.equal(play(start, stop('malformed_tool_use')).failed?.code, 'malformed_tool_use');
  assert.equal(play(start, ['contentBlockDelta', 'not json']).failed?.class, 'upstream_bug');
  assert.equal(play(start, fragment(3, '{')).failed?.class, 'upstream_bug');
});
