import type { AdministeredBy, Environment, Plan, Role } from './scope.ts';

/** What is stored, as the rest of the program sees it. Times are milliseconds since 1970. */

export interface TenantRecord {
  id: string;
  name: string;
  plan: Plan;
  administeredBy: AdministeredBy;
  createdAt: number;
  updatedAt: number;
}

export interface TokenRecord {
  /** The public part of the token; the secret part is only ever held as a hash. */
  id: string;
  tenantId: string;
  environment: Environment | null;
  name: string;
  role: Role;
  agentId: string | null;
  secretHash: Uint8Array;
  createdBy: { kind: 'token' | 'operator_token' | 'jwt' | 'person' | 'system'; id: string };
  createdAt: number;
  expiresAt: number | null;
  suspendedAt: number | null;
  lastUsedAt: number | null;
}

export interface AgentRecord {
  tenantId: string;
  environment: Environment;
  id: string;
  name: string;
  inherit: boolean;
  mode: 'inherit' | 'bundled' | 'byo';
  createdAt: number;
  updatedAt: number;
}

export interface FeatureRecord {
  id: string;
  name: string;
  operation: 'chat' | 'embedding';
  modelAliases: string[];
  needs: ('tools' | 'json' | 'streaming')[];
  minContextTokens: number | null;
  maxLatencySeconds: number | null;
  createdAt: number;
  updatedAt: number;
}

export interface AssignmentRecord {
  tenantId: string;
  environment: Environment;
  featureId: string;
  kind: 'default' | 'off';
  updatedAt: number;
}

/** A person's right to act in one environment of one tenant. Operators hold one in the reserved tenant. */
export interface Membership {
  tenantId: string;
  environment: Environment | null;
  role: 'operator' | 'tenant_admin' | 'user';
}

export interface PersonRecord {
  id: string;
  issuer: string;
  subject: string;
  name: string;
  email: string | null;
  suspendedAt: number | null;
  createdAt: number;
  lastSignedInAt: number | null;
  memberships: Membership[];
}

export interface AuditRow {
  tenantId: string;
  /** Counts from 1 within a tenant, without gaps. */
  seq: number;
  at: number;
  environment: Environment | null;
  actorKind: string;
  actorId: string;
  actorRole: string;
  requestId: string;
  action: string;
  targetKind: string;
  targetId: string;
  /** Canonical JSON text, hashed as it stands. Never holds a secret. */
  detail: string;
  previousHash: Uint8Array;
  hash: Uint8Array;
}

export interface CheckpointRecord {
  tenantId: string;
  seq: number;
  hash: Uint8Array;
  at: number;
  keyId: string;
  signature: Uint8Array;
}
