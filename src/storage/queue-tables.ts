import type { Generated } from 'kysely';
import type { QueuedCallStatus, QueueState } from '../kernel/queued-calls.ts';
import type { Actor, Environment } from '../kernel/scope.ts';

export interface QueueTables {
  queued_calls: {
    id: string;
    tenant_id: string;
    environment: Environment;
    request_id: string;
    operation: 'chat' | 'embedding';
    model: string | null;
    config_id: string | null;
    feature_id: string | null;
    agent_id: string | null;
    actor_kind: Actor['kind'];
    actor_id: string;
    user_id: string | null;
    status: QueuedCallStatus;
    attempts: number;
    tries: number;
    max_attempts: number | null;
    /** How often a process died while it tried this one. */
    crashes: Generated<number>;
    created_at: Date;
    next_attempt_at: Date | null;
    deadline_at: Date;
    failure_class: string | null;
    failure_message: string | null;
    error_code: string | null;
    finished_at: Date | null;
    /** When the row itself goes. */
    expires_at: Date | null;
    /** The holder keeps a client on the line: nobody else tries it. */
    held: boolean;
    holder: string | null;
    /** By the clock of the database, which all replicas share. */
    lease_until: Date | null;
    run: string | null;
    answering: Generated<boolean>;
    payload: Uint8Array | null;
    answer: Uint8Array | null;
  };
  tenant_queues: { tenant_id: string; state: QueueState; updated_at: Generated<Date> };
}
