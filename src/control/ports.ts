import type { Page, PageOf } from '../kernel/paging.ts';
import type { WrappedTenantKey } from '../kernel/ports.ts';
import type {
  AgentRecord,
  AuditRow,
  CheckpointRecord,
  CredentialRecord,
  EgressRuleRecord,
  FeatureRecord,
  ModelConfigRecord,
  PersonRecord,
  SealedSecret,
  TenantRecord,
  TokenRecord,
} from '../kernel/records.ts';
import type { Actor, Environment, KeyHolder, Scope } from '../kernel/scope.ts';
import type { Secret } from '../kernel/secret.ts';
import type { StopRecord } from '../kernel/stops.ts';
import type { TenantHealth } from '../kernel/tenant-health.ts';
import type { ConversationRepositories } from './conversation-ports.ts';
import type { CustodyRepository } from './custody-ports.ts';
import type { DepositRegister, DepositRepository } from './deposit-ports.ts';
import type { ExportRepository } from './export-ports.ts';
import type { LedgerRepository } from './ledger-ports.ts';
import type { NotificationRepositories, PlatformNotificationRepositories } from './notification-ports.ts';
import type {
  AgentView,
  AssignmentRepository,
  CallLimitsRepository,
  EnvironmentSettingsRepository,
  FailurePolicyRepository,
  LockRepository,
  PlatformCallLimitsRepository,
  QueuedCallRepository,
  TenantQueueRegister,
} from './routing-ports.ts';
import type {
  ServiceRequestRegister,
  ServiceRequestRepository,
  SupportWindowRepository,
} from './service-request-ports.ts';
import type { SessionRepository, SigninLinkRepository } from './session-ports.ts';
import type { BudgetRepository, UsageRepository } from './usage-ports.ts';

/** What the rules of the control plane need of storage. Storage implements it; app.ts brings the two together. */

/** One administrative act, as it goes into the tenant's audit chain. */
export interface AuditEntry {
  action: string;
  target: { kind: string; id: string };
  /** Absent where the act concerns the tenant as a whole. */
  environment?: Environment;
  detail?: Record<string, unknown>;
}

/** Who acts, and in which request: both stand in the audit row. */
export interface AuditedAct {
  actor: Actor | KeyHolder;
  requestId: string;
}

/** Of somebody who was let in. */
export interface Act extends AuditedAct {
  actor: Actor;
}

export interface TokenRepository {
  list(
    page: Page,
    filter: { environment?: Environment; role?: TokenRecord['role'] },
  ): Promise<PageOf<TokenRecord>>;
  find(id: string): Promise<TokenRecord | undefined>;
  insert(token: TokenRecord): Promise<void>;
  setSuspended(id: string, suspendedAt: number | null): Promise<void>;
  delete(id: string): Promise<void>;
}

export interface AgentRepository {
  list(page: Page): Promise<PageOf<AgentRecord>>;
  find(id: string): Promise<AgentRecord | undefined>;
  /** False when the id was used before, also by an agent that is deleted. */
  insert(agent: AgentRecord): Promise<boolean>;
  update(agent: AgentRecord): Promise<void>;
  /** Keeps it from being deleted until this is committed; false when it is gone. */
  hold(id: string): Promise<boolean>;
  /** False when there is none. */
  delete(id: string, at: number): Promise<boolean>;
}

export interface AuditRepository {
  list(page: Page, filter: { environment?: Environment }): Promise<PageOf<AuditRow>>;
  listCheckpoints(page: Page): Promise<PageOf<CheckpointRecord>>;
  /** What these calls did, in the order in which they did it. */
  listOfRequests(requestIds: readonly string[]): Promise<AuditRow[]>;
  /** What was done to one thing, the newest first. */
  listOfTarget(target: AuditEntry['target'], limit: number): Promise<AuditRow[]>;
}

/** Bound to one tenant and environment at construction: there is no call that reaches another one. */
export interface TenantRepositories extends ConversationRepositories, NotificationRepositories {
  findTenant(): Promise<TenantRecord | undefined>;
  /** The same, which nobody else changes until the transaction ends. */
  holdTenant(): Promise<TenantRecord | undefined>;
  updateTenant(tenant: TenantRecord): Promise<void>;
  tokens: TokenRepository;
  agents: AgentRepository;
  assignments: AssignmentRepository;
  settings: EnvironmentSettingsRepository;
  callLimits: CallLimitsRepository;
  failurePolicies: FailurePolicyRepository;
  lock: LockRepository;
  queuedCalls: QueuedCallRepository;
  features: Pick<PlatformRepositories['features'], 'list' | 'find'>;
  audit: AuditRepository;
  ledger: LedgerRepository;
  usage: UsageRepository;
  budgets: BudgetRepository;
  custody: CustodyRepository;
  exports: ExportRepository;
  credentials: CredentialRepository;
  deposits: DepositRepository;
  modelConfigs: ModelConfigRepository;
  serviceRequests: ServiceRequestRepository;
  supportWindows: SupportWindowRepository;
  listEgressRules(): Promise<EgressRuleRecord[]>;
}

