import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginContentStream, decodeContentEvent, endContentStream } from './stream.ts';

function play(...events: unknown[]) {
  const state = beginContentStream({ model: 'asked', id: 'chatcmpl-ours', createdSeconds: 7 });
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
    parts(
      { functionCall: { name: 'f', args: { a: 1 } }, thoughtSignature: 'Eq..' },
      { functionCall: { name: 'g' } },
    ),
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
