import type { Selectable } from 'kysely';
import type {
  AgentRecord,
  AssignmentRecord,
  AuditRow,
  CheckpointRecord,
  EnvironmentSettingsRecord,
  FeatureRecord,
  TenantRecord,
  TokenRecord,
} from '../../kernel/records.ts';
import type { Tables } from '../database-tables.ts';
import { creatorOf, toStandingTenant, toStandingToken } from '../standing-records.ts';

/** Rows to records. */

export function toTenant(row: Selectable<Tables['tenants']>): TenantRecord {
  return {
    ...toStandingTenant(row),
    planLoweredAt: row.plan_lowered_at?.getTime() ?? null,
    createdAt: row.created_at.getTime(),
    updatedAt: row.updated_at.getTime(),
  };
}

export function toToken(row: Selectable<Tables['tokens']>): TokenRecord {
  return {
    ...toStandingToken(row, creatorOf(row)),
    secretHash: new Uint8Array(row.secret_hash),
    createdAt: row.created_at.getTime(),
    lastUsedAt: row.last_used_at?.getTime() ?? null,
  };
}

export function toAgent(row: Selectable<Tables['agents']>): AgentRecord {
  return {
    tenantId: row.tenant_id,
    environment: row.environment,
    id: row.id,
    name: row.name,
    inherit: row.inherit,
    mode: row.mode,
    createdAt: row.created_at.getTime(),
    updatedAt: row.updated_at.getTime(),
  };
}

export function toFeature(row: Selectable<Tables['features']>): FeatureRecord {
  return {
    id: row.id,
    name: row.name,
    operation: row.operation,
    modelAliases: row.model_aliases,
    needs: row.needs,
    minContextTokens: row.min_context_tokens,
    maxLatencySeconds: row.max_latency_s,
    createdAt: row.created_at.getTime(),
    updatedAt: row.updated_at.getTime(),
  };
}

export function toAssignment(row: Selectable<Tables['feature_assignments']>): AssignmentRecord {
  return {
    tenantId: row.tenant_id,
    environment: row.environment,
    featureId: row.feature_id,
    kind: row.kind,
    configId: row.config_id,
    updatedAt: row.updated_at.getTime(),
  };
}

export function toEnvironmentSettings(
  row: Selectable<Tables['environment_settings']>,
): EnvironmentSettingsRecord {
  return {
    tenantId: row.tenant_id,
    environment: row.environment,
    mode: row.mode,
    embeddingsMode: row.embeddings_mode,
    updatedAt: row.updated_at.getTime(),
  };
}

export function toAuditRow(row: Selectable<Tables['audit']>): AuditRow {
  return {
    tenantId: row.tenant_id,
    seq: row.seq,
    at: row.at.getTime(),
    environment: row.environment,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorRole: row.actor_role,
    requestId: row.request_id,
    action: row.action,
    targetKind: row.target_kind,
    targetId: row.target_id,
    detail: row.detail,
    previousHash: new Uint8Array(row.previous_hash),
    hash: new Uint8Array(row.hash),
  };
}

export function toCheckpoint(row: Selectable<Tables['audit_checkpoints']>): CheckpointRecord {
  return {
    tenantId: row.tenant_id,
    seq: row.seq,
    hash: new Uint8Array(row.hash),
    at: row.at.getTime(),
    keyId: row.key_id,
    signature: new Uint8Array(row.signature),
  };
}
