import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PlugboardError } from '../kernel/errors.ts';
import { type Answer, failureClasses } from './provider.ts';
import { providers } from './registry.ts';

/** What parsers look for, filled with what they do not expect. */
const keys = `type error message code status details index delta choices content content_block usage id model
  stop_reason candidates parts functionCall promptFeedback finishReason usageMetadata output stopReason start
  contentBlockIndex toolUse tool_calls function name data models embeddings embedding predictions modelSummaries
  inferenceProfileSummaries has_more last_id done done_reason object text input finish_reason values violations
  __proto__ constructor toString valueOf`.split(/\s+/);
const types =
  `message_start content_block_start content_block_delta content_block_stop message_delta message_stop
  messageStart contentBlockStart contentBlockDelta contentBlockStop messageStop metadata ping error tool_use text
  throttlingException input_json_delta text_delta STOP constructor`.split(/\s+/);
const scalar = fc.oneof(
  fc.constantFrom(...types, ''),
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
);
const { body } = fc.letrec((tie) => ({
  body: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('body'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys), tie('body'), { maxKeys: 6 }),
  ),
}));
/** As it comes out of a parser, with objects that cannot be made a number or a text. */
const garbage = fc.oneof(
  body.map((value): unknown => JSON.parse(JSON.stringify(value))),
  fc.constantFrom(...keys).map((key): unknown => ({ error: { [key]: { toString: 1, valueOf: 1 } } })),
  fc.constantFrom(...keys).map((key): unknown => ({ error: 1, [key]: { toString: 1, valueOf: 1 } })),
);
const answers: fc.Arbitrary<Answer> = fc.record({
  status: fc.integer({ min: 200, max: 599 }),
  headers: fc.dictionary(
    fc.constantFrom('retry-after', 'x-amzn-errortype', 'date', 'x-request-id'),
    fc.string(),
  ),
  body: garbage,
});
const events = fc.array(
  fc.record({
    type: fc.oneof(fc.constantFrom(...types), fc.string()),
    data: fc.oneof(
      fc.string(),
      garbage.map((value) => JSON.stringify(value)),
    ),
  }),
  { maxLength: 8 },
);
const context = { model: 'claude-or-gemini', id: 'chatcmpl-1', createdSeconds: 1 };

/** What cannot be read may be said in one way only. */
function unlessUnreadable(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof PlugboardError && error.code === 'upstream_error', String(error));
  }
}

for (const provider of providers) {
  test(`${provider.id} classes any answer`, () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const failure = provider.classify(answer);
        assert.ok(failureClasses.includes(failure.class));
        assert.equal(typeof failure.message, 'string');
        assert.ok(failure.message.length > 0 && failure.message.length < 2_000);
      }),
    );
  });

  test(`${provider.id} reads any answer without throwing`, () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const { chat, listing, embeddings } = provider;
        const failure = chat.failureIn?.(answer);
        if (failure) assert.ok(failureClasses.includes(failure.class));
        else assert.equal(chat.response(answer, context).object, 'chat.completion');
        unlessUnreadable(() => listing?.read(answer));
        const noVectors = embeddings?.failureIn?.(answer);
        if (noVectors) assert.ok(failureClasses.includes(noVectors.class));
        unlessUnreadable(() => embeddings?.response(answer));
      }),
    );
  });

  test(`${provider.id} decodes any stream without throwing, with at most one finish and one role`, () => {
    fc.assert(
      fc.property(events, fc.constantFrom('claude-x', 'gemini-x'), (list, model) => {
        const state = provider.chat.beginStream({ ...context, model });
        const chunks = [];
        for (const event of list) {
          const step = provider.chat.decode(state, event);
          chunks.push(...step.chunks);
          if (step.failed) assert.ok(failureClasses.includes(step.failed.class));
          if (step.failed || step.done) break;
        }
        const choices = chunks.flatMap((chunk) => chunk.choices).filter(({ index }) => index === 0);
        assert.ok(choices.filter(({ finish_reason }) => finish_reason !== null).length <= 1);
        assert.ok(choices.filter(({ delta }) => delta.role !== undefined).length <= 1);
        assert.ok(chunks.every((chunk) => chunk.choices.length > 0 || chunk.usage));
        provider.chat.endStream?.(state);
      }),
    );
  });
}

test('a page that answers 200 is no list of models', () => {
  for (const { id, listing } of providers) {
    if (!listing) continue;
    const page = { status: 200, headers: {}, body: '<html>Sign in</html>' };
    assert.throws(() => listing.read(page), PlugboardError, id);
  }
});

test('a page that answers 200 is no answer of a model, and says nothing of the key', () => {
  for (const { id, chat } of providers) {
    const page = { status: 200, headers: {}, body: '<html>Sign in</html>' };
    assert.equal(chat.failureIn?.(page)?.class, 'upstream_bug', id);
  }
});
