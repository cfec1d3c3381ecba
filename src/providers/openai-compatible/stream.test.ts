import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StreamChunk } from '../openai-shapes.ts';
import { beginChatStream, decodeChatEvent, endChatStream } from './stream.ts';

const context = { model: 'asked', id: 'ours', createdSeconds: 1 };

/** Events by their data; an object stands for its JSON, a pair for type and data. */
function run(events: (string | object | [string, string])[]) {
  const state = beginChatStream(context);
  const chunks: StreamChunk[] = [];
  for (const event of events) {
    const [type, data] = Array.isArray(event)
      ? event
      : ['', typeof event === 'string' ? event : JSON.stringify(event)];
    const decoded = decodeChatEvent(state, { type: type ?? '', data: data ?? '' });
    chunks.push(...decoded.chunks);
    if (decoded.failed) return { chunks, done: decoded.done, failed: decoded.failed, state };
    if (decoded.done) return { chunks, done: true, failed: undefined, state };
  }
  return { chunks, done: false, failed: undefined, state };
}

/** What clients see: deltas, then the reason, then usage. */
function shapeOf(chunks: StreamChunk[]): unknown[] {
  return chunks.map(({ choices, usage }) => {
    const [choice] = choices;
    if (!choice) return { usage };
    return choice.finish_reason === null ? choice.delta : { ...choice.delta, finish: choice.finish_reason };
  });
}

const chunk = (delta: unknown, more: object = {}) => ({
  id: 'c1',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'gpt-x',
  choices: [{ index: 0, delta, finish_reason: null, ...more }],
});

test('OpenAI’s stream with a tool call (reference/wire-protocols.md, section 5.3), event by event', () => {
  const state = beginChatStream(context);
  const steps: [object, unknown[]][] = [
    [chunk({ role: 'assistant', content: null }), [{ role: 'assistant', content: '' }]],
    [
      chunk({
        tool_calls: [{ index: 0, id: 'call_a', type: 'function', function: { name: 'get', arguments: '' } }],
      }),
      [
        {
          tool_calls: [
            { index: 0, id: 'call_a', type: 'function', function: { name: 'get', arguments: '' } },
          ],
        },
      ],
    ],
    [
      chunk({ tool_calls: [{ index: 0, function: { arguments: '{"q"' } }] }),
      [{ tool_calls: [{ index: 0, function: { arguments: '{"q"' } }] }],
    ],
    [
      chunk({ tool_calls: [{ index: 0, function: { arguments: ':1}' } }] }),
      [{ tool_calls: [{ index: 0, function: { arguments: ':1}' } }] }],
    ],
    [chunk({}, { finish_reason: 'tool_calls' }), [{ finish: 'tool_calls' }]],
    [{ id: 'c1', choices: [], usage: { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 } }, []],
  ];
  for (const [event, expected] of steps) {
    const { chunks, done } = decodeChatEvent(state, { type: '', data: JSON.stringify(event) });
    assert.deepEqual(shapeOf(chunks), expected);
    assert.equal(done, false);
    for (const { id, model, created } of chunks) assert.deepEqual([id, model, created], ['c1', 'gpt-x', 1]);
  }
  const end = decodeChatEvent(state, { type: '', data: ' [DONE] ' });
  assert.deepEqual(shapeOf(end.chunks), [
    { usage: { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 } },
  ]);
  assert.equal(end.done, true);
});

