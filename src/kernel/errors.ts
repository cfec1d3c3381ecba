import { registry } from './error-codes.ts';

export type ErrorCode = keyof typeof registry;
export const errorRegistry: Readonly<Record<ErrorCode, { status: number; message: string; remedy: string }>> =
  registry;

/** One wrong thing in a request: where it stands and what is wrong with it. */
export interface FieldProblem {
  field: string;
  detail: string;
}

interface ErrorDetails {
  /** Public: replaces the registry's message where a more exact sentence helps the caller. */
  detail?: string;
  errors?: FieldProblem[];
  retryAfterSeconds?: number;
  /** It was tried more than once already: another try soon will not help. */
  wasRetried?: boolean;
  /** Whose limit was reached. */
  limitOwner?: 'platform' | 'tenant' | 'provider';
  /** When a budget that is spent begins anew. */
  resetsAt?: number;
  queueId?: string;
  /** Private: logged, never answered. */
  cause?: unknown;
}

/**
 * What is expected to go wrong. Where in our code it was noticed tells nobody anything, and to note that down takes
 * longer than all else about a call that fails at once. What nobody expected is another error, in `cause` at most.
 */
export class ExpectedError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message, options);
    Error.stackTraceLimit = stackTraceLimit;
  }
}

export class PlugboardError extends ExpectedError {
  readonly code: ErrorCode;
  readonly status: number;
  readonly errors: FieldProblem[] | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly limitOwner: ErrorDetails['limitOwner'];
  readonly resetsAt: number | undefined;
  readonly wasRetried: boolean;
  readonly queueId: string | undefined;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    const { detail, errors, retryAfterSeconds, limitOwner, resetsAt, wasRetried, queueId, cause } = details;
    super(detail ?? registry[code].message, cause === undefined ? undefined : { cause });
    this.name = 'PlugboardError';
    this.code = code;
    this.status = registry[code].status;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
    this.limitOwner = limitOwner;
    this.resetsAt = resetsAt;
    this.wasRetried = wasRetried ?? false;
    this.queueId = queueId;
  }
}
