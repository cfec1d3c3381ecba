import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import fc from 'fast-check';
import { SseDecoder } from '../../kernel/sse.ts';
import { anthropic } from '../../providers/anthropic/index.ts';
import type { ChatWire } from '../../providers/provider.ts';
import { Attempt } from '../attempt.ts';
import type { Target } from '../routing/route.ts';
import { Heartbeats } from './heartbeats.ts';
import { StreamOutput } from './stream-output.ts';
import { TranslatedStream } from './translated-stream.ts';

const delta = (delta: object, index = 0) => ({ type: 'content_block_delta', index, delta });
const framed = (data: string) => `event: content_block_delta\ndata: ${data}\n\n`;
const textEvent = (text: string) => framed(JSON.stringify(delta({ type: 'text_delta', text })));

/** Becomes bytes that are no UTF-8. */
const damaged = 'ÿ';

const begin = [
  { type: 'message_start', message: { id: 'msg_$1', model: 'claude-é$&', usage: { input_tokens: 1 } } },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
].map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
const end = [
  { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 3 } },
  { type: 'message_stop' },
].map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);

/** Some as nearly all are, and some of every kind that is almost like them. */
const event = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('word ', 'é', '😀', '—', '$1 $&', damaged).map(textEvent) },
  fc.constantFrom('', '"', '\\', 'a\nb', '\u2028', '"}}\n\n').map(textEvent),
  fc.constantFrom(
    ': ping\n\n',
    '\n',
    textEvent('no name').replace(/^event.*\n/, ''),
    textEvent('returns').replaceAll('\n', '\r\n'),
    textEvent('spaced').replaceAll(':"', ': "'),
    framed('{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"tab\there"}}'),
    framed(JSON.stringify(delta({ type: 'thinking_delta', thinking: 'hm' }))),
    `data: x${textEvent('glued')}`,
  ),
);

async function tell(wire: ChatWire, chunks: readonly Uint8Array[], includeUsage: boolean): Promise<string> {
  const written: Uint8Array[] = [];
  const response = {
    writeHead: () => undefined,
    once: () => undefined,
    write: (piece: string | Uint8Array) => void written.push(Buffer.from(piece as string)),
    writableLength: 0,
  } as unknown as ServerResponse;
  const output = new StreamOutput(response, {}, new Heartbeats(60_000));
  const parts = {
    attempt: new Attempt({} as Target, { answering: () => undefined }),
    output,
    readWhole: () => '',
    toErrorEvent: () => 'error',
    includeUsage,
    choiceCount: 1,
    wire,
    decoder: new SseDecoder(1_000_000),
    context: { model: 'asked', id: 'chatcmpl-1', createdSeconds: 1 },
  };
  const stream = new TranslatedStream(parts);
  stream.onHead(200, { 'content-type': 'text/event-stream' }, '');
  for (const chunk of chunks) {
    stream.onData(chunk);
    await new Promise((done) => process.nextTick(done));
  }
  stream.onEnd();
  const { outcome, tail } = await stream.ended.catch(({ message }) => ({ outcome: message, tail: '' }));
  output.stop();
  return `${Buffer.concat(written).toString('latin1')} ${outcome} ${tail}`;
}

test('text that is told in runs is the same as when each event is read, wherever the bytes are cut', async () => {
  const { textEvent: _, ...reading } = anthropic.chat;
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { maxLength: 12 }),
      fc.array(fc.nat(600), { maxLength: 8 }),
      fc.boolean(),
      async (events, cuts, includeUsage) => {
        const bytes = Buffer.from([...begin, ...events, ...end].join(''));
        for (let at = bytes.indexOf(damaged); at !== -1; at = bytes.indexOf(damaged)) bytes[at] = 0x41;
        const chunks: Uint8Array[] = [];
        let from = 0;
        for (const cut of cuts) {
          chunks.push(bytes.subarray(from, from + cut));
          from += cut;
        }
        const pieces = [...chunks, bytes.subarray(from)].filter((chunk) => chunk.length > 0);
        assert.equal(
          await tell(anthropic.chat, pieces, includeUsage),
          await tell(reading, pieces, includeUsage),
        );
      },
    ),
    { numRuns: 500 },
  );
});