export interface CredentialRepository {
  list(page: Page, filter: { seenBy?: AgentView }): Promise<PageOf<CredentialRecord>>;
  find(id: string): Promise<CredentialRecord | undefined>;
  /** The same, which nobody else changes until the transaction ends. */
  hold(id: string): Promise<CredentialRecord | undefined>;
  /** Those that are this agent’s alone. */
  listOfAgent(agentId: string): Promise<CredentialRecord[]>;
  /** Those of which anything is stored, be it only staged; they stay as they are until this is committed. */
  holdWithSecrets(): Promise<CredentialRecord[]>;
  findByProviderId(providerId: string): Promise<CredentialRecord | undefined>;
  /** False when the slug is taken. */
  insert(credential: CredentialRecord, secrets: SealedSecret[]): Promise<boolean>;
  /**
   * Writes the record; with `secrets`, they become the ones of its `secretVersion`. False when another change of
   * the secrets came first: `expectedVersion` is the version that the change was made from.
   */
  update(
    credential: CredentialRecord,
    secrets: SealedSecret[] | undefined,
    expectedVersion: number,
  ): Promise<boolean>;
  delete(id: string): Promise<void>;
  listSecrets(id: string, version: number): Promise<SealedSecret[]>;
  /**
   * Puts secrets of a later version beside those in force, in place of any that were staged before. False when others
   * than the credential’s are in force by now.
   */
  stage(credential: CredentialRecord, version: number, secrets: SealedSecret[]): Promise<boolean>;
  dropStaged(id: string): Promise<void>;
  /** Takes the right to run a check until then; false while another run has it. */
  beginCheck(id: string, now: number, until: number): Promise<boolean>;
  endCheck(id: string): Promise<void>;
  /** Only while these secrets are in force: what was found out about older ones says nothing of those. */
  setStatus(
    { id, secretVersion }: Pick<CredentialRecord, 'id' | 'secretVersion'>,
    status: { status: CredentialRecord['status']; detail: string | null; checkedAt: number },
  ): Promise<void>;
}

export interface ModelConfigRepository {
  list(
    page: Page,
    filter: { credentialId?: string; isEmbedding?: boolean; seenBy?: AgentView },
  ): Promise<PageOf<ModelConfigRecord>>;
  find(id: string): Promise<ModelConfigRecord | undefined>;
  /** The same, which nobody else changes until the transaction ends. */
  hold(id: string): Promise<ModelConfigRecord | undefined>;
  findByName(name: string): Promise<ModelConfigRecord | undefined>;
  /** The environment’s own; those of agents are theirs alone. */
  findDefault(isEmbedding: boolean): Promise<ModelConfigRecord | undefined>;
  listOfCredential(credentialId: string): Promise<ModelConfigRecord[]>;
  listOfAgent(agentId: string): Promise<ModelConfigRecord[]>;
  insert(config: ModelConfigRecord): Promise<void>;
  update(config: ModelConfigRecord): Promise<void>;
  /** All that are on one credential go over to another, at once and otherwise as they are; answers them as they are then. */
  move(from: string, to: string, at: number): Promise<ModelConfigRecord[]>;
  /** There is one default for chat and one for embeddings, in the environment and in each agent. */
  clearDefault(agentId: string | null, isEmbedding: boolean): Promise<void>;
  /** Answers the features that were assigned to it: from now on they run on the default. */
  delete(id: string): Promise<string[]>;
}

export interface PersonRepository {
  list(page: Page): Promise<PageOf<PersonRecord>>;
  find(id: string): Promise<PersonRecord | undefined>;
  findBySubject(issuer: string, subject: string): Promise<PersonRecord | undefined>;
  /** The memberships are replaced whole: what the identity provider no longer says is gone. */
  put(person: PersonRecord): Promise<void>;
  setSuspended(id: string, suspendedAt: number | null): Promise<void>;
}

