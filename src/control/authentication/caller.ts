import type { Actor, Environment, Role } from '../../kernel/scope.ts';
import type { EmbedPage } from './embed-pages.ts';

/** Who calls, as the one decision found it. */
export interface Caller {
  actor: Actor;
  role: Role;
  name: string;
  /** Fixed for a tenant's own tokens and people; null for operators and services, who name where they act. */
  home: { tenantId: string; environment: Environment } | null;
  /** The agent that this token is bound to. */
  agentId: string | null;
  /** What the token outlives at most: nothing that it makes may live longer. */
  expiresAt: number | null;
  /** Of a frame in somebody else’s page: the pages that it may show, and with them all that it may do. */
  pages?: readonly EmbedPage[];
  /**
   * Of a frame, where somebody of the tenant asked for it: who stands behind it. The name in it is that one’s word and
   * makes nobody else of it. Absent where operators asked for it, who vouch for whoever looks.
   */
  behind?: Pick<Actor, 'kind' | 'id'>;
}

/** Where a call acts, after the caller's own bounds and the headers were brought together. */
export interface Place {
  tenantId: string;
  environment: Environment;
  agentId: string | null;
  userId: string | null;
}
