import type { IncomingHttpHeaders } from 'node:http';
import type { Actor, Environment } from '../kernel/scope.ts';

/** Who calls and where, as the control plane's one decision found it. */
export interface InferenceCaller {
  actor: Actor;
  tenantId: string;
  environment: Environment;
  agentId: string | null;
  userId: string | null;
}

export type Identify = (headers: IncomingHttpHeaders) => Promise<InferenceCaller>;
