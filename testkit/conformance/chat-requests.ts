import fc from 'fast-check';

/** Chat requests as callers write them: well formed, and of every kind that OpenAI’s API has. */

const text = fc.oneof(
  { weight: 5, arbitrary: fc.string({ minLength: 1, maxLength: 20 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  fc.constantFrom('', ' ', '\n', 'Hello', '{"a": 1}', '\u2028', 'a'.repeat(300)),
);
const base64 = fc
  .uint8Array({ minLength: 1, maxLength: 12 })
  .map((bytes) => Buffer.from(bytes).toString('base64'));
const name = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_-]{0,20}$/);

const parts = {
  text: fc.record({ type: fc.constant('text'), text }),
  image: fc
    .tuple(fc.constantFrom('image/png', 'image/jpeg', 'image/jpg', 'image/webp', 'image/tiff'), base64)
    .map(([type, data]) => ({ type: 'image_url', image_url: { url: `data:${type};base64,${data}` } })),
  file: fc
    .tuple(fc.constantFrom('application/pdf', 'text/plain', 'text/csv', 'image/png'), base64, name)
    .map(([type, data, filename]) => ({
      type: 'file',
      file: { filename: `${filename}.pdf`, file_data: `data:${type};base64,${data}` },
    })),
  audio: base64.map((data) => ({ type: 'input_audio', input_audio: { data, format: 'wav' } })),
};
const userPart = fc.oneof(
  { weight: 6, arbitrary: parts.text },
  { weight: 3, arbitrary: parts.image },
  parts.file,
  parts.audio,
);

const leaf = fc.oneof(
  fc.constantFrom<Record<string, unknown>>(
    { type: 'string' },
    { type: 'integer', minimum: 1, maximum: 9 },
    { type: 'number' },
    { type: 'boolean', description: 'whether' },
    { type: 'string', enum: ['a', 'b'] },
    { type: ['string', 'null'] },
    { const: 'fixed' },
    { type: 'string', format: 'date-time', pattern: '^x', minLength: 2, maxLength: 5 },
    {},
    { $ref: '#/$defs/other' },
    { anyOf: [{ type: 'string' }, { type: 'null' }] },
    { oneOf: [{ type: 'integer' }, { type: 'string' }] },
    { type: 'object', additionalProperties: { type: 'string' } },
  ),
);
const schema: fc.Arbitrary<Record<string, unknown>> = fc
  .letrec<{ any: Record<string, unknown>; object: Record<string, unknown> }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      leaf,
      tie('object'),
      tie('any').map((items) => ({ type: 'array', items, minItems: 1, maxItems: 3 })),
    ),
    object: fc
      .record({
        properties: fc.dictionary(name, tie('any'), { maxKeys: 4 }),
        all: fc.boolean(),
        closed: fc.boolean(),
      })
      .map(({ properties, all, closed }) => ({
        type: 'object',
        properties,
        ...(all && { required: Object.keys(properties) }),
        ...(closed && { additionalProperties: false }),
      })),
  }))
  .object.map((root) => ({ ...root, $defs: { other: { type: 'string' } } }));

const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, arbitrary, fc.constant(null));

const tools = fc.uniqueArray(
  fc.record({
    type: fc.constant('function' as const),
    function: fc.record(
      { name, description: text, parameters: schema, strict: fc.boolean() },
      { requiredKeys: ['name'] },
    ),
  }),
  { minLength: 1, maxLength: 3, selector: (tool) => tool.function.name },
);

/** A few turns: each call has its result, as clients leave them behind. */
const turn = fc.oneof(
  fc
    .oneof(text, fc.array(userPart, { minLength: 1, maxLength: 3 }))
    .map((content): unknown[] => [{ role: 'user', content }]),
  fc
    .oneof(text, fc.array(parts.text, { minLength: 1, maxLength: 2 }))
    .map((content): unknown[] => [{ role: 'assistant', content }]),
  fc
    .tuple(fc.constantFrom('system', 'developer'), text)
    .map(([role, content]): unknown[] => [{ role, content }]),
  fc
    .tuple(
      maybe(text),
      fc.uniqueArray(fc.tuple(fc.stringMatching(/^call_[a-zA-Z0-9:.]{1,60}$/), name), {
        minLength: 1,
        maxLength: 3,
        selector: ([id]) => id,
      }),
      fc.dictionary(name, fc.jsonValue(), { maxKeys: 3 }),
      text,
    )
    .map(([content, calls, input, result]): unknown[] => [
      {
        role: 'assistant',
        ...(content !== undefined && { content }),
        tool_calls: calls.map(([id, called]) => ({
          id,
          type: 'function',
          function: { name: called, arguments: JSON.stringify(input) },
        })),
      },
      ...calls.map(([tool_call_id]) => ({ role: 'tool', tool_call_id, content: result })).toReversed(),
    ]),
);

const fraction = fc.double({ min: 0, max: 2, noNaN: true });
const penalty = fc.double({ min: -2, max: 2, noNaN: true });

export const chatRequests: fc.Arbitrary<Record<string, unknown>> = fc
  .record({
    turns: fc.array(turn, { minLength: 1, maxLength: 4 }),
    last: fc.oneof(
      { weight: 4, arbitrary: text.map((content): unknown[] => [{ role: 'user', content }]) },
      fc.constant([]),
    ),
    tools: maybe(tools),
    choice: maybe(fc.constantFrom('auto', 'none', 'required', 'named')),
    fields: fc.record({
      stream: maybe(fc.boolean()),
      max_tokens: maybe(fc.integer({ min: 1, max: 100_000 })),
      max_completion_tokens: maybe(fc.integer({ min: 1, max: 100_000 })),
      temperature: maybe(fraction),
      top_p: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
      stop: maybe(fc.oneof(text, fc.array(text, { maxLength: 4 }))),
      parallel_tool_calls: maybe(fc.boolean()),
      response_format: maybe(
        fc.oneof(
          fc.constantFrom({ type: 'text' }, { type: 'json_object' }),
          fc
            .record({ name, schema, strict: fc.boolean() })
            .map((json_schema) => ({ type: 'json_schema', json_schema })),
        ),
      ),
      n: maybe(fc.integer({ min: 1, max: 3 })),
      seed: maybe(fc.integer()),
      presence_penalty: maybe(penalty),
      frequency_penalty: maybe(penalty),
      logit_bias: maybe(fc.constant({ '50256': -100 })),
      logprobs: maybe(fc.boolean()),
      top_logprobs: maybe(fc.integer({ min: 0, max: 5 })),
      reasoning_effort: maybe(fc.constantFrom('none', 'minimal', 'low', 'medium', 'high', 'xhigh')),
      verbosity: maybe(fc.constantFrom('low', 'medium', 'high')),
      user: maybe(name),
      safety_identifier: maybe(name),
      service_tier: maybe(fc.constantFrom('auto', 'default', 'flex')),
      metadata: maybe(fc.dictionary(name, name, { maxKeys: 2 })),
      store: maybe(fc.boolean()),
    }),
  })
  .map(({ turns, last, tools: offered, choice, fields }) => {
    const [first] = offered ?? [];
    const named = first && { type: 'function', function: { name: first.function.name } };
    const tool_choice = choice === 'named' ? named : choice;
    const chosen = offered && tool_choice !== undefined && { tool_choice };
    const { parallel_tool_calls, ...rest } = fields;
    const given = Object.entries({ ...rest, ...(offered && { parallel_tool_calls }) });
    return {
      ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
      messages: [...turns.flat(), ...last],
      ...(offered !== undefined && { tools: offered }),
      ...chosen,
    };
  })
  .filter(({ messages }) => messages.length > 0);
