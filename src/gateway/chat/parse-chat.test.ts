import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../../kernel/errors.ts';
import { parseChat, wholeChat } from './parse-chat.ts';

const parse = (fields: Record<string, unknown>) =>
  parseChat(Buffer.from(JSON.stringify({ messages: [{ role: 'user', content: 'hi' }], ...fields })));

test('functions of before there were tools are held to what tools are', () => {
  const [tool] = wholeChat(parse({ functions: [{ name: 'f' }], function_call: { name: 'f' } })).tools ?? [];
  assert.deepEqual(tool, { type: 'function', function: { name: 'f' } });
  const f = [{ name: 'f' }];
  for (const fields of [
    { functions: [null] },
    { functions: ['f'] },
    { functions: [{ name: 5 }] },
    { functions: [{ name: 'f', parameters: 'none' }] },
    { functions: {} },
    { functions: f, function_call: 5 },
    { functions: f, function_call: {} },
  ]) {
    assert.throws(
      () => parse(fields),
      (error) => error instanceof PlugboardError && error.code === 'invalid_request',
      JSON.stringify(fields),
    );
  }
});

test('the URL of an image may stand without the object around it', () => {
  const call = (image: unknown) =>
    parse({ messages: [{ role: 'user', content: [{ type: 'image_url', image_url: image }] }] });
  assert.equal(call('https://images.example.com/cat.png').hasImageUrls, true);
  assert.equal(call('data:image/png;base64,aGk=').hasImageUrls, false);
  for (const image of [undefined, null, 5, {}, { url: 5 }]) assert.throws(() => call(image), PlugboardError);
});