test('the bad server of appendix B gives the same stream as a good one', () => {
  const { chunks, done } = run([
    chunk({ role: 'assistant', content: 'Hi' }),
    chunk({ role: 'assistant', tool_calls: [{ id: 'A', function: { name: 'f', arguments: '{"a":1}' } }] }),
    chunk({ role: 'assistant', tool_calls: [{ id: 'B', function: { name: 'g', arguments: '' } }] }),
    {
      ...chunk({}, { finish_reason: 'stop' }),
      usage: {
        prompt_tokens: 20,
        completion_tokens: 15,
        total_tokens: 35,
        prompt_tokens_details: { cached_tokens: 8 },
      },
    },
    '[DONE]',
  ]);
  assert.deepEqual(shapeOf(chunks), [
    { role: 'assistant', content: '' },
    { content: 'Hi' },
    { tool_calls: [{ index: 0, id: 'A', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }] },
    { tool_calls: [{ index: 1, id: 'B', type: 'function', function: { name: 'g', arguments: '' } }] },
    { tool_calls: [{ index: 1, function: { arguments: '{}' } }] },
    { finish: 'tool_calls' },
    {
      usage: {
        prompt_tokens: 20,
        completion_tokens: 15,
        total_tokens: 35,
        prompt_tokens_details: { cached_tokens: 8 },
      },
    },
  ]);
  assert.ok(done);
});

function callsIn(chunks: StreamChunk[]): { id: string; name: string; text: string }[] {
  const calls: { id: string; name: string; text: string }[] = [];
  for (const delta of chunks.flatMap(({ choices }) =>
    choices.flatMap((choice) => choice.delta.tool_calls ?? []),
  )) {
    const { index, id, function: called } = delta;
    const call = calls[index];
    if (call) {
      assert.ok(id === undefined && called?.name === undefined, 'id and name stand in the first delta only');
      call.text += called?.arguments ?? '';
    } else {
      assert.equal(index, calls.length, 'calls are numbered 0, 1, 2');
      calls.push({ id: id ?? '', name: called?.name ?? '', text: called?.arguments ?? '' });
    }
  }
  return calls;
}

test('tool calls come out numbered, named once and whole, however a server numbers and names them (section 11.1)', () => {
  const table: Record<string, [deltas: object[], expected: object[]]> = {
    'always index 0, with ids': [
      [
        { index: 0, id: 'A', function: { name: 'f', arguments: '{"a":' } },
        { index: 0, function: { arguments: '1}' } },
        { index: 0, id: 'B', function: { name: 'f', arguments: '{}' } },
      ],
      [
        { id: 'A', name: 'f', text: '{"a":1}' },
        { id: 'B', name: 'f', text: '{}' },
      ],
    ],
    'starting at 1, with a gap': [
      [
        { index: 1, id: 'A', function: { name: 'f', arguments: '{' } },
        { index: 4, id: 'B', function: { name: 'g', arguments: '{' } },
        { index: 1, function: { arguments: '}' } },
        { index: 4, function: { arguments: '}' } },
      ],
      [
        { id: 'A', name: 'f', text: '{}' },
        { id: 'B', name: 'g', text: '{}' },
      ],
    ],
    'id and name repeated in every delta': [
      [
        { index: 0, id: 'A', function: { name: 'f', arguments: '{"a"' } },
        { index: 0, id: 'A', function: { name: 'f', arguments: ':1}' } },
      ],
      [{ id: 'A', name: 'f', text: '{"a":1}' }],
    ],
    'name after the arguments began': [
      [
        { index: 0, id: 'A', function: { arguments: '{"a"' } },
        { index: 0, function: { name: 'f', arguments: ':1}' } },
      ],
      [{ id: 'A', name: 'f', text: '{"a":1}' }],
    ],
    'id too late': [
      [
        { index: 0, function: { name: 'f', arguments: '{"a"' } },
        { index: 0, id: 'late', function: { arguments: ':1}' } },
      ],
      [{ id: 'call_c1_0', name: 'f', text: '{"a":1}' }],
    ],
    'no index and no id, each call whole': [
      [{ function: { name: 'f', arguments: '{"a":1}' } }, { function: { name: 'f', arguments: { a: 2 } } }],
      [
        { id: 'call_c1_0', name: 'f', text: '{"a":1}' },
        { id: 'call_c1_1', name: 'f', text: '{"a":2}' },
      ],
    ],
    'index 0 without ids, other names': [
      [
        { index: 0, id: '', function: { name: 'f', arguments: '{}' } },
        { index: 0, id: '', function: { name: 'g', arguments: '{}' } },
      ],
      [
        { id: 'call_c1_0', name: 'f', text: '{}' },
        { id: 'call_c1_1', name: 'g', text: '{}' },
      ],
    ],
    'what is JSON already may go on': [
      [
        { index: 0, id: 'A', function: { name: 'f', arguments: '1' } },
        { index: 0, function: { arguments: '2' } },
      ],
      [{ id: 'A', name: 'f', text: '12' }],
    ],
  };
  for (const [name, [deltas, expected]] of Object.entries(table)) {
    const events = deltas.map((delta) => chunk({ tool_calls: [delta] }));
    const { chunks } = run([...events, chunk({}, { finish_reason: 'stop' }), '[DONE]']);
    assert.deepEqual(callsIn(chunks), expected, name);
    assert.equal(
      shapeOf(chunks).filter((shape) => JSON.stringify(shape).includes('"finish"')).length,
      1,
      name,
    );
  }
  const parallel = chunk({
    tool_calls: [
      { index: 0, id: 'A', function: { name: 'f', arguments: '{}' } },
      { index: 1, id: 'B', function: { name: 'g', arguments: '{}' } },
    ],
  });
  assert.equal(callsIn(run([parallel]).chunks).length, 2);
});

