/** What the load generator is asked to do, and what it answers. */

export interface Call {
  origin: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  /** What counts as an answer; 200 when left out. */
  expectedStatus?: number;
}

/** A file with one token a line, of which each call takes the next. */
export interface Tokens {
  file: string;
  /** Each is used once, and then it is over. */
  once: boolean;
}

export type Job =
  | { kind: 'closed'; call: Call; connections: number; seconds: number; tokens?: Tokens }
  | { kind: 'open'; call: Call; connections: number; seconds: number; perSecond: number }
  | { kind: 'hold'; call: Call; streams: number }
  | { kind: 'release' };

export interface Load {
  calls: number;
  errors: number;
  /** Of the answers’ bodies; 0 where the generator does not count them. */
  bytes: number;
  seconds: number;
  p50Ms: number;
  p99Ms: number;
}
