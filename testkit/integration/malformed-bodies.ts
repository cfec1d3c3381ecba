import fc from 'fast-check';

/** A call that uses every field that we read. */
export function fullChat(model: string): Record<string, unknown> {
  const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } };
  return {
    model,
    messages: [
      { role: 'system', content: 'be short' },
      { role: 'developer', content: [{ type: 'text', text: 'really' }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'look' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=', detail: 'low' } },
        ],
        name: 'me',
      },
      { role: 'assistant', content: null, tool_calls: [call], refusal: null },
      { role: 'tool', tool_call_id: 'call_1', content: [{ type: 'text', text: '42' }] },
      { role: 'user', content: 'so?' },
    ],
    temperature: 0.5,
    top_p: 0.9,
    n: 1,
    max_tokens: 100,
    stop: ['x'],
    seed: 7,
    user: 'me',
    presence_penalty: 0,
    frequency_penalty: 0,
    logprobs: false,
    logit_bias: { 5: 1 },
    reasoning_effort: 'low',
    parallel_tool_calls: true,
    tools: [
      {
        type: 'function',
        function: {
          name: 'f',
          description: 'does f',
          strict: true,
          parameters: { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'] },
        },
      },
    ],
    tool_choice: { type: 'function', function: { name: 'f' } },
    response_format: {
      type: 'json_schema',
      json_schema: { name: 's', strict: true, schema: { type: 'object', properties: {} } },
    },
    metadata: { a: 'b' },
    service_tier: 'auto',
    stream: true,
    stream_options: { include_usage: true },
    drop_unsupported: true,
  };
}

/** What clients sent before there were tools. */
export function oldChat(model: string): Record<string, unknown> {
  return {
    model,
    messages: [
      { role: 'user', content: 'hi' },
      { role: 'assistant', content: null, function_call: { name: 'f', arguments: '{}' } },
      { role: 'function', name: 'f', content: '42' },
    ],
    functions: [{ name: 'f', description: 'does f', parameters: { type: 'object', properties: {} } }],
    function_call: { name: 'f' },
    max_completion_tokens: 5,
    stop: 'x',
    drop_unsupported: true,
  };
}

type Path = (string | number)[];

/** Every place in a body, the whole of it included. */
export function listPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value) ? value.entries() : Object.entries(value);
  return [path, ...[...inner].flatMap(([key, item]) => listPaths(item, [...path, key]))];
}

export function replaceAt(value: unknown, [key, ...rest]: Path, other: unknown): unknown {
  if (key === undefined) return other;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  if (other === undefined && rest.length === 0) delete copy[key];
  else copy[key] = replaceAt(copy[key], rest, other);
  return copy;
}

export const wrong = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    true,
    false,
    0,
    -1,
    1e308,
    2 ** 53,
    '',
    ' ',
    'x',
    '\u0000',
    '\ud800',
    [],
    {},
  ),
  fc.constantFrom<unknown>([null], [[]], [{}], { type: null }, { type: 'text' }, { type: 'function' }, [
    1,
    'a',
  ]),
  fc.constantFrom<unknown>(
    { toString: 1, valueOf: null, length: -1 },
    { constructor: { prototype: { x: 1 } } },
    { type: 'image_url', image_url: 'data:x' },
    { type: 'function', function: null },
    { url: 5 },
    { name: 5, arguments: {} },
  ),
  fc.anything({ maxDepth: 2, withNullPrototype: false }).filter(isJson),
);

function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}
