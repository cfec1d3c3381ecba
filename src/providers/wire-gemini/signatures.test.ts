import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareCallId } from '../call-memory.ts';
import type { ChatMessage, ToolCall } from '../openai-shapes.ts';
import { toGenerateContent } from './request.ts';
import { fromGenerateContent } from './response.ts';
import type { GeminiHost } from './signatures.ts';

// Appendix A of reference/wire-protocols.md.
const standIn = 'c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I=';
const user = { role: 'user', content: 'hi' } as const;

/** The calls of an answer, as a client sends them back. */
function answered(
  parts: object[],
  { model = 'gemini-3-pro', host = 'gemini_api' as GeminiHost, responseId = 'r1' } = {},
): ToolCall[] {
  const body = { responseId, modelVersion: 'other', candidates: [{ content: { parts } }] };
  const context = { model, id: 'ours', createdSeconds: 1 };
  return fromGenerateContent({ status: 200, headers: {}, body }, context, host).choices[0]?.message
    .tool_calls as ToolCall[];
}

const call = (name: string, thoughtSignature?: string) => ({
  functionCall: { name },
  ...(thoughtSignature && { thoughtSignature }),
});

function step(tool_calls: ToolCall[]): ChatMessage[] {
  const results = tool_calls.map(({ id }): ChatMessage => ({ role: 'tool', tool_call_id: id, content: 'x' }));
  return [{ role: 'assistant', tool_calls }, ...results];
}

/** What each call of the request carries, in order. */
function signaturesOf(messages: ChatMessage[], model = 'gemini-3-pro', host: GeminiHost = 'gemini_api') {
  const contents = toGenerateContent({ messages }, model, host)['contents'] as {
    parts: { functionCall?: { id?: string }; thoughtSignature?: string }[];
  }[];
  return contents
    .flatMap(({ parts }) => parts)
    .filter(({ functionCall }) => functionCall)
    .map(({ thoughtSignature }) => thoughtSignature);
}

test('a signature comes back on exactly the call that had it, and its id as the provider knows it', () => {
  const calls = answered([call('f', 'Eq+/=='), call('g')]);
  assert.deepEqual(
    calls.map(({ id }) => bareCallId(id)),
    ['call_r1_0', 'call_r1_1'],
  );
  const messages = [user, ...step(calls)];
  assert.deepEqual(signaturesOf(messages), ['Eq+/==', undefined]);
  const { contents } = toGenerateContent({ messages }, 'gemini-3-pro', 'gemini_api');
  assert.doesNotMatch(JSON.stringify(contents), /__pb/);
  assert.match(JSON.stringify(contents), /"functionResponse":\{"id":"call_r1_1"/);
});

test('each step of a turn has its own, and older turns keep theirs', () => {
  const first = answered([call('f', 'AAAA')]);
  const second = answered([call('f', 'BBBB')], { responseId: 'r2' });
  const messages = [user, ...step(first), ...step(second)];
  assert.deepEqual(signaturesOf(messages), ['AAAA', 'BBBB']);
  assert.deepEqual(signaturesOf([...messages, { role: 'assistant', content: 'done' }, user]), [
    'AAAA',
    'BBBB',
  ]);
});

test('only the first call of a step of the current turn has the stand-in, where it has no signature', () => {
  const bare = answered([call('f'), call('g')]);
  const messages = [user, ...step(bare)];
  assert.deepEqual(signaturesOf(messages), [standIn, undefined]);
  assert.deepEqual(signaturesOf([...messages, user]), [undefined, undefined], 'the next turn has begun');
  assert.deepEqual(signaturesOf(messages, 'gemini-flash-latest'), [standIn, undefined]);
  assert.deepEqual(signaturesOf(messages, 'gemini-4-argon', 'vertex_ai'), [standIn, undefined]);
});

test('models before Gemini 3 never get the stand-in', () => {
  const messages = [user, ...step(answered([call('f')]))];
  for (const model of ['gemini-2.5-pro', 'publishers/google/models/gemini-2.0-flash', 'gemma-3-27b-it']) {
    assert.deepEqual(signaturesOf(messages, model), [undefined], model);
  }
});

test('what another model or another host signed is not replayed', () => {
  const calls = answered([call('f', 'AAAA')]);
  const messages = [user, ...step(calls)];
  assert.deepEqual(signaturesOf(messages, 'gemini-3-flash'), [standIn]);
  assert.deepEqual(signaturesOf(messages, 'gemini-2.5-pro'), [undefined]);
  assert.deepEqual(signaturesOf(messages, 'gemini-3-pro', 'vertex_ai'), [standIn]);
  const other = answered([call('f', 'AAAA')], { host: 'vertex_ai' });
  assert.deepEqual(signaturesOf([user, ...step(other)], 'gemini-3-pro', 'vertex_ai'), ['AAAA']);
});

test('what is no signature is neither packed nor replayed', () => {
  const [odd] = answered([call('f', 'no signature!')]);
  assert.equal(odd?.id, 'call_r1_0');
  const forged = Buffer.from(JSON.stringify(['gemini_api/gemini-3-pro', { a: 1 }])).toString('base64url');
  const calls = [
    { id: `c__pbg_${forged}`, type: 'function', function: { name: 'f', arguments: '' } } as const,
  ];
  assert.deepEqual(signaturesOf([user, ...step(calls)]), [standIn]);
});
