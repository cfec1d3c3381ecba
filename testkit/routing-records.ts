import type {
  AgentRecord,
  AssignmentRecord,
  CredentialRecord,
  EgressRuleRecord,
  EnvironmentSettingsRecord,
  FeatureRecord,
  ModelConfigRecord,
  TenantRecord,
} from '../src/kernel/records.ts';
import type { SnapshotContent, StandingCredential } from '../src/snapshot/ports.ts';
import { Snapshot } from '../src/snapshot/snapshot.ts';
import { emptyContent } from '../src/storage/empty-content.ts';

/** Records as storage would give them to the snapshot: `acme` in `dev`, where nothing else is said. */

const at = Date.UTC(2026, 10, 1);
const times = { createdAt: at, updatedAt: at };
const place = { tenantId: 'acme', environment: 'dev' } as const;
/** The reserved place of the platform’s own. */
export const house = { tenantId: 'platform', environment: 'prod' } as const;

export const tenantRecord = (id: string, plan: TenantRecord['plan'] = 'enterprise'): TenantRecord => ({
  id,
  name: `Name of ${id}`,
  plan,
  administeredBy: 'tenant',
  planLoweredAt: null,
  ...times,
});

export const agentRecord = (id: string, more: Partial<AgentRecord> = {}): AgentRecord => ({
  ...place,
  id,
  name: id,
  inherit: true,
  mode: 'inherit',
  ...times,
  ...more,
});

/** As the database has it, with its secrets as the snapshot holds them. */
type WholeCredential = CredentialRecord & StandingCredential;

/** An account at OpenAI, by its slug. */
export const credentialRecord = (
  providerId: string,
  more: Partial<WholeCredential> = {},
): WholeCredential => ({
  ...place,
  id: `credential ${more.tenantId ?? place.tenantId} ${more.environment ?? place.environment} ${providerId}`,
  providerId,
  name: providerId,
  credsType: 'API_KEY',
  catalogueId: 'openai',
  variant: 'api_key',
  provider: 'openai',
  agentId: null,
  settings: {},
  enabled: true,
  order: 0,
  expiresAt: null,
  dataRegion: null,
  status: 'healthy',
  statusDetail: null,
  secretVersion: 1,
  lastCheckedAt: null,
  lastUsedAt: null,
  secrets: [],
  ...times,
  ...more,
});

/** A chat model on the account; its id tells where it lies. */
export const configRecord = (
  name: string,
  credential: Pick<StandingCredential, 'id' | 'tenantId' | 'environment' | 'agentId'>,
  more: Partial<ModelConfigRecord> = {},
): ModelConfigRecord => ({
  tenantId: credential.tenantId,
  environment: credential.environment,
  id: `config ${credential.tenantId} ${name}`,
  name,
  credentialId: credential.id,
  provider: 'openai',
  modelName: `model of ${name}`,
  deploymentName: null,
  isEmbedding: false,
  embeddingDimensions: null,
  dimensionsVerified: false,
  agentId: credential.agentId,
  isDefault: false,
  enabled: true,
  capabilities: { streaming: null, tools: null, json: null, contextTokens: null },
  substituteFor: null,
  ...times,
  ...more,
});

export const featureRecord = (id: string, more: Partial<FeatureRecord> = {}): FeatureRecord => ({
  id,
  name: id,
  operation: 'chat',
  modelAliases: [],
  needs: [],
  minContextTokens: null,
  maxLatencySeconds: null,
  ...times,
  ...more,
});

export const assignmentRecord = (featureId: string, to: ModelConfigRecord | 'off'): AssignmentRecord => ({
  ...place,
  featureId,
  kind: to === 'off' ? 'off' : 'config',
  configId: to === 'off' ? null : to.id,
  updatedAt: at,
});

export const settingsRecord = (
  mode: EnvironmentSettingsRecord['mode'],
  embeddingsMode: EnvironmentSettingsRecord['embeddingsMode'] = null,
): EnvironmentSettingsRecord => ({ ...place, mode, embeddingsMode, updatedAt: at });

export const egressRuleRecord = (more: Partial<EgressRuleRecord>): EgressRuleRecord => ({
  id: 'rule',
  tenantId: place.tenantId,
  environment: null,
  host: null,
  cidr: null,
  port: null,
  plainHttp: false,
  privateCa: null,
  reason: 'a test',
  createdAt: at,
  ...more,
});

/** The platform and `acme`, with what else is given. */
export function snapshotOf(more: Partial<SnapshotContent>): Snapshot {
  const snapshot = new Snapshot();
  snapshot.replace(contentOf(more));
  return snapshot;
}

export const contentOf = (more: Partial<SnapshotContent>): SnapshotContent => ({
  ...emptyContent,
  tenants: [tenantRecord('platform'), tenantRecord('acme')],
  ...more,
});
