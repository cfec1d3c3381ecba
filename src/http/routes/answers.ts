import type { Agent } from '../../contract/agents.ts';
import type { Feature, FeatureWarning } from '../../contract/features.ts';
import type { Person } from '../../contract/people.ts';
import type { Tenant } from '../../contract/tenants.ts';
import type { Token } from '../../contract/tokens.ts';
import { nameOf } from '../../control/authentication/sessions.ts';
import type { UnmetNeed } from '../../control/feature-fit.ts';
import type { Assignment } from '../../control/features.ts';
import type { SignedStatement } from '../../control/signed-statement.ts';
import type { Signer } from '../../control/signing.ts';
import { keysKeptUntil } from '../../control/tenants.ts';
import type { PageOf } from '../../kernel/paging.ts';
import type {
  AgentRecord,
  FeatureRecord,
  Membership,
  PersonRecord,
  TenantRecord,
  TokenRecord,
} from '../../kernel/records.ts';

/** Records to answers: the names and forms that the contract promises. */

export const toInstant = (ms: number): string => new Date(ms).toISOString();
export const maybeInstant = (ms: number | null): string | null => (ms === null ? null : toInstant(ms));
export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export function toList<T, A>(
  page: PageOf<T>,
  toAnswer: (item: T) => A,
): { items: A[]; next_cursor: string | null } {
  const cursor = page.next === undefined ? null : Buffer.from(page.next, 'utf8').toString('base64url');
  return { items: page.items.map(toAnswer), next_cursor: cursor };
}

export function toPublicKeys(signer: Signer): { items: { key_id: string; public_key_pem: string }[] } {
  return {
    items: signer.listPublicKeys().map(({ keyId, pem }) => ({ key_id: keyId, public_key_pem: pem })),
  };
}

export function toSignedAnswer<T>({ statement, signed, signature, keyId }: SignedStatement<T>) {
  return {
    statement,
    signed: Buffer.from(signed).toString('base64'),
    signature: Buffer.from(signature).toString('base64'),
    key_id: keyId,
  };
}

export function toTenantAnswer(tenant: TenantRecord): Tenant {
  return {
    id: tenant.id,
    name: tenant.name,
    plan: tenant.plan,
    administered_by: tenant.administeredBy,
    keys_kept_until: maybeInstant(keysKeptUntil(tenant)),
    created_at: toInstant(tenant.createdAt),
    updated_at: toInstant(tenant.updatedAt),
  };
}

export function toTokenAnswer(token: TokenRecord): Token {
  return {
    id: token.id,
    name: token.name,
    role: token.role,
    environment: token.environment,
    agent_id: token.agentId,
    created_by: { kind: token.createdBy.kind, id: token.createdBy.id },
    created_at: toInstant(token.createdAt),
    expires_at: maybeInstant(token.expiresAt),
    suspended_at: maybeInstant(token.suspendedAt),
    last_used_at: maybeInstant(token.lastUsedAt),
  };
}

export function toAgentAnswer(agent: AgentRecord): Agent {
  return {
    id: agent.id,
    name: agent.name,
    inherit: agent.inherit,
    mode: agent.mode,
    created_at: toInstant(agent.createdAt),
    updated_at: toInstant(agent.updatedAt),
  };
}

export function toFeatureAnswer(feature: FeatureRecord, assignment?: Assignment): Feature {
  return {
    id: feature.id,
    name: feature.name,
    operation: feature.operation,
    model_aliases: feature.modelAliases,
    needs: feature.needs,
    min_context_tokens: feature.minContextTokens,
    max_latency_s: feature.maxLatencySeconds,
    ...(assignment && { assignment: assignment.kind, llm_config_id: assignment.configId }),
    created_at: toInstant(feature.createdAt),
    updated_at: toInstant(feature.updatedAt),
  };
}

export function toFeatureWarning({ featureId, need, status, detail }: UnmetNeed): FeatureWarning {
  return { feature_id: featureId, need, status, detail };
}

export function toMembershipAnswer(membership: Membership): Person['memberships'][number] {
  return {
    name: nameOf(membership),
    tenant: membership.tenantId,
    environment: membership.environment,
    role: membership.role,
  };
}

export function toPersonAnswer(person: PersonRecord): Person {
  return {
    id: person.id,
    issuer: person.issuer,
    subject: person.subject,
    name: person.name,
    email: person.email,
    memberships: person.memberships.map(toMembershipAnswer),
    suspended_at: maybeInstant(person.suspendedAt),
    created_at: toInstant(person.createdAt),
    last_signed_in_at: maybeInstant(person.lastSignedInAt),
  };
}
