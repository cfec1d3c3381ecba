import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { StreamChunk } from '../../openai-shapes.ts';
import { failureClasses } from '../../provider.ts';
import { failureInResponse, fromResponse } from './response.ts';
import { beginResponsesStream, decodeResponsesEvent } from './stream.ts';

const context = { model: 'gpt-5.6', id: 'chatcmpl-ours', createdSeconds: 1 };
const place = 'https://api.openai.com/v1';
const value = fc.constantFrom<unknown>(
  null,
  0,
  -1,
  'text',
  [],
  {},
  [null, 1, {}],
  { type: 'reasoning', encrypted_content: 'sealed', summary: [1, { text: 'a' }] },
  { type: 'message', content: [{ type: 'output_text' }, { type: 'refusal', refusal: 1 }] },
  { type: 'function_call' },
  { type: 'function_call', call_id: 1, name: {}, arguments: {} },
);
const body = fc.record({
  output: fc.oneof(value, fc.array(value, { maxLength: 4 })),
  status: fc.constantFrom('completed', 'incomplete', 'failed', 1),
  incomplete_details: value,
  usage: value,
  error: fc.constantFrom<unknown>(null, 'x', {}, { code: {}, message: [] }),
});
const event = fc.record({
  type: fc.constantFrom<unknown>(
    'response.created',
    'response.output_item.added',
    'response.output_item.done',
    'response.output_text.delta',
    'response.function_call_arguments.delta',
    'response.completed',
    'response.failed',
    'error',
    'constructor',
    1,
  ),
  item: value,
  delta: value,
  output_index: value,
  response: fc.oneof(value, body),
  error: fc.constantFrom<unknown>(null, undefined, 'x', {}),
});

test('any answer is read without throwing', () => {
  fc.assert(
    fc.property(body, (read) => {
      const answer = { status: 200, headers: {}, body: read };
      const failure = failureInResponse(answer);
      if (failure) assert.ok(failureClasses.includes(failure.class));
      assert.equal(fromResponse(answer, context, place).choices.length, 1);
    }),
  );
});

test('any stream is decoded without throwing, with at most one finish and one role', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), (events) => {
      const state = beginResponsesStream(context, place);
      const chunks: StreamChunk[] = [];
      for (const item of events) {
        const step = decodeResponsesEvent(state, { type: '', data: JSON.stringify(item) });
        chunks.push(...step.chunks);
        if (step.failed) assert.ok(failureClasses.includes(step.failed.class));
        if (step.failed || step.done) break;
      }
      const choices = chunks.flatMap((chunk) => chunk.choices);
      assert.ok(choices.filter(({ finish_reason }) => finish_reason !== null).length <= 1);
      assert.ok(choices.filter(({ delta }) => delta.role !== undefined).length <= 1);
    }),
  );
});
