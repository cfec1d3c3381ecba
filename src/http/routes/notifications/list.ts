import { notificationList, notificationsQuery } from '../../../contract/notifications.ts';
import { notificationKindNames, notificationKinds } from '../../../kernel/notification-kinds.ts';
import { toUuidPage } from '../../paging.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toList } from '../answers.ts';
import { toNotificationAnswer } from './answers.ts';

export const listNotificationsRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/notifications',
  access: { permission: 'notifications.view' },
  actsOn: 'environment',
  tag: 'Notifications',
  summary: 'What administrators of this environment ought to know, the newest first',
  query: notificationsQuery,
  answers: { 200: notificationList },
  handle: async (call) => {
    const { services, query } = call;
    const { severity } = query;
    const filter = {
      unread: query.unread ?? false,
      ...(severity && {
        kinds: notificationKindNames.filter((kind) => notificationKinds[kind].severity === severity),
      }),
    };
    const { page, unread } = await services.store.readInTenant(placeOf(call), async ({ notifications }) => ({
      page: await notifications.list(toUuidPage(query), filter),
      unread: await notifications.countUnread(),
    }));
    const { publicUrl } = services.platform;
    const list = toList(page, (one) => toNotificationAnswer(one, publicUrl));
    return { status: 200, body: { ...list, unread } };
  },
});
