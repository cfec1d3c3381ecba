import { EventStreamCodec } from '@smithy/eventstream-codec';
import {
  type Dialogue,
  type DialogueRequest,
  halves,
  listOf,
  objectOf,
  type Question,
  textOf,
  toText,
} from './dialogue.ts';
import { type Asked, bytesIn, type Json, matchResults, Refusal, type Said } from './scripted-model.ts';

const chatModel = 'eu.anthropic.claude-sonnet-4-5-20250929-v1:0';
const embeddingModel = 'amazon.titan-embed-text-v2:0';

/** Converse, with Claude behind it, and Titan’s embeddings. */
export const bedrockDialogue: Dialogue = {
  name: 'bedrock',
  chatModel,
  embeddingModel,
  schema: 'bedrock-converse',
  read,
  answer,
  stream,
  embed: ([embedding]) => ({ embedding, inputTextTokenCount: 5 }),
  refuse: (message) => failed(400, 'ValidationException', message),
  refuseKey: failed(
    403,
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
  ),
  fail: {
    context: failed(400, 'ValidationException', 'Input is too long for requested model.'),
    overloaded: failed(503, 'ServiceUnavailableException', 'Bedrock is unable to process your request.'),
    rate: failed(429, 'ThrottlingException', 'Too many requests, please wait before trying again.'),
    filter: {
      status: 200,
      body: {
        output: { message: { role: 'assistant', content: [{ text: 'Sorry, blocked.' }] } },
        stopReason: 'guardrail_intervened',
        usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
      },
    },
    nonsense: { status: 200, body: 'not what you wanted' },
  },
};

function failed(status: number, type: string, message: string) {
  return { status, headers: { 'x-amzn-errortype': type }, body: { message } };
}

function read({ method, path, body }: DialogueRequest): Question | undefined {
  const [, encoded = '', verb] = /^\/model\/([^/]+)\/(converse|converse-stream|invoke)$/.exec(path) ?? [];
  if (method !== 'POST' || verb === undefined) return undefined;
  const wanted = verb === 'invoke' ? embeddingModel : chatModel;
  if (decodeURIComponent(encoded) !== wanted) throw new Refusal('The provided model identifier is invalid.');
  if (verb === 'invoke') return { kind: 'embedding', texts: [textOf(body['inputText'])], body };
  return { kind: 'chat', asked: toAsked(body), stream: verb === 'converse-stream', body };
}

function toAsked(body: Json): Asked {
  const messages = listOf(body['messages']);
  checkOrder(messages, body['toolConfig'] !== undefined);
  const last = listOf(messages.at(-1)?.['content']);
  const { tools, toolChoice } = objectOf(body['toolConfig']);
  const specs = listOf(tools).map(({ toolSpec }) => objectOf(toolSpec));
  const name = objectOf(objectOf(toolChoice)['tool'])['name'];
  const forced = specs.find((spec) => name !== undefined && spec['name'] === name);
  return {
    text: toText(last),
    tools: specs.map((spec) => textOf(spec['name'])),
    forced: forced && { name: textOf(name), schema: objectOf(objectOf(forced['inputSchema'])['json']) },
    results: resultsIn(last).map(({ content }) => toText(content)),
    images: last
      .filter(({ image }) => image !== undefined)
      .map(({ image }) => bytesIn(textOf(objectOf(objectOf(image)['source'])['bytes']))),
    thinks: objectOf(body['additionalModelRequestFields'])['thinking'] !== undefined,
  };
}

const blocksOf = (message: Json | undefined): Json[] => listOf(message?.['content']);
const callsIn = (blocks: readonly Json[]): Json[] =>
  blocks.flatMap(({ toolUse }) => (toolUse === undefined ? [] : [objectOf(toolUse)]));
const resultsIn = (blocks: readonly Json[]): Json[] =>
  blocks.flatMap(({ toolResult }) => (toolResult === undefined ? [] : [objectOf(toolResult)]));

