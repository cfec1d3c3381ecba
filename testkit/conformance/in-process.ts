import { decoderFor } from '../../src/egress/wire-events.ts';
import { parseChat } from '../../src/gateway/chat/parse-chat.ts';
import { Losses } from '../../src/gateway/losses.ts';
import { doneEvent, toEvent } from '../../src/gateway/relay/translated-stream.ts';
import type { StreamChunk } from '../../src/providers/openai-shapes.ts';
import type { ChatWire } from '../../src/providers/provider.ts';
import type { Streamed } from '../stand-ins/dialogues/dialogue.ts';
import { type WireKind, wireFor } from './wire-kinds.ts';

export const context = { model: 'the-model', id: 'chatcmpl-0', createdSeconds: 1 };

/** What an upstream answers, once as a whole and once as a stream. */
export interface Upstream {
  whole: unknown;
  streamed: Streamed;
}

/** The gateway’s way of reading, without sockets: in place of `fetch` for a client that speaks OpenAI’s shapes. */
export function fetchThrough(kind: WireKind, { whole, streamed }: Upstream): typeof fetch {
  return async (_url, init) => {
    const { chat, stream, includeUsage } = parseChat(Buffer.from(String(init?.body)));
    const extras = new Losses(false, undefined, []);
    const wire = wireFor(kind, chat, extras);
    wire.request(kind.connection, kind.settings, kind.model, chat, extras);
    if (!stream) return Response.json(wire.response({ status: 200, headers: {}, body: whole }, context));
    const events = readChunks(wire, streamed.pieces).map((chunk) => toEvent(chunk, includeUsage));
    return new Response(events.join('') + doneEvent, { headers: { 'content-type': 'text/event-stream' } });
  };
}

/** In place of `fetch` for the provider’s own client: the same bytes. */
export function fetchDirect({ whole, streamed }: Upstream): typeof fetch {
  return async (url, init) => {
    const { stream } = JSON.parse(String(init?.body)) as { stream?: boolean };
    if (stream !== true && !/stream/i.test(String(url))) return Response.json(whole);
    return new Response(Buffer.concat(streamed.pieces), { headers: { 'content-type': streamed.type } });
  };
}

/** Throws where the stream failed or was cut. */
export function readChunks(wire: ChatWire, pieces: readonly Uint8Array[]): StreamChunk[] {
  const decoder = decoderFor(wire.framing);
  const state = wire.beginStream(context);
  const chunks: StreamChunk[] = [];
  const events = [...pieces.flatMap((piece) => decoder.push(piece)), ...decoder.end()];
  for (const event of events) {
    const decoded = wire.decode(state, event);
    if (decoded.failed) throw new Error(decoded.failed.message);
    chunks.push(...decoded.chunks);
    if (decoded.done) return chunks;
  }
  const owed = wire.endStream?.(state);
  if (!owed?.done) throw new Error('The stream was cut.');
  return [...chunks, ...owed.chunks];
}