test('a call that never gets a name is a failure', () => {
  const { failed } = run([
    chunk({ tool_calls: [{ index: 0, id: 'A', function: { arguments: '{}' } }] }),
    chunk({}, { finish_reason: 'tool_calls' }),
  ]);
  assert.equal(failed?.class, 'upstream_bug');
});

test('Azure’s empty first chunk and choices without a delta (section 6.3) leave nothing behind', () => {
  const { chunks, done } = run([
    { choices: [], created: 0, id: '', model: '', object: '', prompt_filter_results: [{ prompt_index: 0 }] },
    {
      choices: [
        {
          content_filter_results: {},
          delta: { content: '', refusal: null, role: 'assistant' },
          finish_reason: null,
          index: 0,
          logprobs: null,
        },
      ],
      created: 1_762_317_021,
      id: 'chatcmpl-x',
      model: 'gpt-5-nano-2025-08-07',
      object: 'chat.completion.chunk',
      usage: null,
    },
    chunk({ content: 'Hi' }),
    {
      id: '',
      model: '',
      choices: [{ index: 0, finish_reason: null, content_filter_offsets: { check_offset: 1 } }],
    },
    chunk({}, { finish_reason: 'content_filter' }),
    '[DONE]',
  ]);
  assert.deepEqual(shapeOf(chunks), [
    { role: 'assistant', content: '' },
    { content: 'Hi' },
    { finish: 'content_filter' },
  ]);
  for (const { id, model, created } of chunks) {
    assert.deepEqual([id, model, created], ['chatcmpl-x', 'gpt-5-nano-2025-08-07', 1_762_317_021]);
  }
  assert.ok(done);
});

test('DeepSeek’s and Groq’s thinking has one name, and usage is taken from wherever it comes', () => {
  const { chunks } = run([
    chunk({ role: 'assistant', content: null, reasoning_content: 'h' }),
    chunk({ content: null, reasoning: 'm' }),
    { ...chunk({ content: '!' }), usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } },
    { ...chunk({}, { finish_reason: 'eos' }), x_groq: { usage: { prompt_tokens: 1, completion_tokens: 2 } } },
    { usage: { prompt_tokens: 1, completion_tokens: 3 } },
    '[DONE]',
  ]);
  assert.deepEqual(shapeOf(chunks), [
    { role: 'assistant', content: '' },
    { reasoning_content: 'h' },
    { reasoning_content: 'm' },
    { content: '!' },
    { finish: 'stop' },
    { usage: { prompt_tokens: 1, completion_tokens: 3, total_tokens: 4 } },
  ]);
});

