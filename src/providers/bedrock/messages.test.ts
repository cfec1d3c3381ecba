import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../../kernel/errors.ts';
import type { ChatRequest, UserPart } from '../openai-shapes.ts';
import { toConverse } from './request.ts';

const claude = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const user = { role: 'user', content: 'hi' } as const;
const tool = { type: 'function', function: { name: 'f' } } as const;

function send(messages: ChatRequest['messages'], more: Partial<ChatRequest> = {}, model = claude) {
  const told: string[] = [];
  const extras = {
    lose: (field: string) => void told.push(`lost ${field}`),
    adjust: (field: string) => void told.push(`adjusted ${field}`),
  };
  const body = toConverse({ messages, ...more }, model, extras);
  return { messages: body['messages'] as { role: string; content: Record<string, unknown>[] }[], told };
}
const said = (...content: UserPart[]) => send([{ role: 'user', content }]);
const image = (url: string): UserPart => ({ type: 'image_url', image_url: { url } });
const file = (mediaType: string, filename?: string): UserPart => ({
  type: 'file',
  file: { file_data: `data:${mediaType};base64,AAAA`, ...(filename !== undefined && { filename }) },
});
const documents = (...files: UserPart[]) =>
  said({ type: 'text', text: 'x' }, ...files)
    .messages[0]?.content.slice(1)
    .map(({ document }) => {
      const { format, name } = document as { format: string; name: string };
      return [format, name];
    });

test('pictures are bytes in one of four formats', () => {
  const rows = {
    'image/png': 'png',
    'image/jpg': 'jpeg',
    'image/jpeg': 'jpeg',
    'image/gif': 'gif',
    'image/webp': 'webp',
  };
  for (const [type, format] of Object.entries(rows)) {
    const { messages } = said(image(`data:${type};base64,AAAA`));
    assert.deepEqual(messages[0]?.content, [{ image: { format, source: { bytes: 'AAAA' } } }], type);
  }
  const { messages, told } = said({ type: 'text', text: 'x' }, image('data:image/svg+xml;base64,AAAA'));
  assert.deepEqual([messages[0]?.content, told], [[{ text: 'x' }], ['lost messages']]);
  const content = [image('https://e.test/a.png')];
  assert.throws(() => toConverse({ messages: [{ role: 'user', content }] }, claude), PlugboardError);
});

test('a turn that had nothing else keeps its place', () => {
  const { messages, told } = said(file('video/mp4'));
  assert.deepEqual(told, ['lost messages[0].content[0]']);
  assert.equal(messages[0]?.content.length, 1);
  assert.match(String(messages[0]?.content[0]?.['text']), /\S/);
});

test('documents have a format, by their type or by the ending of their name', () => {
  const office = 'application/vnd.openxmlformats-officedocument';
  assert.deepEqual(
    documents(
      file('application/pdf', 'a.pdf'),
      file(`${office}.wordprocessingml.document`, 'b.docx'),
      file(`${office}.spreadsheetml.sheet`, 'c.xlsx'),
      file('application/octet-stream', 'd.CSV'),
      file('text/plain', 'e.md'),
      file('text/plain', 'f.log'),
      file('text/html'),
    ),
    [
      ['pdf', 'a'],
      ['docx', 'b'],
      ['xlsx', 'c'],
      ['csv', 'd'],
      ['md', 'e'],
      ['txt', 'f'],
      ['html', 'document'],
    ],
  );
  assert.throws(
    () => toConverse({ messages: [{ role: 'user', content: [file('application/zip')] }] }, claude),
    PlugboardError,
  );
});

test('names of documents have the signs that Bedrock takes, and no two are the same', () => {
  const pdf = (name: string) => file('application/pdf', name);
  const names = documents(
    pdf('Q3 report_v2.final.pdf'),
    pdf('résumé  (1)[x]-y.pdf'),
    pdf('…'),
    pdf('.pdf'),
    pdf('a.pdf'),
    pdf('a.pdf'),
    pdf('a.doc'),
    pdf(`${'long '.repeat(99)}.pdf`),
  )?.map(([, name]) => name ?? '');
  assert.deepEqual(names?.slice(0, 7), [
    'Q3 report v2 final',
    'r sum (1)[x]-y',
    'document',
    'document (2)',
    'a',
    'a (2)',
    'a (3)',
  ]);
  assert.ok(
    names?.every((name) => /^[a-zA-Z0-9\-()[\]]+( [a-zA-Z0-9\-()[\]]+)*$/.test(name) && name.length <= 200),
  );
});

