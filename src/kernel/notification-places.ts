import { platformTenantId } from './ids.ts';
import type { NotificationKind } from './notification-kinds.ts';
import type { NotificationRecord } from './notifications.ts';

/**
 * The page of the console that shows what a notification is about: among those of its tenant’s environment, or among
 * the operators’ own. `{name}` stands for a fact of it. A test holds them against the console’s routes.
 */
export const notificationPlaces: Readonly<
  Record<NotificationKind, { environment?: string; platform?: string }>
> = {
  'credential.auth_failed': { environment: 'accounts/{credential_id}' },
  'credential.quota': { environment: 'accounts/{credential_id}' },
  'credential.unreachable': { environment: 'accounts/{credential_id}' },
  'credential.recovered': { environment: 'accounts/{credential_id}' },
  'credential.expiring': { environment: 'accounts/{credential_id}' },
  'credential.expired': { environment: 'accounts/{credential_id}' },
  'credential.keys_ending': { environment: 'models' },
  'deposit.received': { environment: 'accounts/{credential_id}' },
  'model.retiring': { environment: 'models' },
  'model.gone': { environment: 'models' },
  'fallback.changed': { environment: 'fallback' },
  'lock.loosening_asked': { environment: 'fallback' },
  'lock.loosened': { environment: 'fallback' },
  'webhook.disabled': { environment: 'webhooks/{webhook_id}', platform: 'webhooks' },
  'queue.call_finished': { environment: 'queue' },
  'ledger.checkpoint': { environment: 'proof' },
  'budget.threshold': { environment: 'budgets' },
  'budget.spent': { environment: 'budgets' },
  'service_request.moved': { environment: 'requests/{request_id}' },
  'service_request.credentials_awaited': { environment: 'requests/{request_id}' },
  'service_request.message': { environment: 'requests/{request_id}' },
  'service_request.red': { environment: 'requests/{request_id}' },
  'service_request.activated': { environment: 'requests/{request_id}' },
  'service_request.rejected': { environment: 'requests/{request_id}' },
  'support_window.used': { environment: 'accounts/{credential_id}' },
  'service_request.submitted': { platform: 'requests/{request_id}' },
  'service_request.answered': { platform: 'requests/{request_id}' },
  'service_request.key_came': { platform: 'requests/{request_id}' },
  'service_request.changed_by_tenant': { platform: 'requests/{request_id}' },
  'incident.opened': { platform: 'incidents' },
  'incident.closed': { platform: 'incidents' },
};

/** A path of the console. */
export function toPlace({
  kind,
  facts,
  tenantId,
  environment,
}: Pick<NotificationRecord, 'kind' | 'facts' | 'tenantId' | 'environment'>): string {
  const { platform, environment: page } = notificationPlaces[kind];
  const fill = (path: string) =>
    path.replace(/\{([a-z_]+)\}/g, (_, name: string) => encodeURIComponent(facts[name] ?? ''));
  const isPlatforms = page === undefined || (tenantId === platformTenantId && platform !== undefined);
  if (isPlatforms) return `/operator/${fill(platform ?? '')}`;
  return `/t/${encodeURIComponent(tenantId)}/${environment}/${fill(page)}`;
}
