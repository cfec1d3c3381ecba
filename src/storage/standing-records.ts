import type { Selectable } from 'kysely';
import type {
  StandingCredential,
  StandingModelConfig,
  StandingSecret,
  StandingTenant,
  StandingToken,
} from '../snapshot/ports.ts';
import type { Tables } from './database-tables.ts';

/** Rows to what the snapshot holds of them: of a hundred thousand tenants each field that nobody reads there is a megabyte. */

export function toStandingTenant(row: Selectable<Tables['tenants']>): StandingTenant {
  return { id: row.id, name: row.name, plan: row.plan, administeredBy: row.administered_by };
}

export function creatorOf(row: Selectable<Tables['tokens']>): StandingToken['createdBy'] {
  return { kind: row.created_by_kind, id: row.created_by_id };
}

export function toStandingToken(
  row: Selectable<Tables['tokens']>,
  createdBy: StandingToken['createdBy'],
): StandingToken {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    environment: row.environment,
    name: row.name,
    role: row.role,
    agentId: row.agent_id,
    secretHash: toLatin1(row.secret_hash),
    createdBy,
    expiresAt: row.expires_at?.getTime() ?? null,
    suspendedAt: row.suspended_at?.getTime() ?? null,
  };
}

export function toStandingCredential(
  row: Selectable<Tables['credentials']>,
  secrets: readonly StandingSecret[],
): StandingCredential {
  return {
    tenantId: row.tenant_id,
    environment: row.environment,
    id: row.id,
    providerId: row.provider_id,
    name: row.name,
    catalogueId: row.catalogue_id,
    variant: row.variant,
    provider: row.provider,
    agentId: row.agent_id,
    settings: row.settings,
    enabled: row.enabled,
    order: row.position,
    expiresAt: row.expires_at?.getTime() ?? null,
    dataRegion: row.data_region,
    status: row.status,
    statusDetail: row.status_detail,
    secretVersion: row.secret_version,
    lastCheckedAt: row.last_checked_at?.getTime() ?? null,
    updatedAt: row.updated_at.getTime(),
    secrets,
  };
}

export function toStandingModelConfig(row: Selectable<Tables['model_configs']>): StandingModelConfig {
  return {
    tenantId: row.tenant_id,
    environment: row.environment,
    id: row.id,
    name: row.name,
    credentialId: row.credential_id,
    provider: row.provider,
    modelName: row.model_name,
    deploymentName: row.deployment_name,
    isEmbedding: row.is_embedding,
    embeddingDimensions: row.embedding_dimensions,
    dimensionsVerified: row.dimensions_verified,
    agentId: row.agent_id,
    isDefault: row.is_default,
    enabled: row.enabled,
    capabilities: row.capabilities,
    substituteFor: row.substitute_for,
    createdAt: row.created_at.getTime(),
  };
}

export function toStandingSecret({ field, sealed }: { field: string; sealed: Uint8Array }): StandingSecret {
  return { field, sealed: toLatin1(sealed) };
}

function toLatin1({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
}
