import type { OutgoingHttpHeaders } from 'node:http';

/** Takes a copy of an answer on its way out. */
export interface AnswerKeeper {
  /** The first content is there: this model answers. */
  begin?(headers: OutgoingHttpHeaders): void;
  /** A piece of a stream. */
  copy(piece: string | Uint8Array): void;
  /** To be waited for before the last piece of a stream leaves. */
  keepStream(headers: OutgoingHttpHeaders, tail: string | Uint8Array): Promise<void>;
  /** To be waited for before a whole answer leaves. */
  keepWhole(status: number, headers: OutgoingHttpHeaders, body: string | Uint8Array): Promise<void>;
  /** The stream broke. */
  release(): Promise<void>;
}