/** What belongs to no tenant, or to all. Runs as the owner of the tables. */
export interface PlatformRepositories extends PlatformNotificationRepositories {
  tenants: {
    list(page: Page): Promise<PageOf<TenantRecord>>;
    find(id: string): Promise<TenantRecord | undefined>;
    /** False when the id is or was another tenant's. */
    insert(tenant: TenantRecord, key: WrappedTenantKey): Promise<boolean>;
    /** Those whose plan was lowered by then, and of whose accounts secrets are stored still. */
    listWithKeptKeys(loweredUntil: number, page: Page): Promise<PageOf<TenantRecord>>;
    /** Where the tenant's audit chain ends now: the tombstone keeps it. */
    auditHead(id: string): Promise<{ seq: number; hash: Uint8Array } | undefined>;
    /**
     * Everything of the tenant, its key with it, and the tombstone in its place. False when somebody else was faster:
     * of two who delete at once, one does.
     */
    delete(tombstone: { tenantId: string; deletedAt: number; line: string }): Promise<boolean>;
  };
  features: {
    list(page: Page): Promise<PageOf<FeatureRecord>>;
    find(id: string): Promise<FeatureRecord | undefined>;
    put(feature: FeatureRecord): Promise<void>;
    /** With its assignments in every tenant. */
    delete(id: string): Promise<void>;
  };
  egressRules: {
    list(page: Page, filter: { tenantId?: string }): Promise<PageOf<EgressRuleRecord>>;
    find(id: string): Promise<EgressRuleRecord | undefined>;
    insert(rule: EgressRuleRecord): Promise<void>;
    delete(rule: EgressRuleRecord): Promise<void>;
  };
  stops: {
    list(page: Page): Promise<PageOf<StopRecord>>;
    find(id: string): Promise<StopRecord | undefined>;
    insert(stop: StopRecord): Promise<void>;
    delete(stop: StopRecord): Promise<void>;
    /** Whose the credential is; it stays until the stop is committed. */
    findPlaceOfCredential(id: string): Promise<{ tenantId: string; environment: Environment } | undefined>;
  };
  callLimits: PlatformCallLimitsRepository;
  queues: TenantQueueRegister;
  /** Of all tenants. */
  usage: UsageRepository;
  /** How each tenant is doing, in the order and pages of the tenants themselves. */
  listTenantHealth(page: Page, now: number): Promise<PageOf<TenantHealth>>;
  serviceRequests: ServiceRequestRegister;
  people: PersonRepository;
  sessions: SessionRepository;
  signinLinks: SigninLinkRepository;
  deposits: DepositRegister;
}

type RecordAudit = (tenantId: string, entry: AuditEntry) => void;

/**
 * The one door to the database for the control plane. A change is one transaction: the rows, the audit row and the
 * version of the snapshot commit together or not at all, and are in force on this process when the promise resolves.
 */
export interface Store {
  readInTenant<T>(scope: Scope, work: (repositories: TenantRepositories) => Promise<T>): Promise<T>;
  changeInTenant<T>(
    scope: Scope,
    act: AuditedAct,
    work: (repositories: TenantRepositories, audit: (entry: AuditEntry) => void) => Promise<T>,
  ): Promise<T>;
  readAsPlatform<T>(work: (repositories: PlatformRepositories) => Promise<T>): Promise<T>;
  changeAsPlatform<T>(
    act: Act,
    work: (repositories: PlatformRepositories, audit: RecordAudit) => Promise<T>,
  ): Promise<T>;
  /** For what is no administrative act: what the program finds out about a tenant's things, and what users say. */
  noteInTenant<T>(scope: Scope, work: (repositories: TenantRepositories) => Promise<T>): Promise<T>;
  /** The same across tenants: what many tenants’ things show together. */
  noteAsPlatform<T>(work: (repositories: PlatformRepositories) => Promise<T>): Promise<T>;
  /** For what is no administrative act and changes nobody's rights: sessions that begin, move on and end. */
  keepSessions<T>(work: (repositories: PlatformRepositories) => Promise<T>): Promise<T>;
}

/** What the rules need of the vault. */
export interface TenantKeys {
  createTenantKey(tenantId: string): Promise<WrappedTenantKey>;
  forgetTenant(tenantId: string): void;
}

export interface SealContext {
  tenantId: string;
  record: string;
  field: string;
  version: number;
  origins: string[];
}

export interface Sealer {
  seal(context: SealContext, plaintext: Secret): Promise<Uint8Array>;
  /** The opened value is scrubbed from logs and answers until it is released. */
  open(context: SealContext, sealed: Uint8Array): Promise<Secret>;
  release(secret: Secret): void;
}

/** A file outside the database that outlives a restore. */
export interface TombstoneFile {
  append(line: string): Promise<void>;
}
