import type { Asked, Json, Mishap, Said } from './scripted-model.ts';

/** A request without its way of proving who it comes from. */
export interface DialogueRequest {
  method: string;
  path: string;
  body: Json;
}

export type Question =
  | { kind: 'chat'; asked: Asked; stream: boolean; body: Json }
  | { kind: 'embedding'; texts: string[]; body: Json };

export interface Whole {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

export interface Streamed {
  type: string;
  /** One event each, framed. The first text is in the one at `spoken`. */
  pieces: Uint8Array[];
  spoken: number;
}

/** A provider's own shapes around what a scripted model says. */
export interface Dialogue {
  name: string;
  chatModel: string;
  /** Null: this provider has none. */
  embeddingModel: string | null;
  /** The file in testkit/schemas that says what a chat request is. */
  schema: string;
  /** Undefined: a path that the provider does not have. */
  read(request: DialogueRequest): Question | undefined;
  answer(said: Said): unknown;
  stream(said: Said): Streamed;
  embed(vectors: number[][]): unknown;
  refuseKey: Whole;
  fail: Record<Mishap, Whole>;
  refuse(message: string): Whole;
}

export const encoder = new TextEncoder();

export function sse(events: readonly unknown[], nameOf?: (event: Json) => string): Uint8Array[] {
  return events.map((event) => {
    const data = typeof event === 'string' ? event : JSON.stringify(event);
    const name = nameOf ? `event: ${nameOf(event as Json)}\n` : '';
    return encoder.encode(`${name}data: ${data}\n\n`);
  });
}

export const listOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
export const objectOf = (value: unknown): Json => (value ?? {}) as Json;

/** A call’s arguments as they are streamed: in two pieces, the first of them half a word. */
export function halves(text: string): [string, string] {
  const letters = Array.from(text);
  const middle = Math.floor(letters.length / 2);
  return [letters.slice(0, middle).join(''), letters.slice(middle).join('')];
}

/** Of a message: text itself, or the texts in a list of parts. */
export function toText(content: unknown): string {
  return typeof content === 'string'
    ? content
    : listOf(content)
        .map(({ text }) => textOf(text))
        .join('');
}