function checkOrder(messages: readonly Json[], hasTools: boolean): void {
  for (const [at, message] of messages.entries()) {
    if (message['role'] !== (at % 2 === 0 ? 'user' : 'assistant'))
      throw new Refusal('Roles must alternate between "user" and "assistant".');
    if (blocksOf(message).some(({ text }) => typeof text === 'string' && text.trim() === ''))
      throw new Refusal('The text field in the ContentBlock object is blank.');
    if (message['role'] === 'user') continue;
    const calls = callsIn(blocksOf(message));
    if (calls.length > 0 && !hasTools) throw new Refusal('The toolConfig field must be defined.');
    const results = resultsIn(blocksOf(messages[at + 1]));
    matchResults(
      calls.map(({ toolUseId: id }) => textOf(id)),
      results.map(({ toolUseId: id }) => textOf(id)),
    );
  }
}

const callOf = ({ name, input }: Said['calls'][number], index: number) => ({
  toolUseId: `tooluse_${index}aB9`,
  name,
  input,
});
const usageOf = ({ usage: { input, output } }: Said) => ({
  inputTokens: input,
  outputTokens: output,
  totalTokens: input + output,
});
function reasonOf({ calls, end }: Said): string {
  if (end) return end === 'filter' ? 'content_filtered' : 'max_tokens';
  return calls.length > 0 ? 'tool_use' : 'end_turn';
}

const signature = 'c2lnbmVkIHRob3VnaHQ=';

function answer(said: Said): Json {
  const texts = said.texts.length === 0 ? [] : [{ text: said.texts.join('') }];
  const reasoningText = { text: said.thought, signature };
  const thoughts = said.thought === '' ? [] : [{ reasoningContent: { reasoningText } }];
  const content = [
    ...thoughts,
    ...texts,
    ...said.calls.map((call, index) => ({ toolUse: callOf(call, index) })),
  ];
  return {
    output: { message: { role: 'assistant', content } },
    stopReason: reasonOf(said),
    usage: usageOf(said),
    metrics: { latencyMs: 551 },
  };
}

function stream(said: Said) {
  const blocks = [...thoughtBlock(said), ...textBlock(said), ...said.calls.map(callBlock)];
  const events = blocks.flatMap(({ start, deltas }, contentBlockIndex): [string, Json][] => [
    ...(start ? [['contentBlockStart', { contentBlockIndex, start }] as [string, Json]] : []),
    ...deltas.map((delta): [string, Json] => ['contentBlockDelta', { contentBlockIndex, delta }]),
    ['contentBlockStop', { contentBlockIndex }],
  ]);
  const pieces = [
    framed('messageStart', { role: 'assistant' }),
    ...events.map(([name, body]) => framed(name, body)),
    framed('messageStop', { stopReason: reasonOf(said) }),
    framed('metadata', { usage: usageOf(said), metrics: { latencyMs: 551 } }),
  ];
  return { type: 'application/vnd.amazon.eventstream', pieces, spoken: 1 };
}

interface Block {
  /** Texts have none. */
  start?: Json;
  deltas: Json[];
}

function thoughtBlock({ thought }: Said): Block[] {
  if (thought === '') return [];
  const pieces = [...halves(thought).map((text) => ({ text })), { signature }];
  return [{ deltas: pieces.map((reasoningContent) => ({ reasoningContent })) }];
}

function textBlock({ texts }: Said): Block[] {
  return texts.length === 0 ? [] : [{ deltas: texts.map((text) => ({ text })) }];
}

function callBlock(call: Said['calls'][number], index: number): Block {
  const { toolUseId, name, input } = callOf(call, index);
  const deltas = halves(JSON.stringify(input)).map((text) => ({ toolUse: { input: text } }));
  return { start: { toolUse: { toolUseId, name } }, deltas };
}

const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes)),
  (text) => new TextEncoder().encode(text),
);

function framed(name: string, body: Json): Uint8Array {
  return codec.encode({
    headers: {
      ':event-type': { type: 'string', value: name },
      ':content-type': { type: 'string', value: 'application/json' },
      ':message-type': { type: 'string', value: 'event' },
    },
    body: new TextEncoder().encode(JSON.stringify({ ...body, p: 'abcdefghij' })),
  });
}
