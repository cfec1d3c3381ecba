import type { PutNotificationSettingsBody } from '../../contract/notifications.ts';
import type { Clock } from '../../kernel/clock.ts';
import { platformTenantId } from '../../kernel/ids.ts';
import { notificationKinds } from '../../kernel/notification-kinds.ts';
import { type EventWish, everyEvent, type NotificationSettingsRecord } from '../../kernel/notifications.ts';
import type { EnvironmentScope } from '../credentials/credentials.ts';
import { invalid } from '../credentials/prepare.ts';
import type { Act, Store } from '../ports.ts';
import { differences } from '../tenants.ts';

const nobody: NotificationSettingsRecord = { emails: [], events: [], updatedAt: null };

export async function getNotificationSettings(
  store: Store,
  scope: EnvironmentScope,
): Promise<NotificationSettingsRecord> {
  const found = await store.readInTenant(scope, ({ notificationSettings }) => notificationSettings.find());
  return found ?? nobody;
}

export async function putNotificationSettings(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  scope: EnvironmentScope,
  body: PutNotificationSettingsBody,
): Promise<NotificationSettingsRecord> {
  refuseOthersEvents(scope, body.events);
  const after = { emails: [...new Set(body.emails)], events: [...new Set(body.events)], updatedAt: clock() };
  return store.changeInTenant(scope, act, async ({ notificationSettings }, audit) => {
    const before = (await notificationSettings.find()) ?? nobody;
    await notificationSettings.put(after);
    audit({
      action: 'notification_settings.changed',
      target: { kind: 'notification_settings', id: scope.environment },
      environment: scope.environment,
      detail: differences(
        { emails: before.emails, events: before.events },
        { emails: after.emails, events: after.events },
      ),
    });
    return after;
  });
}

/** What the platform’s operators are told never happens in a tenant: whoever asks for it there has misunderstood. */
export function refuseOthersEvents({ tenantId }: EnvironmentScope, events: readonly EventWish[]): void {
  if (tenantId === platformTenantId) return;
  const wrong = events
    .map((event, index) => ({ event, field: `events.${index}` }))
    .filter(({ event }) => event !== everyEvent && notificationKinds[event].audience === 'platform');
  if (wrong.length > 0) {
    throw invalid(wrong.map(({ field }) => ({ field, detail: 'is told to the platform’s operators only' })));
  }
}