test('a document comes with words', () => {
  const { messages } = said(file('application/pdf', 'a.pdf'));
  assert.deepEqual(
    messages[0]?.content.map((block) => Object.keys(block)),
    [['document'], ['text']],
  );
});

test('the user has the first word and, where the model goes on from no other, the last', () => {
  const greeting = { role: 'assistant', content: 'Hello' } as const;
  const greeted = send([greeting, user]);
  assert.deepEqual(
    greeted.messages.map(({ role }) => role),
    ['user', 'assistant', 'user'],
  );
  const begun = [user, { role: 'assistant', content: 'It is ' } as const];
  const goesOn = send(begun);
  assert.deepEqual(goesOn.messages.at(-1), { role: 'assistant', content: [{ text: 'It is' }] });
  for (const model of ['us.anthropic.claude-opus-4-7', 'us.meta.llama3-3-70b-instruct-v1:0']) {
    const { messages, told } = send(begun, {}, model);
    assert.deepEqual([messages.at(-1)?.role, told], ['user', ['lost messages[1]']], model);
  }
  assert.equal(send(begun, {}, 'amazon.nova-pro-v1:0').messages.at(-1)?.role, 'assistant');
});

test('blank text is left out, and neighbours of one role are one message', () => {
  const { messages } = send([
    user,
    { role: 'assistant', content: ' ' },
    {
      role: 'user',
      content: [
        { type: 'text', text: '\n' },
        { type: 'text', text: 'there' },
      ],
    },
  ]);
  assert.deepEqual(messages, [{ role: 'user', content: [{ text: 'hi' }, { text: 'there' }] }]);
});

test('results come together in the order of their calls, and an empty one has no blocks', () => {
  const call = (id: string, text: string) =>
    ({ id, type: 'function', function: { name: 'f', arguments: text } }) as const;
  const { messages } = send(
    [
      user,
      { role: 'assistant', content: null, tool_calls: [call('a', ''), call('b', '[1]')] },
      { role: 'tool', tool_call_id: 'b', content: '2' },
      { role: 'tool', tool_call_id: 'a', content: '' },
    ],
    { tools: [tool] },
  );
  assert.deepEqual(messages.slice(1), [
    {
      role: 'assistant',
      content: [
        { toolUse: { toolUseId: 'a', name: 'f', input: {} } },
        { toolUse: { toolUseId: 'b', name: 'f', input: { arguments: [1] } } },
      ],
    },
    {
      role: 'user',
      content: [
        { toolResult: { toolUseId: 'a', content: [] } },
        { toolResult: { toolUseId: 'b', content: [{ text: '2' }] } },
      ],
    },
  ]);
});

test('ids and names in the history fit the model, the same way in call and result', () => {
  const replayed = (model: string, id: string, name = 'f') => {
    const { messages } = send(
      [
        user,
        { role: 'assistant', tool_calls: [{ id, type: 'function', function: { name, arguments: '' } }] },
        { role: 'tool', tool_call_id: id, content: '' },
      ],
      { tools: [tool] },
      model,
    );
    return JSON.stringify(messages).match(/(?<="(toolUseId|name)":")[^"]+/g);
  };
  assert.deepEqual(replayed('mistral.mistral-large-2407-v1:0', 'tooluse_abc'), [
    'call00000',
    'f',
    'call00000',
  ]);
  assert.deepEqual(replayed(claude, 'x'.repeat(99)), ['call00000', 'f', 'call00000']);
  assert.deepEqual(replayed(claude, 'tooluse_abc'), ['tooluse_abc', 'f', 'tooluse_abc']);
  assert.deepEqual(replayed(claude, 'a|b'), ['a_7cb', 'f', 'a_7cb']);
  assert.deepEqual(replayed(claude, 'a', 'ns.f/1'), ['a', 'ns_f_1', 'a']);
});
