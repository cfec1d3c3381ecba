import type { Clock } from '../kernel/clock.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { platformTenantId } from '../kernel/ids.ts';
import type { Page, PageOf } from '../kernel/paging.ts';
import type { TokenRecord } from '../kernel/records.ts';
import type { Environment, Scope } from '../kernel/scope.ts';
import type { Secret } from '../kernel/secret.ts';
import { mintToken } from '../kernel/token-format.ts';
import type { Caller } from './authentication/caller.ts';
import { mayGrant } from './authentication/tokens.ts';
import type { Act, Store } from './ports.ts';

export interface TokenInput {
  name: string;
  role: TokenRecord['role'];
  environment: Environment | null;
  agentId: string | null;
  expiresAt: number | null;
}

interface TokenParts {
  store: Store;
  clock: Clock;
}

export async function createToken(
  { store, clock }: TokenParts,
  act: Act,
  caller: Caller,
  tenantId: string,
  input: TokenInput,
): Promise<{ record: TokenRecord; token: Secret }> {
  const now = clock();
  const expiresAt = boundedExpiry(caller, input.expiresAt, now);
  refuseMoreThanOwn(caller, input);
  const { id, token, secretHash } = mintToken();
  const record: TokenRecord = {
    id,
    tenantId,
    environment: input.environment,
    name: input.name,
    role: input.role,
    agentId: input.agentId,
    secretHash,
    createdBy: creatorOf(act),
    createdAt: now,
    expiresAt,
    suspendedAt: null,
    lastUsedAt: null,
  };
  await store.changeInTenant(scopeOf(tenantId, input.environment), act, async (tenant, audit) => {
    if (!(await tenant.findTenant())) throw new PlugboardError('tenant_not_found');
    if (input.agentId !== null && !(await tenant.agents.find(input.agentId))) {
      throw new PlugboardError('agent_not_found');
    }
    await tenant.tokens.insert(record);
    audit({
      action: 'token.created',
      target: { kind: 'token', id },
      ...(input.environment && { environment: input.environment }),
      detail: { name: input.name, role: input.role, agent_id: input.agentId },
    });
  });
  return { record, token };
}

export function listTokens(
  store: Store,
  scope: Scope,
  page: Page,
  filter: { environment?: Environment; role?: TokenRecord['role'] },
): Promise<PageOf<TokenRecord>> {
  return store.readInTenant(scope, async (tenant) => {
    if (!(await tenant.findTenant())) throw new PlugboardError('tenant_not_found');
    return tenant.tokens.list(page, filter);
  });
}

export async function suspendToken(
  { store, clock }: TokenParts,
  act: Act,
  scope: Scope,
  id: string,
  suspended: boolean,
  role?: TokenRecord['role'],
): Promise<TokenRecord> {
  return store.changeInTenant(scope, act, async ({ tokens }, audit) => {
    const token = await tokens.find(id);
    if (!token || (role !== undefined && token.role !== role)) throw new PlugboardError('token_not_found');
    if ((token.suspendedAt !== null) === suspended) return token;
    const suspendedAt = suspended ? clock() : null;
    await tokens.setSuspended(id, suspendedAt);
    audit(auditOf(token, suspended ? 'token.suspended' : 'token.resumed'));
    return { ...token, suspendedAt };
  });
}

export async function deleteToken(
  { store }: Pick<TokenParts, 'store'>,
  act: Act,
  scope: Scope,
  id: string,
  role?: TokenRecord['role'],
): Promise<void> {
  await store.changeInTenant(scope, act, async ({ tokens }, audit) => {
    const token = await tokens.find(id);
    if (!token || (role !== undefined && token.role !== role)) throw new PlugboardError('token_not_found');
    await tokens.delete(id);
    audit(auditOf(token, 'token.deleted'));
  });
}

/** Service and operator tokens live in the reserved tenant and belong to no environment. */
export const platformScope: Scope = { tenantId: platformTenantId, environment: 'every' };

function scopeOf(tenantId: string, environment: Environment | null): Scope {
  return { tenantId, environment: environment ?? 'every' };
}

function auditOf(token: TokenRecord, action: string) {
  return {
    action,
    target: { kind: 'token', id: token.id },
    ...(token.environment && { environment: token.environment }),
    detail: { name: token.name, role: token.role },
  };
}

/** A token lives at most as long as the one that makes it. */
function boundedExpiry(caller: Caller, wanted: number | null, now: number): number | null {
  // A leap second is a right instant to the schema, and no number here.
  if (wanted !== null && !(wanted > now)) {
    throw new PlugboardError('invalid_request', {
      errors: [{ field: 'expires_at', detail: 'must lie in the future' }],
    });
  }
  if (caller.expiresAt === null) return wanted;
  if (wanted !== null && wanted > caller.expiresAt) {
    throw new PlugboardError('invalid_request', {
      errors: [
        { field: 'expires_at', detail: 'must not be later than the expiry of the token that makes it' },
      ],
    });
  }
  return wanted ?? caller.expiresAt;
}

function refuseMoreThanOwn(caller: Caller, input: TokenInput): void {
  const elsewhere = caller.home !== null && caller.home.environment !== input.environment;
  if (elsewhere || !mayGrant(caller.role, input.role)) {
    throw new PlugboardError('forbidden', {
      detail: 'A token cannot have more rights than the one that makes it.',
    });
  }
}

function creatorOf({ actor }: Act): TokenRecord['createdBy'] {
  return { kind: actor.kind, id: actor.id };
}
