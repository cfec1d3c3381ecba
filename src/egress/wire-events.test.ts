import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EgressFailure } from '../kernel/egress-failure.ts';
import type { Framing } from '../kernel/framing.ts';
import type { WireEvent } from '../providers/provider.ts';
import { readWireEvents } from './wire-events.ts';

async function* bodyOf(text: string, failure?: Error): AsyncGenerator<Uint8Array> {
  for (const byte of Buffer.from(text)) yield Uint8Array.of(byte);
  if (failure) throw failure;
}

test('each framing gives the same events to whoever reads them', async () => {
  const samples: [Framing, string, WireEvent[]][] = [
    [
      'sse',
      'event: a\ndata: {"x":"é"}\n\ndata: [DONE]\n\n',
      [
        { type: 'a', data: '{"x":"é"}' },
        { type: '', data: '[DONE]' },
      ],
    ],
    [
      'ndjson',
      '{"x":"é"}\n{"done":true}',
      [
        { type: '', data: '{"x":"é"}' },
        { type: '', data: '{"done":true}' },
      ],
    ],
    ['aws_event_stream', '', []],
  ];
  for (const [framing, text, events] of samples) {
    assert.deepEqual(await Array.fromAsync(readWireEvents(bodyOf(text), framing)), events);
  }
});

test('a cut stream is never a clean end: what came is given, then the failure', async () => {
  const read: string[] = [];
  const cut = new EgressFailure('cut', new Error('reset'));
  const reading = (async () => {
    for await (const { data } of readWireEvents(bodyOf('data: 1\n\ndata: 2', cut), 'sse')) read.push(data);
  })();
  await assert.rejects(reading, cut);
  assert.deepEqual(read, ['1']);
});
