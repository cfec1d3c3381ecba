import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../kernel/errors.ts';
import { rememberInId } from './call-memory.ts';
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

function told() {
  const lost: string[] = [];
  const adjusted: string[] = [];
  return {
    lost,
    adjusted,
    lose: (param: string) => void lost.push(param),
    adjust: (param: string) => void adjusted.push(param),
  };
}

test('how closely to look at a picture is only told of', () => {
  const url = 'https://example.test/a.png';
  const looks = (['auto', 'low', 'high'] as const).map((detail) => {
    const extras = told();
    readConversation(
      [{ role: 'user', content: [{ type: 'image_url', image_url: { url, detail } }] }],
      extras,
    );
    return extras.adjusted.length;
  });
  assert.deepEqual(looks, [0, 1, 1]);
});

test('files come as their bytes, and pictures among them as pictures', () => {
  const file = (file_data: string, filename?: string) => ({
    type: 'file' as const,
    file: { file_data, ...(filename && { filename }) },
  });
  const { turns } = readConversation([
    {
      role: 'user',
      content: [file('data:application/pdf;base64,AA=='), file('data:text/csv;base64,BB==', 'b.csv')],
    },
    { role: 'user', content: [file('data:image/png;base64,CC==', 'c.png')] },
  ]);
  assert.deepEqual(turns[0]?.parts, [
    { kind: 'file', mediaType: 'application/pdf', base64: 'AA==', field: 'messages[0].content[0]' },
    {
      kind: 'file',
      mediaType: 'text/csv',
      base64: 'BB==',
      filename: 'b.csv',
      field: 'messages[0].content[1]',
    },
    { kind: 'image', mediaType: 'image/png', base64: 'CC==' },
  ]);
  for (const url of ['JVBERg==', 'https://example.test/a.pdf', 'data:application/pdf,AA', '']) {
    assert.throws(() => readConversation([{ role: 'user', content: [file(url)] }]), /file_data/, url);
  }
});

test('parts that no wire takes are refused by their place, and dropped where that is allowed', () => {
  const odd = (part: object) => part as unknown as { type: 'text'; text: string };
  const messages: ChatMessage[] = [
    { role: 'system', content: [odd({ type: 'image_url', image_url: { url: 'x' } })] },
    {
      role: 'user',
      content: [
        { type: 'text', text: 'a' },
        { type: 'file', file: { file_id: 'file-1' } },
        { type: 'input_audio', input_audio: { data: 'AA==', format: 'mp3' } },
        odd({ type: 'video' }),
      ],
    },
    { role: 'assistant', content: 'b', ...{ audio: { id: 'audio-1' } } },
    { role: 'user', content: 'c' },
  ];
  const extras = told();
  assert.deepEqual(readConversation(messages, extras).turns, [
    { role: 'user', parts: [text('a')] },
    { role: 'assistant', parts: [text('b')] },
    { role: 'user', parts: [text('c')] },
  ]);
  assert.deepEqual(extras.lost, [
    'messages[0].content[0]',
    'messages[1].content[1]',
    'messages[1].content[2]',
    'messages[1].content[3]',
    'messages[2].audio',
  ]);
  assert.throws(
    () => readConversation(messages),
    (error: unknown) =>
      error instanceof PlugboardError && error.errors?.[0]?.field === 'messages[0].content[0]',
  );
});

test('what an assistant refused is what it said, and what it thought aloud is only told of', () => {
  const extras = told();
  const refusal = { type: 'refusal', refusal: 'No.' } as unknown as { type: 'text'; text: string };
  const { turns } = readConversation(
    [
      { role: 'user', content: 'a', name: 'Ann' },
      { role: 'assistant', content: [refusal], reasoning_content: 'hm' },
      { role: 'user', content: 'b' },
      { role: 'assistant', content: '', refusal: 'Nor this.' },
      { role: 'user', content: 'c' },
    ],
    extras,
  );
  assert.deepEqual([turns[1]?.parts, turns[3]?.parts], [[text('No.')], [text('Nor this.')]]);
  assert.deepEqual(extras, {
    ...extras,
    lost: [],
    adjusted: ['messages[0].name', 'messages[1].reasoning_content'],
  });
});

test('calls keep the ids that the caller wrote, and faults show them without what was packed in', () => {
  const id = rememberInId('call_a', 'anthropic', 'm', ['x']);
  const asked: ChatMessage[] = [
    { role: 'user', content: 'go' },
    { role: 'assistant', tool_calls: [call(id, 'f')] },
  ];
  const { turns } = readConversation([...asked, { role: 'tool', tool_call_id: id, content: 'x' }]);
  assert.deepEqual(
    turns.slice(1).flatMap(({ parts }) => parts.map((part) => 'id' in part && part.id)),
    [id, id],
  );
  assert.throws(() => readConversation(asked), /calls: call_a\.$/);
});

test('a call that is no function’s is refused by its place', () => {
  const custom = { id: '1', type: 'custom', custom: { name: 'x', input: '' } } as unknown as ReturnType<
    typeof call
  >;
  assert.throws(
    () =>
      readConversation([
        { role: 'user', content: 'a' },
        { role: 'assistant', tool_calls: [custom] },
      ]),
    (error: unknown) =>
      error instanceof PlugboardError && error.errors?.[0]?.field === 'messages[1].tool_calls[0]',
  );
});
