import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginOllamaStream, decodeOllamaLine } from './stream.ts';

const context = { model: 'asked', id: 'ours', createdSeconds: 1 };

function run(lines: string[]) {
  const state = beginOllamaStream(context);
  const decoded = lines.map((data) => decodeOllamaLine(state, { type: '', data }));
  const chunks = decoded.flatMap((step) => step.chunks);
  return {
    chunks,
    done: decoded.some((step) => step.done),
    failed: decoded.find((step) => step.failed)?.failed,
  };
}

const shapeOf = ({ chunks }: ReturnType<typeof run>) =>
  chunks.map(({ choices: [choice], usage }) =>
    choice ? { ...choice.delta, ...(choice.finish_reason && { finish: choice.finish_reason }) } : { usage },
  );

test('the lines of reference/wire-protocols.md, section 12.2', () => {
  const result = run([
    '{"model":"llama3.2","created_at":"..","message":{"role":"assistant","content":"He"},"done":false}',
    '',
    '{"model":"llama3.2","message":{"role":"assistant","content":"","tool_calls":[{"id":"call_x","function":{"index":0,"name":"f","arguments":{"a":1}}}]},"done":false}',
    '{"model":"llama3.2","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","total_duration":1,"prompt_eval_count":12,"eval_count":9}',
  ]);
  assert.deepEqual(shapeOf(result), [
    { role: 'assistant', content: '' },
    { content: 'He' },
    {
      tool_calls: [
        { index: 0, id: 'call_x', type: 'function', function: { name: 'f', arguments: '{"a":1}' } },
      ],
    },
    { finish: 'tool_calls' },
    { usage: { prompt_tokens: 12, completion_tokens: 9, total_tokens: 21 } },
  ]);
  assert.ok(result.done);
  for (const { id, model } of result.chunks) assert.deepEqual([id, model], ['ours', 'llama3.2']);
});

test('parallel calls are numbered by us and get ids where Ollama gives none (appendix B)', () => {
  const result = run([
    '{"model":"m","message":{"content":"Hi"},"done":false}',
    '{"model":"m","message":{"content":"","tool_calls":[{"function":{"index":0,"name":"f","arguments":{"a":1}}},{"function":{"index":0,"name":"g"}}]},"done":false}',
    '{"model":"m","message":{"content":""},"done":true,"done_reason":"stop","eval_count":15}',
  ]);
  const calls = result.chunks.flatMap(({ choices }) =>
    choices.flatMap(({ delta }) => delta.tool_calls ?? []),
  );
  assert.deepEqual(
    calls.map(({ index, id, function: called }) => [index, id, called?.name, called?.arguments]),
    [
      [0, 'call_ours_0', 'f', '{"a":1}'],
      [1, 'call_ours_1', 'g', '{}'],
    ],
  );
  assert.deepEqual(shapeOf(result).at(-1), {
    usage: { prompt_tokens: 0, completion_tokens: 15, total_tokens: 15 },
  });
});

test('thinking is kept apart, and a cut by length stays one', () => {
  const result = run([
    '{"model":"m","message":{"content":"","thinking":"hm"},"done":false}',
    '{"model":"m","message":{"content":"x","tool_calls":[{"function":{"name":"f","arguments":{}}}]},"done":true,"done_reason":"length"}',
  ]);
  assert.deepEqual(shapeOf(result).slice(0, 3), [
    { role: 'assistant', content: '' },
    { reasoning_content: 'hm' },
    { content: 'x' },
  ]);
  assert.ok(shapeOf(result).some((shape) => 'finish' in shape && shape.finish === 'length'));
});

test('an error line ends the stream, and a stream without its last line is no clean end', () => {
  const failed = run([
    '{"model":"m","message":{"content":"a"},"done":false}',
    '{"error":"llama runner process has terminated"}',
  ]);
  assert.deepEqual([failed.done, failed.failed?.class], [false, 'upstream_bug']);
  assert.equal(
    run(['{"error":"server busy, please try again. maximum pending requests exceeded"}']).failed?.class,
    'overloaded',
  );
  assert.equal(run(['<html>']).failed?.class, 'upstream_bug');
  assert.equal(run(['{"model":"m","message":{"content":"a"},"done":false}']).done, false);
});

test('probabilities come with their text, in OpenAI’s form', () => {
  const { chunks } = run([
    '{"model":"m","message":{"content":"a"},"logprobs":[{"token":"a","logprob":-0.1,"bytes":[97]}],"done":false}',
    '{"model":"m","message":{"content":"b"},"logprobs":[],"done":false}',
  ]);
  assert.deepEqual(
    chunks.map(({ choices }) => choices[0]?.logprobs),
    [null, { content: [{ token: 'a', logprob: -0.1, bytes: [97], top_logprobs: [] }], refusal: null }, null],
  );
});

test('loading and unloading a model are empty answers', () => {
  for (const reason of ['load', 'unload', '']) {
    const result = run([`{"model":"m","message":{"content":""},"done":true,"done_reason":"${reason}"}`]);
    assert.deepEqual(shapeOf(result).slice(0, 2), [{ role: 'assistant', content: '' }, { finish: 'stop' }]);
    assert.ok(result.done);
  }
});
