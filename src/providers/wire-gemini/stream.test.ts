import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recallSignature } from './signatures.ts';
import { beginContentStream, decodeContentEvent, endContentStream } from './stream.ts';

function play(...events: unknown[]) {
  const state = beginContentStream({ model: 'asked', id: 'chatcmpl-ours', createdSeconds: 7 }, 'gemini_api');
  const steps = events.map((event) => {
    const data = typeof event === 'string' ? event : JSON.stringify(event);
    return decodeContentEvent(state, { type: '', data });
  });
  const end = endContentStream(state);
  const chunks = [...steps.flatMap((step) => step.chunks), ...end.chunks];
  return {
    chunks,
    deltas: chunks.flatMap(({ choices }) =>
      choices.map(({ delta, finish_reason }) => [delta, finish_reason]),
    ),
    usage: chunks.at(-1)?.usage,
    done: end.done,
    failed: steps.find(({ failed }) => failed)?.failed,
  };
}

const parts = (...list: object[]) => ({
  candidates: [{ content: { role: 'model', parts: list }, index: 0 }],
});
const role = [{ role: 'assistant', content: '' }, null];
const call = (index: number, id: string, name: string, bytes: string) => [
  { tool_calls: [{ index, id, type: 'function', function: { name, arguments: bytes } }] },
  null,
];

test('text and two calls: appendix B, event by event', () => {
  const { deltas, usage, done, chunks } = play(
    {
      ...parts({ text: 'Hi' }),
      responseId: 'r1',
      modelVersion: 'gemini-x',
      usageMetadata: { promptTokenCount: 20 },
    },
    parts({ functionCall: { name: 'f', args: { a: 1 } } }, { functionCall: { name: 'g' } }),
    {
      candidates: [{ content: { parts: [{ text: '' }], role: 'model' }, finishReason: 'STOP', index: 0 }],
      usageMetadata: {
        promptTokenCount: 20,
        cachedContentTokenCount: 8,
        candidatesTokenCount: 10,
        thoughtsTokenCount: 5,
      },
    },
  );
  assert.deepEqual(deltas, [
    role,
    [{ content: 'Hi' }, null],
    call(0, 'call_r1_0', 'f', '{"a":1}'),
    call(1, 'call_r1_1', 'g', '{}'),
    [{}, 'tool_calls'],
  ]);
  assert.deepEqual([usage?.prompt_tokens, usage?.completion_tokens, usage?.total_tokens], [20, 15, 35]);
  assert.equal(done, true);
  assert.deepEqual([...new Set(chunks.map(({ id, model }) => `${id} ${model}`))], ['r1 gemini-x']);
});

test('calls are numbered over the stream, also with one name in chunks of their own', () => {
  const { deltas } = play(
    parts({ functionCall: { name: 'f', args: { a: 1 } } }),
    parts({ functionCall: { name: 'f', args: { a: 2 } } }),
  );
  assert.deepEqual(deltas.slice(1), [
    call(0, 'call_chatcmpl-ours_0', 'f', '{"a":1}'),
    call(1, 'call_chatcmpl-ours_1', 'f', '{"a":2}'),
  ]);
});

test('thoughts never become content, and the last counts win', () => {
  const { deltas, usage } = play(
    { ...parts({ text: 'hm', thought: true }), usageMetadata: { promptTokenCount: 9, totalTokenCount: 12 } },
    {
      ...parts({ text: 'Hi' }),
      usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 5, totalTokenCount: 14 },
    },
    { candidates: [{ finishReason: 'MAX_TOKENS' }], usageMetadata: { trafficType: 'ON_DEMAND' } },
  );
  assert.deepEqual(deltas.slice(1), [
    [{ reasoning_content: 'hm' }, null],
    [{ content: 'Hi' }, null],
    [{}, 'length'],
  ]);
  assert.equal(usage?.total_tokens, 14);
});