test('a second reason, a repeated role and later ids change nothing', () => {
  const { chunks } = run([
    chunk({ role: 'assistant', content: '' }),
    { ...chunk({ role: 'assistant', content: 'a' }), id: 'c2', model: 'other' },
    chunk({}, { finish_reason: 'stop' }),
    chunk({ content: 'late' }, { finish_reason: 'tool_calls' }),
    '[DONE]',
  ]);
  assert.deepEqual(shapeOf(chunks), [
    { role: 'assistant', content: '' },
    { content: 'a' },
    { finish: 'stop' },
  ]);
  assert.deepEqual([...new Set(chunks.map(({ id }) => id))], ['c1']);
});

test('several choices keep their own role and reason', () => {
  const choice = (index: number, delta: object, finish_reason: string | null = null) => ({
    index,
    delta,
    finish_reason,
  });
  const { chunks, done } = run([
    { id: 'c1', choices: [choice(0, { content: 'a' }), choice(1, { content: 'b' })] },
    { id: 'c1', choices: [choice(1, {}, 'stop')] },
    { id: 'c1', choices: [choice(0, {}, 'length')] },
    '[DONE]',
  ]);
  assert.deepEqual(
    chunks.map(({ choices }) => [choices[0]?.index, choices[0]?.finish_reason]),
    [
      [0, null],
      [0, null],
      [1, null],
      [1, null],
      [1, 'stop'],
      [0, 'length'],
    ],
  );
  assert.ok(done);
});

test('an error in the stream ends it, in every shape that it comes in', () => {
  const table: [event: object | string | [string, string], expected: string][] = [
    [{ error: { message: 'x', type: 'server_error', param: null, code: null } }, 'upstream_bug'],
    [{ error: { message: 'x', type: 'insufficient_quota', code: 'insufficient_quota' } }, 'quota'],
    [{ error: { message: 'x', type: 'rate_limit_error', code: null } }, 'rate_limited'],
    [{ error: { message: 'x', http_status_code: 422 } }, 'bad_request'],
    [{ error: { message: 'x', code: 429 } }, 'rate_limited'],
    [{ error: { message: 'x', code: 'y', type: 't' }, status_code: 503 }, 'overloaded'],
    [{ error: 'model crashed' }, 'upstream_bug'],
    [{ object: 'error', message: 'x', type: 'BadRequestError', code: 400 }, 'bad_request'],
    [['error', '{"error":{"message":"Failed","code":"tool_use_failed","status_code":400}}'], 'upstream_bug'],
    [['error', 'not json'], 'upstream_bug'],
    [['', '[{"error":{"code":429,"message":"x","status":"RESOURCE_EXHAUSTED"}}]'], 'rate_limited'],
  ];
  for (const [event, expected] of table) {
    const first = run([event]);
    assert.equal(first.failed?.class, expected, JSON.stringify(event));
    const later = run([chunk({ content: 'a' }), event, '[DONE]']);
    assert.equal(later.failed?.class, expected);
    assert.equal(later.done, false);
    assert.deepEqual(shapeOf(later.chunks).at(-1), { content: 'a' }, 'nothing looks like a clean end');
  }
});

test('a cut stream is never a clean end', () => {
  const cut = run([chunk({ content: 'a' })]);
  assert.deepEqual(endChatStream(cut.state), { chunks: [], done: false });
  assert.deepEqual(endChatStream(run([]).state), { chunks: [], done: false });
  const reason = run([chunk({ content: 'a' }), chunk({}, { finish_reason: 'insufficient_system_resource' })]);
  assert.equal(reason.failed?.class, 'overloaded');
  const whole = run([
    chunk({ content: 'a' }),
    { ...chunk({}, { finish_reason: 'stop' }), usage: { total_tokens: 1 } },
  ]);
  const end = endChatStream(whole.state);
  assert.equal(end.done, true);
  assert.equal(end.chunks.length, 1);
});

