import type { AdministeredBy, Environment, Plan, Role } from './scope.ts';

/** What is stored, as the rest of the program sees it. Times are milliseconds since 1970. */

export interface TenantRecord {
  id: string;
  name: string;
  plan: Plan;
  administeredBy: AdministeredBy;
  /** When it went from `enterprise` to `standard`, while it is there; null also where nobody noted it. */
  planLoweredAt: number | null;
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
  kind: 'default' | 'off' | 'config';
  /** The model config that serves the feature, where `kind` is `config`. */
  configId: string | null;
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

export type CredentialStatus =
  | 'untested'
  | 'healthy'
  | 'auth_failed'
  | 'quota'
  | 'unreachable'
  | 'expired'
  | 'disabled'
  | 'needs_reentry';

export interface CredentialRecord {
  tenantId: string;
  environment: Environment;
  id: string;
  /** The slug by which programs name it. */
  providerId: string;
  name: string;
  credsType: string;
  /** The catalogue’s entry and its variant; together they say how settings and secrets are read. */
  catalogueId: string;
  variant: string;
  /** Null until the first call that names a provider binds the key to it; the catalogue’s entry may be assumed by then. */
  provider: string | null;
  agentId: string | null;
  settings: Record<string, string>;
  enabled: boolean;
  order: number;
  expiresAt: number | null;
  dataRegion: string | null;
  status: CredentialStatus;
  statusDetail: string | null;
  /** Counts every replacement of secrets; part of what each is sealed with. */
  secretVersion: number;
  lastCheckedAt: number | null;
  lastUsedAt: number | null;
  createdAt: number;
  updatedAt: number;
}

/** All that using one takes. */
export type UsedCredential = Omit<CredentialRecord, 'credsType' | 'lastUsedAt' | 'createdAt'>;

export interface SealedSecret {
  field: string;
  sealed: Uint8Array;
  origins: string[];
  last4: string | null;
  createdAt: number;
}

export interface ModelCapabilities {
  streaming: boolean | null;
  tools: boolean | null;
  json: boolean | null;
  contextTokens: number | null;
}

export interface ModelConfigRecord {
  tenantId: string;
  environment: Environment;
  id: string;
  name: string;
  credentialId: string;
  provider: string;
  modelName: string;
  deploymentName: string | null;
  isEmbedding: boolean;
  embeddingDimensions: number | null;
  dimensionsVerified: boolean;
  agentId: string | null;
  isDefault: boolean;
  enabled: boolean;
  capabilities: ModelCapabilities;
  /** Of a managed model: the model names that it stands in for; null for any chat model, empty for none. */
  substituteFor: string[] | null;
  createdAt: number;
  updatedAt: number;
}

export const modes = ['bundled', 'byo'] as const;
export type Mode = (typeof modes)[number];

/** What is decided for an environment as a whole. Where there is no record: bundled. */
export interface EnvironmentSettingsRecord {
  tenantId: string;
  environment: Environment;
  mode: Mode;
  /** Of embeddings, where it differs from that of chat. */
  embeddingsMode: Mode | null;
  updatedAt: number;
}

/** Null: not limited. */
export interface CallLimit {
  requestsPerMinute: number | null;
  concurrent: number | null;
}

/** What operators set, for one tenant or, in the reserved tenant, for all that have no number of their own. */
export interface PlatformCallLimitsRecord {
  tenantId: string;
  managed: CallLimit & { tokensPerMinute: number | null };
  /** Everything that the tenant calls, on its own models too. */
  total: CallLimit;
  updatedAt: number;
}

/** What an environment’s administrators set. */
export interface CallLimitsRecord {
  tenantId: string;
  environment: Environment;
  together: CallLimit;
  perToken: CallLimit;
  perUser: CallLimit;
  updatedAt: number;
}

export type Owner = 'own' | 'managed';
export type Payer = 'tenant_provider' | 'subscription' | 'metered';

/**
 * One try of one target, as the journal writes it and the ledger keeps it. Who, where, how much and how it ended;
 * never a word of a prompt or of an answer.
 */
export interface AttemptRecord {
  id: string;
  at: number;
  requestId: string;
  /** Counts from 1 within one call. */
  number: number;
  tenantId: string;
  environment: Environment;
  agentId: string | null;
  featureId: string | null;
  actorKind: string;
  /** A token by its public id. */
  actorId: string;
  userId: string | null;
  operation: 'chat' | 'embedding';
  streamed: boolean;
  /** Null where an account and a model were named directly. */
  configId: string | null;
  modelName: string;
  credentialId: string;
  credentialVersion: number;
  provider: string;
  /** Name and port that were asked for, and the address that the socket was connected to. */
  host: string;
  address: string | null;
  owner: Owner;
  payer: Payer;
  /** Why this target: the rule that chose it, or the failure that led to it. */
  reason: string;
  outcome: 'answered' | 'failed' | 'aborted';
  /** The class of the failure; null where there was none. */
  failureClass: string | null;
  upstreamRequestId: string | null;
  status: number | null;
  requestBytes: number;
  answerBytes: number;
  promptTokens: number | null;
  completionTokens: number | null;
  cachedTokens: number | null;
  reasoningTokens: number | null;
  firstByteMs: number | null;
  totalMs: number;
  /** How long the call had waited in the queue before this try; null where it did not wait. */
  queueMs: number | null;
}

export interface EgressRuleRecord {
  id: string;
  tenantId: string;
  environment: Environment | null;
  host: string | null;
  cidr: string | null;
  port: number | null;
  plainHttp: boolean;
  privateCa: string | null;
  reason: string;
  createdAt: number;
}
