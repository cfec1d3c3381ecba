import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EgressFailure } from './egress-failure.ts';
import { NdjsonDecoder } from './ndjson.ts';
import { SseDecoder, type StreamEvent } from './sse.ts';

interface Decoder {
  push(chunk: Uint8Array): StreamEvent[];
  end(): StreamEvent[];
}

function decode(bytes: Uint8Array, chunkBytes = bytes.length, decoder: Decoder = new SseDecoder(1_000)) {
  const events: StreamEvent[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    events.push(...decoder.push(bytes.subarray(at, at + chunkBytes)));
  }
  return [...events, ...decoder.end()];
}

function dataOf(text: string): string[] {
  return decode(Buffer.from(text)).map(({ data }) => data);
}

const sample = [
  '\uFEFF: keep-alive\n\ndata: {"a":"é漢😀"}\n\n',
  'event: ping\r\ndata:no space\r\n\r\n',
  ': comment\rid: 7\rretry: 10\rdata: two\rdata:  lines\r\r',
  'event: named\ndata\n\n\n\n',
  'data: [DONE]',
].join('');
const expected: StreamEvent[] = [
  { type: '', data: '{"a":"é漢😀"}' },
  { type: 'ping', data: 'no space' },
  { type: '', data: 'two\n lines' },
  { type: 'named', data: '' },
  { type: '', data: '[DONE]' },
];

test('SSE reads the same however its bytes are cut, with each kind of line end', () => {
  const bytes = Buffer.from(sample);
  for (const size of [1, 2, 3, 7, 64, bytes.length])
    assert.deepEqual(decode(bytes, size), expected, `${size}`);
  for (const end of ['\n', '\r', '\r\n']) {
    const same = Buffer.from(sample.replaceAll(/\r\n?|\n/g, end));
    for (const size of [1, 2, 5, same.length]) assert.deepEqual(decode(same, size), expected);
  }
});

test('SSE reads the same for any text and any cut', () => {
  const text = fc.string({ unit: 'binary' }).map((data) => data.toWellFormed().replaceAll(/[\r\n]/g, ' '));
  fc.assert(
    fc.property(fc.array(text), fc.integer({ min: 1, max: 50 }), (texts, size) => {
      const bytes = Buffer.from(texts.map((data) => `data: ${data}\r\n\r\n`).join(''));
      const read = decode(bytes, size, new SseDecoder(1_000_000)).map(({ data }) => data);
      assert.deepEqual(read, texts);
    }),
  );
});

test('events with one line end between them are told apart where the data before is whole', () => {
  assert.deepEqual(dataOf('data: {"a":1}\ndata: {"a":2}\ndata: [DONE]\n'), ['{"a":1}', '{"a":2}', '[DONE]']);
  assert.deepEqual(
    decode(Buffer.from('event: a\ndata: {"x":1}\nevent: b\ndata: {"x":2}\n')).map(({ type }) => type),
    ['a', 'b'],
  );
  assert.deepEqual(dataOf('data: {"a":\ndata: 1}\n\n'), ['{"a":\n1}']);
});

test('an error that breaks in as plain JSON, without its field name, is an event of its own', () => {
  const error = '{\n  "error": {\n    "code": 503\n  }\n}';
  assert.deepEqual(dataOf(`data: {"a":1}\r\n\r\n${error.replaceAll('\n', '\r\n')}\r\n`), ['{"a":1}', error]);
  assert.deepEqual(dataOf(`data: {"a":1}\n[{"error":{}}]\n\ndata: 2\n\n`), [
    '{"a":1}',
    '[{"error":{}}]',
    '2',
  ]);
});

test('S28 a line without an end, and an event without an end, stop at the cap', () => {
  const tooLarge = (error: unknown) => error instanceof EgressFailure && error.kind === 'too_large';
  const line = new SseDecoder(1_000);
  const push = (decoder: Decoder, text: string) => () => {
    for (let times = 0; times < 200; times += 1) decoder.push(Buffer.from(text));
  };
  assert.throws(push(line, 'xxxxxxxxxx'), tooLarge);
  assert.throws(push(new SseDecoder(1_000), 'data: xxxxx\n'), tooLarge);
  assert.throws(push(new NdjsonDecoder(1_000), '{"a":"xxx'), tooLarge);
  push(new SseDecoder(1_000), 'data: xxxxx\n\n')();
});

test('NDJSON is one event a line, the last one without its end too', () => {
  const bytes = Buffer.from('{"a":"😀"}\r\n\n{"b":1}\n  \n{"done":true}');
  for (const size of [1, 2, 3, bytes.length]) {
    const read = decode(bytes, size, new NdjsonDecoder(1_000));
    assert.deepEqual(
      read,
      ['{"a":"😀"}', '{"b":1}', '{"done":true}'].map((data) => ({ type: '', data })),
    );
  }
});
