import type { Generated } from 'kysely';
import type { ExportKind, ExportStream } from '../kernel/exports.ts';
import type { Owner, Payer } from '../kernel/records.ts';
import type { Environment } from '../kernel/scope.ts';

/** What becomes of the journal: attempts in their chains, and their sums. */
export interface LedgerTables {
  attempts: {
    at: Date;
    id: string;
    request_id: string;
    number: number;
    tenant_id: string;
    environment: Environment;
    agent_id: string | null;
    feature_id: string | null;
    actor_kind: string;
    actor_id: string;
    user_id: string | null;
    operation: 'chat' | 'embedding';
    streamed: boolean;
    config_id: string | null;
    model_name: string;
    credential_id: string;
    credential_version: number;
    provider: string;
    host: string;
    address: string | null;
    owner: Owner;
    payer: Payer;
    reason: string;
    outcome: 'answered' | 'failed' | 'aborted';
    failure_class: string | null;
    upstream_request_id: string | null;
    status: number | null;
    request_bytes: number;
    answer_bytes: number;
    prompt_tokens: number | null;
    completion_tokens: number | null;
    cached_tokens: number | null;
    reasoning_tokens: number | null;
    first_byte_ms: number | null;
    total_ms: number;
    queue_ms: number | null;
    seq: number;
    hash: Uint8Array;
    fields: number;
  };
  ledger_heads: { tenant_id: string; environment: Environment; seq: number; hash: Uint8Array };
  ledger_checkpoints: {
    tenant_id: string;
    environment: Environment;
    seq: number;
    hash: Uint8Array;
    at: Date;
    key_id: string;
    signature: Uint8Array;
    kind: 'periodic' | 'retention';
    kept_since: Date | null;
  };
  exports: {
    tenant_id: string;
    environment: Environment;
    id: string;
    name: string;
    kind: ExportKind;
    origin: string;
    streams: ExportStream[];
    enabled: boolean;
    secret_version: number;
    sealed: Uint8Array;
    next_at: Date;
    lease: Generated<string | null>;
    failures: number;
    failing_since: Generated<Date | null>;
    last_error: Generated<string | null>;
    last_status: Generated<number | null>;
    delivered_at: Generated<Date | null>;
    delivered_rows: Generated<number>;
    created_at: Date;
    updated_at: Date;
  };
  export_cursors: {
    tenant_id: string;
    environment: Environment;
    export_id: string;
    stream: ExportStream;
    of_tenant: string;
    of_environment: Environment | '';
    seq: number;
  };
  /** Of a sealed record, by the text that it is sealed under. */
  key_opens: {
    tenant_id: string;
    record: string;
    version: number;
    day: Date;
    opens: number;
    last_at: Date;
  };
  ledger_settings: {
    tenant_id: string;
    environment: Environment;
    retention_days: number;
    updated_at: Date;
  };
  /** Of a UTC day; whatever is absent is an empty text. */
  usage_days: UsageSums & { user_id: string; config_id: string };
  /** The same without users and configs. */
  usage_totals: UsageSums;
  budgets: {
    id: string;
    tenant_id: string;
    environment: Environment | null;
    agent_id: string | null;
    feature_id: string | null;
    model_name: string | null;
    owner: Owner | null;
    measure: 'tokens' | 'money' | 'requests';
    per: 'day' | 'month';
    amount: number;
    hard: boolean;
    notify_at: number[];
    updated_at: Date;
  };
}

interface UsageSums {
  tenant_id: string;
  environment: Environment;
  day: Date;
  operation: 'chat' | 'embedding';
  agent_id: string;
  feature_id: string;
  provider: string;
  model_name: string;
  owner: Owner;
  payer: Payer;
  calls: number;
  attempts: number;
  answered: number;
  failed: number;
  aborted: number;
  prompt_tokens: number;
  completion_tokens: number;
  cached_tokens: number;
  reasoning_tokens: number;
  request_bytes: number;
  answer_bytes: number;
  queue_ms: number;
  /** A decimal number. */
  total_ms: string;
}
