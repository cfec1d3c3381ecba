import type { EgressFailureKind } from './egress-failure.ts';

/**
 * An answer that was made up beforehand, told step by step: head, data, then exactly one of end and failure. A
 * failure without a head before it is one of the way itself.
 */
export type AnswerStep = { afterMs: number } & (
  | { kind: 'head'; status: number; headers: Readonly<Record<string, string>> }
  | { kind: 'data'; text: string }
  | { kind: 'end' }
  | { kind: 'failure'; failure: EgressFailureKind }
);

export interface PlannedRequest {
  url: string;
  /** Parsed JSON; undefined where there is none. */
  body: unknown;
  nowSeconds: number;
}
