import type { Caller } from '../../../control/authentication/caller.ts';
import type { Scope } from '../../../kernel/scope.ts';

/** Operators see a tenant’s tokens across its environments; everyone else those of the own one. */
export function tokenScope(caller: Caller, tenantId: string): Scope {
  return { tenantId, environment: caller.home?.environment ?? 'every' };
}
