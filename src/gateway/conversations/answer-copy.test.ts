import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnswerFailure, SpokenAnswer } from '../../kernel/conversation.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { AnswerCopy } from './answer-copy.ts';

const headers = { 'x-plugboard-served-by': 'own', 'x-plugboard-config': 'c1' };
const done = 'data: [DONE]\n\n';
const chunk = (content: string, finish: string | null = null) =>
  `data: ${JSON.stringify({ model: 'gpt', choices: [{ delta: { content }, finish_reason: finish }] })}\n\n`;

async function listen(settling: () => Promise<void> = async () => undefined) {
  const settled: [SpokenAnswer, AnswerFailure | null][] = [];
  const unexpected: unknown[] = [];
  const copy = new AnswerCopy({
    recorder: {
      begin: async () => undefined,
      wait: async () => undefined,
      save: async () => undefined,
      settle: async (spoken, failure) => {
        settled.push([spoken, failure]);
        await settling();
      },
    },
    nameOf: (id) => `name of ${id}`,
    unexpected: (error) => unexpected.push(error),
  });
  await copy.start();
  return { copy, settled, unexpected };
}

test('an answer is heard whole, wherever its pieces are cut', async () => {
  const wire = Buffer.from(`${chunk('Grüße, ')}${chunk('漢字', 'stop')}${done}`);
  for (const size of [1, 2, 7, wire.length]) {
    const { copy, settled } = await listen();
    copy.begin(headers);
    for (let at = 0; at < wire.length; at += size) copy.copy(wire.subarray(at, at + size));
    await copy.keepStream(headers, '');
    const expected: SpokenAnswer = {
      text: 'Grüße, 漢字',
      servedBy: 'own',
      configId: 'c1',
      configName: 'name of c1',
      modelName: 'gpt',
      finishReason: 'stop',
    };
    assert.deepEqual(settled, [[expected, null]]);
  }
});

test('a stream that ends with an error is kept with it, and settled once', async () => {
  const { copy, settled } = await listen();
  copy.begin(headers);
  copy.copy(chunk('half'));
  await copy.release();
  await copy.keepStream(headers, 'data: {"error":{"code":"upstream_error","message":"cut"}}\n\n');
  await copy.fail({ code: 'aborted', detail: '' });
  assert.deepEqual(
    settled.map(([{ text }, failure]) => [text, failure]),
    [['half', { code: 'upstream_error', detail: 'cut' }]],
  );
});

test('what a model sends of the wrong type is no text', async () => {
  const { copy, settled } = await listen();
  for (const event of [
    '[]',
    '{"choices":5}',
    '{"choices":[{"delta":{"content":5}}]}',
    'nonsense',
    '{"error":null}',
    '{"choices":[null]}',
  ]) {
    copy.copy(`data: ${event}\n\n`);
  }
  await copy.keepStream(headers, done);
  assert.deepEqual([settled[0]?.[0].text, settled[0]?.[1]], ['', null]);
});

test('of an answer beyond the limit the beginning is kept, and said to be only that', async () => {
  const { copy, settled } = await listen();
  copy.copy(chunk('a'.repeat(limits.conversations.answerLengthMax)));
  copy.copy(chunk('more'));
  await copy.keepStream(headers, done);
  const [spoken, failure] = settled[0] ?? [];
  assert.deepEqual(
    [spoken?.text.length, failure?.code],
    [limits.conversations.answerLengthMax, 'conversation_full'],
  );
});

test('an answer leaves although it cannot be written down; only a fault of ours is told as one', async () => {
  for (const [error, told] of [
    [new PlugboardError('unavailable'), 0],
    [new Error('a bug'), 1],
  ] as const) {
    const { copy, unexpected } = await listen(async () => {
      throw error;
    });
    await copy.keepStream(headers, done);
    assert.equal(unexpected.length, told);
  }
});
