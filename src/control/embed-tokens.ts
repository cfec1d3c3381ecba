import type { Clock } from '../kernel/clock.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { platformTenantId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import type { Environment } from '../kernel/scope.ts';
import type { Secret } from '../kernel/secret.ts';
import type { Caller } from './authentication/caller.ts';
import { type EmbedClaims, signEmbedToken } from './authentication/embed-tokens.ts';
import { mayGrant } from './authentication/tokens.ts';
import type { Act, Store } from './ports.ts';
import type { Signer } from './signing.ts';

interface EmbedParts {
  store: Store;
  clock: Clock;
  signer: Signer;
  deploymentId: string;
}

interface EmbedScope {
  tenantId: string;
  environment: Environment;
}

type EmbedInput = Pick<EmbedClaims, 'role' | 'pages' | 'subject'> & { lifetimeSeconds: number | undefined };

/** For one person, for minutes: the platform’s page asks for the next one before this one ends. */
export async function createEmbedToken(
  { store, clock, signer, deploymentId }: EmbedParts,
  act: Act,
  caller: Caller,
  { tenantId, environment }: EmbedScope,
  { role, pages, subject, lifetimeSeconds = limits.embedding.lifetimeDefaultSeconds }: EmbedInput,
): Promise<{ token: Secret; expiresAt: number }> {
  // The reserved tenant has no administrators of its own.
  if (tenantId === platformTenantId) throw new PlugboardError('reserved_id');
  if (!mayGrant(caller.role, role)) throw new PlugboardError('forbidden');
  const now = clock();
  const wanted = now + lifetimeSeconds * 1000;
  const expiresAt = Math.floor(Math.min(wanted, caller.expiresAt ?? wanted) / 1000) * 1000;
  const { kind, id } = act.actor;
  const claims: EmbedClaims = {
    tenantId,
    environment,
    role,
    pages,
    subject,
    createdBy: { kind, id },
    createdAt: now,
    expiresAt,
  };
  await store.changeInTenant({ tenantId, environment }, act, async (tenant, audit) => {
    if (!(await tenant.findTenant())) throw new PlugboardError('tenant_not_found');
    audit({
      action: 'embed_token.created',
      target: { kind: 'embed_token', id: subject },
      environment,
      detail: { role, pages, expires_at: new Date(expiresAt).toISOString() },
    });
  });
  return { token: signEmbedToken(signer, deploymentId, claims), expiresAt };
}