test('counts that a later chunk leaves out still count', () => {
  // As in reference/wire-protocols.md 9.4.
  const { usage } = play(
    {
      ...parts({ text: 'Hel' }),
      usageMetadata: {
        promptTokenCount: 9,
        candidatesTokenCount: 5,
        thoughtsTokenCount: 185,
        totalTokenCount: 199,
      },
    },
    { ...parts({ text: 'lo' }), usageMetadata: {} },
    {
      candidates: [{ finishReason: 'STOP' }],
      usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 23, totalTokenCount: 217 },
    },
  );
  assert.deepEqual(usage, {
    prompt_tokens: 9,
    completion_tokens: 208,
    total_tokens: 217,
    completion_tokens_details: { reasoning_tokens: 185 },
  });
});

test('a signature in a stream is in the id of its call', () => {
  const { chunks } = play(parts({ functionCall: { name: 'f' }, thoughtSignature: 'AAAA' }));
  const id = chunks[1]?.choices[0]?.delta.tool_calls?.[0]?.id ?? '';
  assert.equal(recallSignature(id, { host: 'gemini_api', model: 'asked' }), 'AAAA');
});

test('several candidates are told apart by their index, each with its role, its calls and its end', () => {
  const one = (index: number, part: object, finishReason?: string) => ({
    index,
    content: { parts: [part] },
    ...(finishReason && { finishReason }),
  });
  const { chunks, done } = play(
    { candidates: [one(0, { text: 'a' }), one(1, { functionCall: { name: 'f' } })] },
    { candidates: [one(1, { text: '' }, 'STOP')] },
    { candidates: [one(0, { text: 'b' }, 'STOP')] },
  );
  const of = (index: number) =>
    chunks.flatMap(({ choices }) =>
      choices
        .filter((choice) => choice.index === index)
        .map(({ delta, finish_reason }) => [delta, finish_reason]),
    );
  assert.deepEqual(of(0), [role, [{ content: 'a' }, null], [{ content: 'b' }, null], [{}, 'stop']]);
  assert.deepEqual(of(1), [role, call(0, 'call_chatcmpl-ours_1_0', 'f', '{}'), [{}, 'tool_calls']]);
  assert.equal(done, true);
});

test('a stream in which one of several candidates has no end was cut', () => {
  const ended = { index: 0, finishReason: 'STOP' };
  assert.equal(play({ candidates: [ended, { index: 1, content: { parts: [] } }] }).done, false);
});

test('probabilities go with the text that they are of', () => {
  const logprobsResult = { chosenCandidates: [{ token: 'Hi', logProbability: -1 }] };
  const { chunks } = play({ candidates: [{ content: { parts: [{ text: 'Hi' }] }, logprobsResult }] });
  assert.deepEqual(chunks[1]?.choices[0]?.logprobs, {
    content: [{ token: 'Hi', logprob: -1, bytes: null, top_logprobs: [] }],
    refusal: null,
  });
});

test('a blocked prompt ends as filtered', () => {
  const { deltas, done } = play({ promptFeedback: { blockReason: 'SAFETY' } });
  assert.deepEqual([deltas, done], [[role, [{}, 'content_filter']], true]);
});

test('a body that ends without a finish reason was cut', () => {
  const { done, deltas } = play(parts({ text: 'Hi' }), { usageMetadata: { promptTokenCount: 9 } });
  assert.equal(done, false);
  assert.ok(deltas.every(([, finish]) => finish === null));
});

test('an error, a faulty end and what cannot be read are failures', () => {
  const error = { error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } };
  assert.equal(play(error).failed?.class, 'overloaded');
  assert.equal(play(parts({ text: 'Hi' }), [error]).failed?.class, 'overloaded');
  const malformed = { candidates: [{ finishReason: 'MALFORMED_FUNCTION_CALL' }] };
  assert.equal(play(parts({ text: 'Hi' }), malformed).failed?.code, 'MALFORMED_FUNCTION_CALL');
  assert.equal(play('not json').failed?.class, 'upstream_bug');
  assert.equal(play('').failed, undefined);
});

test('a list is read for the error in it alone: the first of its parts would be told as all', () => {
  const part = parts({ text: 'Hi' });
  const limited = { error: { code: 429, message: 'x', status: 'RESOURCE_EXHAUSTED' } };
  assert.equal(play(part, [part, limited]).failed?.class, 'rate_limited');
  assert.equal(play([part, part]).failed?.class, 'upstream_bug');
});
