import { EventStreamCodec } from '@smithy/eventstream-codec';

/** What the upstream answers, made once: at run time it only copies bytes to a socket. */

const eventCount = 200;
const words = Array.from({ length: eventCount }, (_, index) => `word${index} `);
/** What every stream says, whoever relays or translates it. */
export const spokenText = words.join('');
/** What a whole answer says. */
export const wholeText = 'A small answer, as one sentence that is about as long as a short reply of a model.';

export interface Answer {
  head: Buffer;
  /** The pieces of the body: one for each event of a stream, each an HTTP chunk of its own. */
  pieces: Buffer[];
  /** Everything at once, for when nothing is to come in its own time. */
  all: Buffer;
}

const openaiHead = { id: 'chatcmpl-bench', created: 1_760_000_000, model: 'gpt-4o-mini' };
const openaiUsage = { prompt_tokens: 20, completion_tokens: eventCount, total_tokens: eventCount + 20 };

export const openaiWhole = whole({
  ...openaiHead,
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: wholeText }, finish_reason: 'stop' }],
  usage: openaiUsage,
});

function openaiEvents(withUsage: boolean): Buffer[] {
  const head = { ...openaiHead, object: 'chat.completion.chunk' };
  const usage = withUsage ? { usage: null } : {};
  const choice = (delta: object, finish: string | null) => ({
    ...head,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    ...usage,
  });
  const chunks = [
    choice({ role: 'assistant', content: '' }, null),
    ...words.map((content) => choice({ content }, null)),
    choice({}, 'stop'),
    ...(withUsage ? [{ ...head, choices: [], usage: openaiUsage }] : []),
  ];
  return [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]'].map((data) =>
    Buffer.from(`data: ${data}\n\n`),
  );
}

export const openaiStream = streamed(openaiEvents(false), 'text/event-stream');
export const openaiStreamWithUsage = streamed(openaiEvents(true), 'text/event-stream');

const anthropicMessage = {
  id: 'msg_bench',
  type: 'message',
  role: 'assistant',
  model: 'claude-sonnet-4-5',
  stop_sequence: null,
};

const anthropicEvents = [
  {
    type: 'message_start',
    message: {
      ...anthropicMessage,
      content: [],
      stop_reason: null,
      usage: { input_tokens: 20, output_tokens: 1 },
    },
  },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  ...words.map((text) => ({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } })),
  { type: 'content_block_stop', index: 0 },
  {
    type: 'message_delta',
    delta: { stop_reason: 'end_turn', stop_sequence: null },
    usage: { output_tokens: eventCount },
  },
  { type: 'message_stop' },
];

export const anthropicStream = streamed(
  anthropicEvents.map((event) => Buffer.from(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)),
  'text/event-stream',
);

const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8')),
  (text) => Buffer.from(text, 'utf8'),
);

const bedrockEvents: [string, object][] = [
  ['messageStart', { role: 'assistant' }],
  ...words.map((text): [string, object] => ['contentBlockDelta', { contentBlockIndex: 0, delta: { text } }]),
  ['contentBlockStop', { contentBlockIndex: 0 }],
  ['messageStop', { stopReason: 'end_turn' }],
  [
    'metadata',
    {
      usage: { inputTokens: 20, outputTokens: eventCount, totalTokens: eventCount + 20 },
      metrics: { latencyMs: 1 },
    },
  ],
];

export const bedrockStream = streamed(
  bedrockEvents.map(([name, body]) =>
    Buffer.from(
      codec.encode({
        headers: {
          ':event-type': { type: 'string', value: name },
          ':content-type': { type: 'string', value: 'application/json' },
          ':message-type': { type: 'string', value: 'event' },
        },
        body: Buffer.from(JSON.stringify(body)),
      }),
    ),
  ),
  'application/vnd.amazon.eventstream',
);

export const nothingHere: Answer = (() => {
  const body = Buffer.from('{"error":{"message":"no such path","type":"invalid_request_error"}}');
  const head = Buffer.from(
    `HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`,
  );
  return { head, pieces: [body], all: Buffer.concat([head, body]) };
})();

function whole(body: object): Answer {
  const bytes = Buffer.from(JSON.stringify(body));
  const head = Buffer.from(
    `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${bytes.length}\r\n\r\n`,
  );
  return { head, pieces: [bytes], all: Buffer.concat([head, bytes]) };
}

function streamed(events: Buffer[], type: string): Answer {
  const head = Buffer.from(`HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\ntransfer-encoding: chunked\r\n\r\n`);
  const pieces = events.map((event) =>
    Buffer.concat([Buffer.from(`${event.length.toString(16)}\r\n`), event, Buffer.from('\r\n')]),
  );
  pieces.push(Buffer.from('0\r\n\r\n'));
  return { head, pieces, all: Buffer.concat([head, ...pieces]) };
}
