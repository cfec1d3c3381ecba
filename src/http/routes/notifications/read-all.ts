import { readAllAnswer } from '../../../contract/notifications.ts';
import { defineRoute, placeOf } from '../../route.ts';

export const readAllNotificationsRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/notifications/read_all',
  access: { permission: 'notifications.view' },
  actsOn: 'environment',
  tag: 'Notifications',
  summary: 'Mark everything in this environment as read',
  answers: { 200: readAllAnswer },
  handle: async (call) => {
    const { store, clock } = call.services;
    const read = await store.noteInTenant(placeOf(call), ({ notifications }) =>
      notifications.markAllRead(clock()),
    );
    return { status: 200, body: { read } };
  },
});
