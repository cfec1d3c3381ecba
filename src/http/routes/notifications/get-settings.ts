import { notificationSettings } from '../../../contract/notifications.ts';
import { getNotificationSettings } from '../../../control/notifications/settings.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toSettingsAnswer } from './answers.ts';

export const getNotificationSettingsRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/notification_settings',
  access: { permission: 'notifications.view' },
  actsOn: 'environment',
  tag: 'Notifications',
  summary: 'Who gets mail of what happens in this environment, and whether mail can be sent',
  answers: { 200: notificationSettings },
  handle: async (call) => {
    const { store, isMailAvailable } = call.services;
    const settings = await getNotificationSettings(store, placeOf(call));
    return { status: 200, body: toSettingsAnswer(settings, isMailAvailable) };
  },
});
