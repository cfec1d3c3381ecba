import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { CredentialStatus, ModelCapabilities } from '../kernel/records.ts';
import type { AdministeredBy, Environment, Plan, Role } from '../kernel/scope.ts';
import type { ConversationTables } from './conversation-tables.ts';
import type { DepositTables } from './deposit-tables.ts';
import type { FallbackTables } from './fallback-tables.ts';
import type { LedgerTables } from './ledger-tables.ts';
import type { NotificationTables } from './notification-tables.ts';
import type { QueueTables } from './queue-tables.ts';
import type { ServiceRequestTables } from './service-request-tables.ts';

/** The rows as they lie in the database. Migrations make them; repositories turn them into records. */
export interface Tables
  extends FallbackTables,
    QueueTables,
    ConversationTables,
    LedgerTables,
    NotificationTables,
    DepositTables,
    ServiceRequestTables {
  deployment: {
    only_row: Generated<boolean>;
    id: string;
    database_identity: string;
    created_at: Generated<Date>;
  };
  snapshot_version: { only_row: Generated<boolean>; version: number };
  changes: {
    version: number;
    position: number;
    kind: string;
    tenant_id: string;
    environment: string;
    id: string;
    at: Generated<Date>;
  };
  tenants: {
    id: string;
    name: string;
    plan: Plan;
    administered_by: AdministeredBy;
    plan_lowered_at: Date | null;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  tombstones: { tenant_id: string; deleted_at: Date; line: string };
  tokens: {
    id: string;
    tenant_id: string;
    environment: Environment | null;
    name: string;
    role: Role;
    agent_id: string | null;
    secret_hash: Uint8Array;
    created_by_kind: 'token' | 'operator_token' | 'jwt' | 'person' | 'system';
    created_by_id: string;
    created_at: Generated<Date>;
    expires_at: Date | null;
    suspended_at: Date | null;
    last_used_at: Date | null;
  };
  agents: {
    tenant_id: string;
    environment: Environment;
    id: string;
    name: string;
    inherit: boolean;
    mode: 'inherit' | 'bundled' | 'byo';
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
    /** Kept for ever: an id that once named one thing never names another. */
    deleted_at: Date | null;
  };
  features: {
    id: string;
    name: string;
    operation: 'chat' | 'embedding';
    model_aliases: string[];
    needs: ('tools' | 'json' | 'streaming')[];
    min_context_tokens: number | null;
    max_latency_s: number | null;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  feature_assignments: {
    tenant_id: string;
    environment: Environment;
    feature_id: string;
    kind: 'default' | 'off' | 'config';
    config_id: string | null;
    updated_at: Generated<Date>;
  };
  environment_settings: {
    tenant_id: string;
    environment: Environment;
    mode: 'bundled' | 'byo';
    embeddings_mode: 'bundled' | 'byo' | null;
    updated_at: Generated<Date>;
  };
  call_limits: {
    tenant_id: string;
    environment: Environment;
    together_requests: number | null;
    together_concurrent: number | null;
    token_requests: number | null;
    token_concurrent: number | null;
    user_requests: number | null;
    user_concurrent: number | null;
    updated_at: Generated<Date>;
  };
  platform_call_limits: {
    tenant_id: string;
    managed_requests: number | null;
    managed_tokens: number | null;
    managed_concurrent: number | null;
    total_requests: number | null;
    total_concurrent: number | null;
    updated_at: Generated<Date>;
  };
  call_counts: { replica: string; slot: number; number: number; at: Generated<Date>; body: string };
  people: {
    id: string;
    issuer: string;
    subject: string;
    name: string;
    email: string | null;
    suspended_at: Date | null;
    created_at: Generated<Date>;
    last_signed_in_at: Date | null;
  };
  memberships: {
    person_id: string;
    tenant_id: string;
    environment: Environment | null;
    role: 'operator' | 'tenant_admin' | 'user';
  };
  sessions: {
    id_hash: Uint8Array;
    person_id: string;
    created_at: Date;
    last_seen_at: Date;
    expires_at: Date;
  };
  signin_links: {
    id_hash: Uint8Array;
    person_id: string;
    expires_at: Date;
    used_at: Date | null;
  };
  kek_versions: { version: string; canary: Uint8Array; created_at: Generated<Date> };
  tenant_keys: {
    tenant_id: string;
    kek_version: string;
    wrapped: Uint8Array;
    created_at: Generated<Date>;
    rewrapped_at: Date | null;
  };
  signing_keys: {
    key_id: string;
    public_key: Uint8Array;
    sealed_private_key: Uint8Array;
    created_at: Generated<Date>;
  };
  audit: {
    tenant_id: string;
    seq: number;
    at: Date;
    environment: Environment | null;
    actor_kind: string;
    actor_id: string;
    actor_role: string;
    request_id: string;
    action: string;
    target_kind: string;
    target_id: string;
    detail: string;
    previous_hash: Uint8Array;
    hash: Uint8Array;
  };
  audit_checkpoints: {
    tenant_id: string;
    seq: ColumnType<number, number, never>;
    hash: Uint8Array;
    at: Date;
    key_id: string;
    signature: Uint8Array;
  };
  credentials: {
    tenant_id: string;
    environment: Environment;
    id: string;
    provider_id: string;
    name: string;
    creds_type: string;
    catalogue_id: string;
    variant: string;
    provider: string | null;
    agent_id: string | null;
    settings: JSONColumnType<Record<string, string>>;
    enabled: boolean;
    position: number;
    expires_at: Date | null;
    data_region: string | null;
    status: CredentialStatus;
    status_detail: string | null;
    secret_version: number;
    last_checked_at: Date | null;
    last_used_at: Date | null;
    checking_until: Date | null;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  credential_secrets: {
    tenant_id: string;
    environment: Environment;
    credential_id: string;
    version: number;
    field: string;
    sealed: Uint8Array;
    origins: string[];
    last4: string | null;
    created_at: Generated<Date>;
  };
  model_configs: {
    tenant_id: string;
    environment: Environment;
    id: string;
    name: string;
    credential_id: string;
    provider: string;
    model_name: string;
    deployment_name: string | null;
    is_embedding: boolean;
    embedding_dimensions: number | null;
    dimensions_verified: boolean;
    agent_id: string | null;
    is_default: boolean;
    enabled: boolean;
    capabilities: JSONColumnType<ModelCapabilities>;
    substitute_for: string[] | null;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  egress_rules: {
    tenant_id: string;
    environment: Environment | null;
    id: string;
    host: string | null;
    cidr: string | null;
    port: number | null;
    plain_http: boolean;
    private_ca: string | null;
    reason: string;
    created_at: Generated<Date>;
  };
  stops: {
    id: string;
    tenant_id: string | null;
    environment: Environment | null;
    host: string | null;
    credential_id: string | null;
    reason: string;
    created_at: Generated<Date>;
  };
  idempotency_keys: {
    tenant_id: string;
    environment: Environment;
    actor_kind: string;
    actor_id: string;
    key_hash: Uint8Array;
    fingerprint: Uint8Array;
    request_id: string;
    expires_at: Date;
    sealed: Uint8Array | null;
  };
}
