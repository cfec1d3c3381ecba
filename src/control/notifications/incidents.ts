import type { Clock } from '../../kernel/clock.ts';
import { managedModelsEnvironment, platformTenantId, uuidV7 } from '../../kernel/ids.ts';
import { limits } from '../../kernel/limits.ts';
import type { NotificationKind } from '../../kernel/notification-kinds.ts';
import type { IncidentRecord } from '../../kernel/notifications.ts';
import type { Store } from '../ports.ts';

/**
 * Many credentials of one provider that fail alike within a minute are one incident. Decided in the database by what
 * tenants were told, so that it does not matter which replica saw what, nor which of them looks.
 */
export async function watchIncidents({ store, clock }: { store: Store; clock: Clock }): Promise<void> {
  const at = clock();
  const { windowMs, credentialsMin, stillFailingShare } = limits.incidents;
  await store.noteAsPlatform(async ({ incidents, notifications }) => {
    const opened = await incidents.open({ since: at - windowMs, at, credentialsMin });
    await incidents.grow(windowMs);
    for (const incident of opened) await notifications.tell(toNotification(incident, 'incident.opened', at));
    const closed = await incidents.close({ at, stillFailingShare });
    for (const incident of closed) await notifications.tell(toNotification(incident, 'incident.closed', at));
  });
}

function toNotification(incident: IncidentRecord, kind: NotificationKind, at: number) {
  const { id, provider, host, class: failureClass, tenants, credentials } = incident;
  return {
    tenantId: platformTenantId,
    environment: managedModelsEnvironment,
    id: uuidV7(at),
    kind,
    at,
    facts: { incident_id: id, provider, host, class: failureClass, tenants, credentials },
    subject: `incident/${id}`,
    once: `${kind}/${id}`,
  } as const;
}
