import type { Actor, Environment } from './scope.ts';

export const queuedCallStatuses = ['queued', 'running', 'done', 'failed', 'cancelled', 'expired'] as const;
export type QueuedCallStatus = (typeof queuedCallStatuses)[number];

/** `paused`: nothing is tried. `draining`: nothing new is taken, what is there is worked off. */
export const queueStates = ['running', 'paused', 'draining'] as const;
export type QueueState = (typeof queueStates)[number];

/** A call that waits for its model, or waited: what may be shown of it. What was asked and answered is sealed. */
export interface QueuedCallRecord {
  id: string;
  tenantId: string;
  environment: Environment;
  /** Of the call as it came: its attempts in the journal carry the same. */
  requestId: string;
  operation: 'chat' | 'embedding';
  /** As the caller named it; null: the default. */
  model: string | null;
  /** What it led to when the call came in. */
  configId: string | null;
  featureId: string | null;
  agentId: string | null;
  actorKind: Actor['kind'];
  actorId: string;
  userId: string | null;
  status: QueuedCallStatus;
  /** How often the whole route was gone along, and how many tries of single models that were. */
  attempts: number;
  tries: number;
  maxAttempts: number | null;
  createdAt: number;
  nextAttemptAt: number | null;
  deadlineAt: number;
  /** What the last attempt failed of, in words that any caller may read. */
  lastFailure: { class: string; message: string } | null;
  /** Why there will be no answer: the code that the call would have been refused with. */
  errorCode: string | null;
  finishedAt: number | null;
}

export interface QueueSummary {
  depth: number;
  running: number;
  /** When the one that waits longest came in; null where none waits. */
  oldestAt: number | null;
  state: QueueState;
}
