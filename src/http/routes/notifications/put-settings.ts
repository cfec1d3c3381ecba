import { notificationSettings, putNotificationSettingsBody } from '../../../contract/notifications.ts';
import { putNotificationSettings } from '../../../control/notifications/settings.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { toSettingsAnswer } from './answers.ts';

export const putNotificationSettingsRoute = defineRoute({
  method: 'PUT',
  path: '/ai/api/v1/notification_settings',
  access: { permission: 'webhooks.manage' },
  actsOn: 'environment',
  tag: 'Notifications',
  summary: 'Say who gets mail of which events',
  body: putNotificationSettingsBody,
  answers: { 200: notificationSettings },
  handle: async (call) => {
    const { services, body } = call;
    const settings = await putNotificationSettings(services, callerOf(call).act, placeOf(call), body);
    return { status: 200, body: toSettingsAnswer(settings, services.isMailAvailable) };
  },
});
