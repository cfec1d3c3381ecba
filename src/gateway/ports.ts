import type { IncomingHttpHeaders } from 'node:http';
import type { AttemptRecord } from '../kernel/records.ts';
import type { Actor, Environment } from '../kernel/scope.ts';

/** Who calls and where, as the control plane's one decision found it. */
export interface InferenceCaller {
  actor: Actor;
  tenantId: string;
  environment: Environment;
  agentId: string | null;
  userId: string | null;
}

export type Identify = (headers: IncomingHttpHeaders) => Promise<InferenceCaller>;

/** Where every attempt is written down before the caller has the whole answer. */
export interface AttemptJournal {
  /**
   * `written` is called once the record is in the journal's file, where a killed process cannot take it back: only
   * then does the last byte of the answer leave. With an error where it could not be written.
   */
  append(attempt: AttemptRecord, written: (error?: Error) => void): void;
}

/** Where the journal is shipped to. */
export interface AttemptStore {
  /** Whole or not at all; records that are there already are passed over. */
  insertAttempts(attempts: readonly AttemptRecord[]): Promise<void>;
}
