import type { Clock } from '../../kernel/clock.ts';
import { managedModelsEnvironment, platformTenantId, uuidV7 } from '../../kernel/ids.ts';
import { limits } from '../../kernel/limits.ts';
import type { NotificationFacts, NotificationKind } from '../../kernel/notification-kinds.ts';
import type { Environment } from '../../kernel/scope.ts';
import type { ServiceRequestRecord } from '../../kernel/service-requests.ts';
import { tell } from '../notifications/tell.ts';
import type { Store, TenantRepositories } from '../ports.ts';
import { inWords } from './life.ts';

/** In the environment that it is about, or in each one that the request names. */
export async function tellTenant(
  tenant: TenantRepositories,
  platform: string,
  { tenantId, id, subject, state, toldIn }: ServiceRequestRecord,
  about: Environment | null,
  kind: NotificationKind,
  at: number,
  more: NotificationFacts = {},
): Promise<void> {
  const named = (await tenant.serviceRequests.listEnvironments(id)).map(({ environment }) => environment);
  const places = about ? [about] : named.length > 0 ? named : [toldIn];
  for (const environment of places) {
    const facts = { request_id: id, platform, subject, state: inWords(state), environment, ...more };
    await tell(tenant, { tenantId, environment }, kind, at, facts);
  }
}

/**
 * What operators are told lies in the reserved tenant, which no transaction of a tenant’s reaches. What waits in the
 * history is told in one of its own, now or, after a crash in between, by the clock; each of it once.
 */
export async function tellUntold({ store, clock }: { store: Store; clock: Clock }): Promise<number> {
  return store.noteAsPlatform(async ({ serviceRequests, notifications }) => {
    const untold = await serviceRequests.takeUntold(limits.serviceRequests.tellRows);
    for (const one of untold) {
      const { event, tells, requestId, tenantId, tenantName, subject } = one;
      const state = inWords(event.to);
      await notifications.tell({
        tenantId: platformTenantId,
        environment: managedModelsEnvironment,
        id: uuidV7(event.at),
        kind: tells,
        at: event.at,
        facts: { request_id: requestId, tenant_id: tenantId, tenant_name: tenantName, subject, state },
        subject: null,
        once: `service_request_event/${event.id}`,
      });
      await serviceRequests.noteTold(one, clock());
    }
    return untold.length;
  });
}

/** Whoever handed something in need not hear that somebody else could not be told of it: the clock tells it later. */
export async function tellOperators(parts: { store: Store; clock: Clock }): Promise<void> {
  await tellUntold(parts).catch(() => undefined);
}
