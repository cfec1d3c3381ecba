import type { AnswerState } from '../kernel/conversation.ts';
import type { Owner } from '../kernel/records.ts';
import type { Environment } from '../kernel/scope.ts';

export interface ConversationTables {
  conversation_settings: {
    tenant_id: string;
    environment: Environment;
    retention_days: number;
    updated_at: Date;
  };
  conversations: {
    tenant_id: string;
    environment: Environment;
    id: string;
    owner: string;
    agent_id: string | null;
    config_id: string;
    config_name: string;
    model_name: string;
    kept: boolean;
    title: Uint8Array | null;
    title_version: number;
    created_at: Date;
    updated_at: Date;
    expires_at: Date;
  };
  conversation_messages: {
    tenant_id: string;
    environment: Environment;
    conversation_id: string;
    id: string;
    position: number;
    content: Uint8Array;
    created_at: Date;
    answer_id: string;
    state: AnswerState;
    answer: Uint8Array | null;
    answer_version: number;
    error_code: string | null;
    served_by: Owner | null;
    config_id: string | null;
    config_name: string | null;
    answer_model: string | null;
    finish_reason: string | null;
    request_id: string;
    /** The queued call that is to answer it. */
    queue_id: string | null;
    /** While a process writes the answer down. */
    lease_until: Date;
    answered_at: Date;
  };
}
