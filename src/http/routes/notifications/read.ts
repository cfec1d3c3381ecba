import { notification, notificationParams } from '../../../contract/notifications.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toNotificationAnswer } from './answers.ts';

export const readNotificationRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/notifications/:id/read',
  access: { permission: 'notifications.view' },
  actsOn: 'environment',
  tag: 'Notifications',
  summary: 'Mark one as read, for all administrators of the environment',
  params: notificationParams,
  answers: { 200: notification },
  handle: async (call) => {
    const { store, clock, platform } = call.services;
    const read = await store.noteInTenant(placeOf(call), ({ notifications }) =>
      notifications.markRead(call.params.id, clock()),
    );
    if (!read) throw new PlugboardError('not_found');
    return { status: 200, body: toNotificationAnswer(read, platform.publicUrl) };
  },
});
