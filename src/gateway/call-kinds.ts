import { type ChatCall, parseChat } from './chat/parse-chat.ts';
import { sendChat } from './chat/send-chat.ts';
import { type EmbeddingCall, parseEmbedding } from './embedding/parse-embedding.ts';
import { sendEmbedding } from './embedding/send-embedding.ts';
import type { Receiver } from './inbound.ts';
import type { GatewayParts } from './parts.ts';
import type { InferenceCaller } from './ports.ts';
import type { Operation, Route } from './routing/route.ts';

/** What every call says of where it is to go. */
export interface Asked {
  model: string | undefined;
  providerId: string | undefined;
}

/** A call, and where it goes. */
export interface RoutedCall<A extends Asked> {
  inbound: Receiver;
  caller: InferenceCaller;
  asked: A;
  route: Route;
}

/** What each kind of call has in common with the others on its way. */
export interface CallKind<A extends Asked> {
  operation: Operation;
  parse(body: Buffer): A;
  streams(asked: A): boolean;
  /** The same question, to be answered in one piece. */
  inOnePiece(asked: A): A;
  /** Sends it along its route. Throws RouteSpent where nobody on it answered. */
  send(parts: GatewayParts, call: RoutedCall<A>): Promise<void>;
}

export const chatCalls: CallKind<ChatCall> = {
  operation: 'chat',
  parse: parseChat,
  streams: ({ stream }) => stream,
  inOnePiece: (asked) => {
    if (!asked.stream) return asked;
    const { stream_options: _usage, ...chat } = asked.chat as ChatCall['chat'] & { stream_options?: unknown };
    const fields = new Map(asked.fields);
    // What is copied from the caller’s text must not say that it streams.
    fields.delete('stream');
    return { ...asked, chat: { ...chat, stream: false }, fields, stream: false, includeUsage: false };
  },
  send: sendChat,
};

/** It never moves to another model: vectors of two do not compare. */
export const embeddingCalls: CallKind<EmbeddingCall> = {
  operation: 'embedding',
  parse: parseEmbedding,
  streams: () => false,
  inOnePiece: (asked) => asked,
  send: sendEmbedding,
};
