import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatResponse } from '../../providers/openai-shapes.ts';
import { toChunks } from './to-chunks.ts';

test('a whole answer told as a stream keeps all that was asked for', () => {
  const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } } as const;
  const annotations = [{ type: 'url_citation' }];
  const logprobs = {
    content: [{ token: 'Hi', logprob: -0.1, bytes: null, top_logprobs: [] }],
    refusal: null,
  };
  const answer: ChatResponse = {
    id: 'c',
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: 'Hi',
          refusal: null,
          reasoning_content: 'hm',
          annotations,
          tool_calls: [call],
        },
        finish_reason: 'tool_calls',
        logprobs,
      },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
  };
  const chunks = toChunks(answer);
  assert.deepEqual(
    chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta)),
    [
      { role: 'assistant', content: '' },
      { reasoning_content: 'hm' },
      { content: 'Hi' },
      { annotations },
      { tool_calls: [{ index: 0, ...call }] },
      {},
    ],
  );
  const told = chunks.flatMap(({ choices }) => choices.flatMap((choice) => choice.logprobs ?? []));
  assert.deepEqual(told, [logprobs]);
  assert.deepEqual(chunks.at(-1)?.usage, answer.usage);
});
