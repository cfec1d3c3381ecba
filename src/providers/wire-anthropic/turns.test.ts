import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../../kernel/errors.ts';
import type { ChatMessage, UserPart } from '../openai-shapes.ts';
import { toMessages } from './request.ts';

const host = { structuredOutputs: true, imageUrls: true, serviceTiers: true };

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

const turns = (messages: ChatMessage[], model = 'claude-sonnet-4-5', extras = told()) =>
  toMessages({ messages }, model, host, extras)['messages'];

const blocks = (...content: UserPart[]) => {
  const [first] = turns([{ role: 'user', content }]) as { content: unknown[] }[];
  return first?.content;
};

const file = (file_data: string, filename?: string): UserPart => ({
  type: 'file',
  file: { file_data, ...(filename && { filename }) },
});

test('a picture of a kind that Claude does not see is lost, not sent', () => {
  const extras = told();
  const image_url = { url: 'data:image/tiff;base64,AAAA' };
  const content: UserPart[] = [
    { type: 'text', text: 'hi' },
    { type: 'image_url', image_url },
  ];
  const [first] = turns([{ role: 'user', content }], 'claude-sonnet-4-5', extras) as { content: unknown[] }[];
  assert.deepEqual(first?.content, [{ type: 'text', text: 'hi' }]);
  assert.deepEqual(extras.lost, ['messages']);
});

test('PDFs and texts are documents, pictures stay pictures', () => {
  assert.deepEqual(
    blocks(
      file('data:application/pdf;base64,JVBERg==', 'a.pdf'),
      file('data:text/markdown;base64,SMOkIQ=='),
      file('data:image/jpg;base64,AAAA', 'a.jpg'),
    ),
    [
      {
        type: 'document',
        source: { type: 'base64', media_type: 'application/pdf', data: 'JVBERg==' },
        title: 'a.pdf',
      },
      { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'Hä!' } },
      { type: 'image', source: { type: 'base64', media_type: 'image/jpeg', data: 'AAAA' } },
    ],
  );
});

test('what has no form as a block is refused by its place, and dropped only where that is allowed', () => {
  const messages: ChatMessage[] = [
    {
      role: 'user',
      content: [
        { type: 'text', text: 'hi' },
        file('data:application/zip;base64,AAAA'),
        { type: 'file', file: { file_id: 'file-1' } },
        { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } },
      ],
    },
  ];
  assert.throws(() => toMessages({ messages }, 'claude-x', host), PlugboardError);
  const extras = told();
  assert.deepEqual(turns(messages, 'claude-x', extras), [
    { role: 'user', content: [{ type: 'text', text: 'hi' }] },
  ]);
  assert.deepEqual(extras.lost.toSorted(), [
    'messages[0].content[1]',
    'messages[0].content[2]',
    'messages[0].content[3]',
  ]);
});

test('where nothing is left to say, that is the caller’s fault', () => {
  const messages: ChatMessage[] = [{ role: 'user', content: [file('data:application/zip;base64,AAAA')] }];
  assert.throws(() => turns(messages), /nothing/);
});

test('a last turn of the assistant’s is gone on from, and where a model cannot, the caller is told', () => {
  const messages: ChatMessage[] = [
    { role: 'user', content: 'hi' },
    { role: 'assistant', content: 'So ' },
  ];
  const begun = (text: string) => [
    { role: 'user', content: [{ type: 'text', text: 'hi' }] },
    { role: 'assistant', content: [{ type: 'text', text }] },
  ];
  assert.deepEqual(turns(messages), begun('So'));
  assert.throws(() => toMessages({ messages }, 'claude-opus-4-6', host), /the last one must be the user/);
  const extras = told();
  assert.deepEqual(turns(messages, 'claude-opus-4-6', extras), [
    ...begun('So '),
    { role: 'user', content: [{ type: 'text', text: 'Continue.' }] },
  ]);
  assert.deepEqual(extras.lost, ['messages[1]']);
});

test('a conversation that the assistant began gets a first word of the user’s', () => {
  const extras = told();
  const messages: ChatMessage[] = [
    { role: 'assistant', content: 'Hello, how can I help?' },
    { role: 'user', content: 'hi' },
  ];
  assert.deepEqual(turns(messages, 'claude-x', extras), [
    { role: 'user', content: [{ type: 'text', text: 'Begin.' }] },
    { role: 'assistant', content: [{ type: 'text', text: 'Hello, how can I help?' }] },
    { role: 'user', content: [{ type: 'text', text: 'hi' }] },
  ]);
  assert.deepEqual(extras.adjusted, ['messages[0]']);
});

test('two calls and shuffled results, with ids that Anthropic refuses', () => {
  const call = (id: string, name: string) =>
    ({ id, type: 'function', function: { name, arguments: '[1]' } }) as const;
  const use = (id: string, name: string) => ({ type: 'tool_use', id, name, input: { arguments: [1] } });
  const result = (id: string, content: string) => ({ type: 'tool_result', tool_use_id: id, content });
  assert.deepEqual(
    turns([
      { role: 'user', content: 'go' },
      { role: 'assistant', content: '', tool_calls: [call('call|1:a', 'f'), call('call.2', 'f')] },
      { role: 'tool', tool_call_id: 'call.2', content: 'two' },
      { role: 'user', content: 'well?' },
      { role: 'tool', tool_call_id: 'call|1:a', content: 'one' },
    ]),
    [
      { role: 'user', content: [{ type: 'text', text: 'go' }] },
      { role: 'assistant', content: [use('call_7c1_3aa', 'f'), use('call_2e2', 'f')] },
      {
        role: 'user',
        content: [result('call_7c1_3aa', 'one'), result('call_2e2', 'two'), { type: 'text', text: 'well?' }],
      },
    ],
  );
});
