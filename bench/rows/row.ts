import type { Contestant } from '../contestants/contestant.ts';
import type { Generator } from '../load/generator.ts';
import type { Call } from '../load/jobs.ts';
import type { Options } from '../options.ts';

export type Dialect = 'openai' | 'anthropic' | 'bedrock';
/** In what time the upstream answers: at once, an event at a time, or begun and never ended. */
export type Pacing = 'burst' | 'paced' | 'held';
export type ContestantId = Contestant['id'];

/** What a row needs to know of the world. */
export interface World {
  options: Options;
  folder: string;
  upstream: string;
  generator: Generator;
  contestants: Contestant[];
  /** One each of ten tenants of the Plugboard that runs on Postgres. */
  tenantTokens: string[];
  /** Makes one more database on the Postgres server. */
  createDatabase(): Promise<{ url: string; asSuperuser: string }>;
  say(text: string): void;
}

export interface Bar {
  /** What it is of, for people. */
  what: string;
  required: number;
  atLeast: boolean;
  measured: number | undefined;
}

export interface Line {
  contestant: string;
  /** By the name of a column. */
  cells: Record<string, string>;
}

/** What a row found, ready to be shown and kept. */
export interface Finding {
  id: string;
  title: string;
  lines: Line[];
  bars: Bar[];
  notes: string[];
  /** Everything that was measured, for the file. */
  samples: unknown;
}

export interface Row {
  id: string;
  title: string;
  /** Left out where the run is to be quick. */
  isLong: boolean;
  measure(world: World): Promise<Finding>;
}

export interface Kind {
  dialect: Dialect;
  pacing: Pacing;
  streamed: boolean;
  promptBytes: number;
}

/** The same body for everyone, but for the name that each knows the model by. */
export function callOf(contestant: Contestant, kind: Kind): Call | undefined {
  const way = contestant.wayTo(kind.dialect, kind.pacing);
  if (way === undefined) return undefined;
  const content = 'Say a few words about the weather. '.repeat(Math.ceil(kind.promptBytes / 35));
  const body = {
    model: way.model,
    messages: [
      { role: 'system', content: 'You answer briefly.' },
      { role: 'user', content: content.slice(0, kind.promptBytes) },
    ],
    max_tokens: 400,
    ...(kind.streamed && { stream: true }),
  };
  return {
    origin: contestant.origin,
    path: way.path,
    headers: way.headers,
    body: JSON.stringify(body),
  };
}

export function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
