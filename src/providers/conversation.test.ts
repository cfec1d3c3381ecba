import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../kernel/errors.ts';
import { readConversation } from './conversation.ts';
import type { ChatMessage } from './openai-shapes.ts';

const call = (id: string, name: string, text = '{}') =>
  ({ id, type: 'function', function: { name, arguments: text } }) as const;

const text = (value: string) => ({ kind: 'text', text: value });

test('instructions stand apart and neighbours of one role are one turn', () => {
  const read = readConversation([
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'a' },
    { role: 'developer', content: [{ type: 'text', text: 'Be kind.' }] },
    { role: 'user', content: [{ type: 'text', text: 'b' }] },
    { role: 'assistant', content: 'c' },
    { role: 'assistant', content: null, refusal: 'No.' },
    { role: 'user', content: 'd' },
  ]);
  assert.deepEqual(read, {
    system: ['Be brief.', 'Be kind.'],
    turns: [
      { role: 'user', parts: [text('a'), text('b')] },
      { role: 'assistant', parts: [text('c'), text('No.')] },
      { role: 'user', parts: [text('d')] },
    ],
  });
});

test('results stand right after their calls, in the order of the calls, before what the user says', () => {
  const { turns } = readConversation([
    { role: 'user', content: 'go' },
    { role: 'assistant', content: '', tool_calls: [call('1', 'f', '{"a":1}'), call('2', 'g', '')] },
    { role: 'user', content: 'well?' },
    { role: 'tool', tool_call_id: '2', content: 'two' },
    { role: 'tool', tool_call_id: '1', content: [{ type: 'text', text: 'one' }] },
  ]);
  assert.deepEqual(turns.slice(1), [
    {
      role: 'assistant',
      parts: [
        { kind: 'call', id: '1', name: 'f', input: { a: 1 } },
        { kind: 'call', id: '2', name: 'g', input: {} },
      ],
    },
    {
      role: 'user',
      parts: [
        { kind: 'result', id: '1', name: 'f', text: 'one' },
        { kind: 'result', id: '2', name: 'g', text: 'two' },
        text('well?'),
      ],
    },
  ]);
});

test('arguments that are no object are kept inside one', () => {
  const inputs = ['not json', '[1]', '7'].map((sent) => {
    const { turns } = readConversation([
      { role: 'assistant', tool_calls: [call('1', 'f', sent)] },
      { role: 'tool', tool_call_id: '1', content: 'x' },
    ]);
    const [part] = turns[0]?.parts ?? [];
    return part?.kind === 'call' && part.input;
  });
  assert.deepEqual(inputs, [{ arguments: 'not json' }, { arguments: [1] }, { arguments: 7 }]);
});

test('a call without its result and a result without its call are the caller’s fault, told with the id', () => {
  const asked: ChatMessage[] = [
    { role: 'user', content: 'go' },
    { role: 'assistant', tool_calls: [call('call_a', 'f')] },
  ];
  const cases: [ChatMessage[], string, RegExp][] = [
    [asked, 'messages', /call_a/],
    [[...asked, { role: 'user', content: 'no' }, { role: 'assistant', content: 'x' }], 'messages', /call_a/],
    [[{ role: 'tool', tool_call_id: 'call_b', content: 'x' }], 'messages[0].tool_call_id', /call_b/],
    [[], 'messages', /nothing/],
  ];
  for (const [messages, field, detail] of cases) {
    assert.throws(
      () => readConversation(messages),
      (error: unknown) =>
        error instanceof PlugboardError &&
        error.code === 'invalid_request' &&
        error.errors?.[0]?.field === field &&
        detail.test(error.errors[0].detail),
    );
  }
});

test('blank texts and empty messages are left out, instructions alone become what the user says', () => {
  const { system, turns } = readConversation([
    { role: 'system', content: 'Only this.' },
    { role: 'user', content: ' \n' },
    { role: 'assistant', content: null },
  ]);
  assert.deepEqual([system, turns], [[], [{ role: 'user', parts: [text('Only this.')] }]]);
});

test('images are data URLs in base64 or https addresses', () => {
  const image = (url: string) =>
    readConversation([{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }]).turns[0]
      ?.parts;
  assert.deepEqual(image('data:image/jpg;base64,AAAA'), [
    { kind: 'image', mediaType: 'image/jpeg', base64: 'AAAA' },
  ]);
  assert.deepEqual(image('https://example.test/a.png'), [
    { kind: 'image_url', url: 'https://example.test/a.png' },
  ]);
  for (const url of [
    'http://example.test/a.png',
    'data:image/png,AAAA',
    'data:text/plain;base64,AAAA',
    'x',
    '',
  ]) {
    assert.throws(() => image(url), PlugboardError, url);
  }
});
