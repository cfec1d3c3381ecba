import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EgressFailure, type EgressFailureKind } from '../kernel/egress-failure.ts';
import { AwsEventStreamDecoder } from './aws-event-stream.ts';

/** Computed vectors: built by hand and decoded by botocore (wire-protocols.md, appendix A). */
const messageStop = Buffer.from(
  `0000007a00000051ca2c46650b3a6576656e742d7479706507000b6d65737361676553746f70
   0d3a636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e0d3a6d6573
   736167652d747970650700056576656e747b2273746f70526561736f6e223a22656e645f7475
   726e227d5fbf09fc`.replaceAll(/\s/g, ''),
  'hex',
);
const exception = Buffer.from(
  `0000008300000061a9d144e50f3a657863657074696f6e2d747970650700137468726f74746c
   696e67457863657074696f6e0d3a636f6e74656e742d747970650700106170706c6963617469
   6f6e2f6a736f6e0d3a6d6573736167652d74797065070009657863657074696f6e7b226d6573
   73616765223a22736c6f77227d9350311c`.replaceAll(/\s/g, ''),
  'hex',
);

function decode(bytes: Buffer, chunkBytes = bytes.length) {
  const decoder = new AwsEventStreamDecoder(1024);
  const events = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    events.push(...decoder.push(bytes.subarray(at, at + chunkBytes)));
  }
  return [...events, ...decoder.end()];
}

function failsAs(kind: EgressFailureKind, bytes: Buffer): void {
  assert.throws(
    () => decode(bytes),
    (error) => error instanceof EgressFailure && error.kind === kind,
  );
}

test('frames read the same however their bytes are cut; an exception is an event of its own type', () => {
  const bytes = Buffer.concat([messageStop, exception, messageStop]);
  const expected = [
    { type: 'messageStop', data: '{"stopReason":"end_turn"}' },
    { type: 'throttlingException', data: '{"message":"slow"}' },
    { type: 'messageStop', data: '{"stopReason":"end_turn"}' },
  ];
  for (const size of [1, 2, 3, 7, 11, 64, 130, bytes.length]) assert.deepEqual(decode(bytes, size), expected);
});

test('a frame that any bit was changed in is damage, not data', () => {
  for (let at = 0; at < messageStop.length; at += 1) {
    const bytes = Buffer.from(messageStop);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    assert.throws(() => decode(bytes), EgressFailure, `byte ${at}`);
  }
});

test('S28 a frame that announces more than the cap is refused, before its bytes come', () => {
  const bytes = Buffer.from(messageStop);
  bytes.writeUInt32BE(1025, 0);
  failsAs('too_large', bytes.subarray(0, 12));
});

test('a stream that ends within a frame was cut', () => {
  for (const length of [1, 11, 12, 121]) failsAs('cut', messageStop.subarray(0, length));
  assert.deepEqual(decode(Buffer.alloc(0), 1), []);
});
