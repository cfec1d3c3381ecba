import {
  type Dialogue,
  type DialogueRequest,
  halves,
  listOf,
  objectOf,
  type Question,
  sse,
  textOf,
  toText,
} from './dialogue.ts';
import { type Asked, bytesIn, type Json, matchResults, Refusal, type Said } from './scripted-model.ts';

const model = 'claude-sonnet-4-5';

/** The Messages API. */
export const anthropicDialogue: Dialogue = {
  name: 'anthropic',
  chatModel: model,
  embeddingModel: null,
  schema: 'anthropic-messages',
  read,
  answer,
  stream,
  embed: () => ({}),
  refuse: (message) => failed(400, 'invalid_request_error', message),
  refuseKey: failed(401, 'authentication_error', 'invalid x-api-key'),
  fail: {
    context: failed(400, 'invalid_request_error', 'prompt is too long: 208310 tokens > 200000 maximum'),
    overloaded: failed(529, 'overloaded_error', 'Overloaded'),
    rate: failed(429, 'rate_limit_error', 'This request would exceed your rate limit.', {
      'retry-after': '7',
    }),
    filter: failed(400, 'invalid_request_error', 'Output blocked by content filtering policy'),
    nonsense: { status: 200, body: 'not what you wanted' },
  },
};

function failed(status: number, type: string, message: string, headers = {}) {
  return { status, headers, body: { type: 'error', error: { type, message }, request_id: 'req_011' } };
}

function read({ method, path, body }: DialogueRequest): Question | undefined {
  if (method !== 'POST' || path !== '/v1/messages') return undefined;
  return { kind: 'chat', asked: toAsked(body), stream: body['stream'] === true, body };
}

function toAsked(body: Json): Asked {
  const messages = listOf(body['messages']);
  checkOrder(messages);
  const thinks = ['enabled', 'adaptive'].includes(textOf(objectOf(body['thinking'])['type']));
  if (thinks) checkThoughts(messages);
  const last = blocksOf(messages.at(-1));
  const choice = objectOf(body['tool_choice']);
  const tools = listOf(body['tools']);
  const forced = choice['type'] === 'tool' ? tools.find(({ name }) => name === choice['name']) : undefined;
  return {
    text: last.map(({ text }) => textOf(text)).join(''),
    tools: choice['type'] === 'none' ? [] : tools.map(({ name }) => textOf(name)),
    forced: forced && { name: textOf(forced['name']), schema: objectOf(forced['input_schema']) },
    results: last.filter(isResult).map(({ content }) => toText(content)),
    schema: objectOf(objectOf(body['output_config'])['format'])['schema'] as Json | undefined,
    images: last
      .filter(({ type }) => type === 'image')
      .map(({ source }) => bytesIn(textOf(objectOf(source)['data']))),
    thinks,
  };
}

const isResult = ({ type }: Json): boolean => type === 'tool_result';

function blocksOf(message: Json | undefined): Json[] {
  const { content } = message ?? {};
  return typeof content === 'string' ? [{ type: 'text', text: content }] : listOf(content);
}

function checkOrder(messages: readonly Json[]): void {
  for (const [at, message] of messages.entries()) {
    if (message['role'] !== (at % 2 === 0 ? 'user' : 'assistant')) throw new Refusal('roles must alternate');
    const calls = blocksOf(message).filter(({ type }) => type === 'tool_use');
    const next = blocksOf(messages[at + 1]);
    const results = next.filter(isResult);
    if (next.slice(0, results.length).some((block) => !isResult(block)))
      throw new Refusal('tool_result blocks must come first');
    if (calls.length + (message['role'] === 'assistant' ? results.length : 0) === 0) continue;
    matchResults(
      calls.map(({ id }) => textOf(id)),
      results.map(({ tool_use_id: id }) => textOf(id)),
    );
  }
}

const thinking = { type: 'thinking', signature: 'c2lnbmVk+/8=' };

/** A turn with calls begins with the thoughts of which they came, signed as they were. */
function checkThoughts(messages: readonly Json[]): void {
  for (const message of messages) {
    const blocks = blocksOf(message);
    if (!blocks.some(({ type }) => type === 'tool_use')) continue;
    if (blocks[0]?.['type'] !== 'thinking') throw new Refusal('Expected `thinking`, but found `tool_use`.');
    if (blocks[0]['signature'] !== thinking.signature) throw new Refusal('Invalid `signature`.');
  }
}

const head = { id: 'msg_01X', type: 'message', role: 'assistant', model, stop_sequence: null };
const callOf = ({ name, input }: Said['calls'][number], index: number) => ({
  type: 'tool_use',
  id: `toolu_${index}aB9`,
  name,
  input,
});
const inputUsage = ({ usage }: Said) => ({
  // The cached ones stand beside the others here.
  input_tokens: usage.input - 3,
  cache_read_input_tokens: 3,
  cache_creation_input_tokens: 0,
});
function reasonOf({ calls, end }: Said): string {
  if (end) return end === 'filter' ? 'refusal' : 'max_tokens';
  return calls.length > 0 ? 'tool_use' : 'end_turn';
}

function answer(said: Said): Json {
  const thoughts = said.thought === '' ? [] : [{ ...thinking, thinking: said.thought }];
  const texts = said.texts.length === 0 ? [] : [{ type: 'text', text: said.texts.join('') }];
  return {
    ...head,
    content: [...thoughts, ...texts, ...said.calls.map(callOf)],
    stop_reason: reasonOf(said),
    usage: { ...inputUsage(said), output_tokens: said.usage.output },
  };
}

function stream(said: Said) {
  const usage = { ...inputUsage(said), output_tokens: 1 };
  const blocks = [...thoughtBlock(said), ...textBlock(said), ...said.calls.map(callBlock)];
  const events = [
    { type: 'message_start', message: { ...head, content: [], stop_reason: null, usage } },
    { type: 'ping' },
    ...blocks.flatMap(({ start, deltas }, index) => [
      { type: 'content_block_start', index, content_block: start },
      ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
      { type: 'content_block_stop', index },
    ]),
    {
      type: 'message_delta',
      delta: { stop_reason: reasonOf(said), stop_sequence: null },
      usage: { output_tokens: said.usage.output },
    },
    { type: 'message_stop' },
  ];
  const spoken = events.findIndex(({ type }) => type === 'content_block_delta');
  return {
    type: 'text/event-stream; charset=utf-8',
    pieces: sse(events, ({ type }) => textOf(type)),
    spoken,
  };
}

interface Block {
  start: Json;
  deltas: Json[];
}

function thoughtBlock({ thought }: Said): Block[] {
  if (thought === '') return [];
  const { signature } = thinking;
  const deltas = [
    ...halves(thought).map((text) => ({ type: 'thinking_delta', thinking: text })),
    { type: 'signature_delta', signature },
  ];
  return [{ start: { type: 'thinking', thinking: '', signature: '' }, deltas }];
}

function textBlock({ texts }: Said): Block[] {
  const deltas = texts.map((text) => ({ type: 'text_delta', text }));
  return deltas.length === 0 ? [] : [{ start: { type: 'text', text: '' }, deltas }];
}

function callBlock(call: Said['calls'][number], index: number): Block {
  const input = Object.keys(call.input).length === 0 ? '' : JSON.stringify(call.input);
  const pieces = input === '' ? [''] : ['', ...halves(input)];
  const deltas = pieces.map((partial_json) => ({ type: 'input_json_delta', partial_json }));
  return { start: { ...callOf(call, index), input: {} }, deltas };
}
