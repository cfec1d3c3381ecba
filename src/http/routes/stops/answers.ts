import type { StoppedAnswer } from '../../../contract/stopped.ts';
import type { StopAnswer } from '../../../contract/stops.ts';
import type { StopRecord } from '../../../kernel/stops.ts';
import { toInstant } from '../answers.ts';

export function toStopAnswer(stop: StopRecord): StopAnswer {
  return {
    id: stop.id,
    tenant_id: stop.tenantId,
    environment: stop.environment,
    host: stop.host,
    credential_id: stop.credentialId,
    reason: stop.reason,
    created_at: toInstant(stop.createdAt),
  };
}

/** What a tenant sees of it: not whom else it may be about. */
export function toStoppedAnswer(stop: StopRecord | undefined): StoppedAnswer {
  return stop ? { reason: stop.reason, since: toInstant(stop.createdAt) } : null;
}