test('a stream without an answer is a failure; one without a reason ends as its server says', () => {
  assert.equal(run(['[DONE]']).failed?.class, 'upstream_bug');
  assert.equal(run([chunk({ role: 'assistant', content: '' }), '[DONE]']).failed?.class, 'upstream_bug');
  const ended = run([chunk({ content: 'a' }), '[DONE]']);
  assert.deepEqual(shapeOf(ended.chunks).at(-1), { finish: 'stop' });
  assert.ok(ended.done);
  // Reasoning models may use up the whole allowance before the first word.
  const silent = run([chunk({}, { finish_reason: 'length' }), '[DONE]']);
  assert.deepEqual(shapeOf(silent.chunks), [{ role: 'assistant', content: '' }, { finish: 'length' }]);
});

test('one damaged event is passed over, not two, and none inside of a call; other events are not the answer', () => {
  const ping: [string, string] = ['ping', 'now'];
  const good = run([
    ping,
    '',
    chunk({ content: 'a' }),
    '{"broken',
    ping,
    chunk({}, { finish_reason: 'stop' }),
    '[DONE]',
  ]);
  assert.ok(good.done && !good.failed);
  assert.equal(run([chunk({ content: 'a' }), '{"broken', '{"broken']).failed?.class, 'upstream_bug');
  const calling = chunk({ tool_calls: [{ index: 0, id: 'A', function: { name: 'f', arguments: '{' } }] });
  assert.equal(run([calling, '{"broken']).failed?.class, 'upstream_bug');
});

test('a choice that was broken off is a failure, not a short answer', () => {
  const table: [object, string][] = [
    [chunk({ content: '' }, { finish_reason: 'error' }), 'upstream_bug'],
    [chunk({}, { finish_reason: 'abort' }), 'upstream_bug'],
    [chunk({}, { finish_reason: 'error', error: { code: 429, message: 'slow' } }), 'rate_limited'],
    [chunk({}, { error: { code: 502, message: 'gone' } }), 'unreachable'],
    [
      { ...chunk({ content: '' }, { finish_reason: 'error' }), error: { code: 503, message: 'down' } },
      'overloaded',
    ],
  ];
  for (const [event, expected] of table) {
    const { failed, chunks } = run([chunk({ content: 'a' }), event, '[DONE]']);
    assert.equal(failed?.class, expected, JSON.stringify(event));
    assert.deepEqual(shapeOf(chunks).at(-1), { content: 'a' });
  }
});

test('Mistral’s parts are thought and text; reasoning under both names is shown once', () => {
  const parts = [
    { type: 'thinking', thinking: [{ type: 'text', text: 'h' }] },
    { type: 'text', text: 'a' },
  ];
  const { chunks } = run([
    chunk({ role: 'assistant', content: parts }),
    chunk({ reasoning_content: 'm', reasoning: 'm' }),
    chunk({ content: '<think>x</think>' }),
  ]);
  assert.deepEqual(shapeOf(chunks), [
    { role: 'assistant', content: '' },
    { reasoning_content: 'h' },
    { content: 'a' },
    { reasoning_content: 'm' },
    { content: '<think>x</think>' },
  ]);
});

test('what the text is from comes in a chunk of its own', () => {
  const annotations = [{ type: 'url_citation', url_citation: { url: 'https://x.example' } }];
  const { chunks } = run([
    chunk({ role: 'assistant', content: 'a', annotations }),
    chunk({ annotations: [] }),
  ]);
  assert.deepEqual(shapeOf(chunks), [{ role: 'assistant', content: '' }, { content: 'a' }, { annotations }]);
});

test('probabilities stand in the chunk of their token', () => {
  const logprobs = { content: [{ token: 'a', logprob: -0.1 }], refusal: null };
  const { chunks } = run([
    chunk({ role: 'assistant' }),
    chunk({ content: 'a' }, { logprobs }),
    chunk({ content: 'b' }),
  ]);
  assert.deepEqual(
    chunks.map(({ choices }) => choices[0]?.logprobs),
    [null, logprobs, null],
  );
});
