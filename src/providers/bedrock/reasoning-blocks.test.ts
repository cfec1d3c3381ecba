import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rememberInId } from '../call-memory.ts';
import type { ChatRequest, ReasoningEffort, ToolCall } from '../openai-shapes.ts';
import { toConverse } from './request.ts';
import { fromConverse } from './response.ts';
import { beginConverseStream, decodeConverseEvent } from './stream.ts';

const model = 'us.anthropic.claude-opus-4-6-v1';
const context = { model, id: 'ours', createdSeconds: 7 };
const signed = { reasoningText: { text: 'I should call f.', signature: 'c2ln' } };
const sealed = { redactedContent: 'c2VhbGVk' };
const again = { reasoningText: { text: 'And f again.', signature: 'c2lnMg==' } };
const use = (toolUseId: string) => ({ toolUse: { toolUseId, name: 'f', input: {} } });
const thought = (reasoningContent: object) => ({ reasoningContent });

function callsOf(...content: object[]): ToolCall[] {
  const body = { output: { message: { content } }, stopReason: 'tool_use' };
  return fromConverse({ status: 200, headers: {}, body }, context).choices[0]?.message.tool_calls ?? [];
}

/** The assistant’s turn as it goes back with the results of its calls. */
function replay(calls: ToolCall[], to = model, reasoning_effort: ReasoningEffort = 'high') {
  const chat: ChatRequest = {
    messages: [
      { role: 'user', content: 'hi' },
      { role: 'assistant', content: 'Well.', tool_calls: calls },
      ...calls.map(({ id }) => ({ role: 'tool', tool_call_id: id, content: '1' }) as const),
    ],
    tools: [{ type: 'function', function: { name: 'f' } }],
    reasoning_effort,
  };
  const [, turn, results] = toConverse(chat, to)['messages'] as { content: object[] }[];
  assert.match(JSON.stringify(results?.content[0]), /"toolUseId":"A"/);
  return turn?.content;
}

test('thoughts that were signed or sealed go back unchanged, before the call that followed them', () => {
  const calls = callsOf(
    thought(signed),
    thought(sealed),
    { text: 'Well.' },
    use('A'),
    thought(again),
    use('B'),
  );
  assert.deepEqual(replay(calls), [
    thought(signed),
    thought(sealed),
    { text: 'Well.' },
    use('A'),
    thought(again),
    use('B'),
  ]);
});

test('a stream remembers the same as an answer', () => {
  const state = beginConverseStream(context);
  const delta = (contentBlockIndex: number, reasoningContent: object): [string, object] => [
    'contentBlockDelta',
    { contentBlockIndex, delta: { reasoningContent } },
  ];
  const events: [string, object][] = [
    delta(0, { text: 'I should ' }),
    delta(0, { text: 'call f.' }),
    delta(0, { signature: 'c2ln' }),
    ['contentBlockStop', { contentBlockIndex: 0 }],
    delta(1, sealed),
    ['contentBlockStart', { contentBlockIndex: 2, start: { toolUse: { toolUseId: 'A', name: 'f' } } }],
    delta(3, { text: 'And f again.', signature: 'c2lnMg==' }),
    ['contentBlockStart', { contentBlockIndex: 4, start: { toolUse: { toolUseId: 'B', name: 'f' } } }],
  ];
  const chunks = events.flatMap(
    ([type, data]) => decodeConverseEvent(state, { type, data: JSON.stringify(data) }).chunks,
  );
  const ids = chunks.flatMap(
    ({ choices }) => choices[0]?.delta.tool_calls?.flatMap(({ id }) => id ?? []) ?? [],
  );
  const whole = callsOf(thought(signed), thought(sealed), use('A'), thought(again), use('B'));
  assert.deepEqual(
    ids,
    whole.map(({ id }) => id),
  );
  const shown = chunks.map(({ choices }) => choices[0]?.delta.reasoning_content ?? '').join('');
  assert.equal(shown, 'I should call f.And f again.');
});

test('nobody’s thoughts go to another model, or to one that does not think now', () => {
  const calls = callsOf(thought(signed), use('A'));
  const bare = [{ text: 'Well.' }, use('A')];
  assert.deepEqual(replay(calls, 'us.anthropic.claude-opus-4-7'), bare);
  assert.deepEqual(replay(calls, model, 'none'), bare);
});

test('what nobody signed is not kept, and what a client made up is not sent', () => {
  const unsigned = callsOf(thought({ reasoningText: { text: 'hm' } }), use('A'));
  assert.equal(unsigned[0]?.id, 'A');
  const forged = [{ text: 'x' }, 'x', { reasoningText: { text: 1, signature: 'x' } }, { ...sealed, more: 1 }];
  const call: ToolCall = {
    id: rememberInId('A', 'anthropic', model, forged),
    type: 'function',
    function: { name: 'f', arguments: '' },
  };
  assert.deepEqual(replay([call]), [thought(sealed), { text: 'Well.' }, use('A')]);
});

test('the older form of a sealed thought is kept as it came', () => {
  const older = { redactedReasoning: { data: 'b2xk' } };
  assert.deepEqual(replay(callsOf(thought(older), use('A')))?.[0], thought(older));
});
