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
  'deposit.received': { environment: 'accounts/{credential_id}' },
  'model.retiring': { environment: 'models' },
  'model.gone': { environment: 'models' },
  'fallback.changed': { environment: 'fallback' },
  'lock.loosening_asked': { environment: 'fallback' },
  'lock.loosened': { environment: 'fallback' },
  'webhook.disabled': { environment: 'webhooks/{webhook_id}', platform: 'webhooks' },
  'queue.call_finished': { environment: 'queue' },
  'ledger.checkpoint': { environment: 'audit' },
  'budget.threshold': { environment: 'audit' },
  'budget.spent': { environment: 'audit' },
  'service_request.moved': { environment: 'audit' },
  'service_request.credentials_awaited': { environment: 'audit' },
  'service_request.message': { environment: 'audit' },
  'service_request.red': { environment: 'audit' },
  'service_request.activated': { environment: 'models' },
  'service_request.rejected': { environment: 'audit' },
  'support_window.used': { environment: 'accounts/{credential_id}' },
  'service_request.submitted': { platform: '' },
  'service_request.answered': { platform: '' },
  'service_request.key_came': { platform: '' },
  'service_request.changed_by_tenant': { platform: '' },
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
  const isPlatforms = page === undefined || (tenantId === platformTenantId && platform !== undefined);
  if (isPlatforms) return `/operator/${platform}`;
  const filled = page.replace(/\{([a-z_]+)\}/g, (_, name: string) => encodeURIComponent(facts[name] ?? ''));
  return `/t/${encodeURIComponent(tenantId)}/${environment}/${filled}`;
}
