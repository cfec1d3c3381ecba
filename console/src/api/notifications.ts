import { infiniteQueryOptions } from '@tanstack/react-query';
import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';

type NotificationsPath = paths['/ai/api/v1/notifications']['get'];
type NotificationPage = NotificationsPath['responses']['200']['content']['application/json'];
export type Notification = NotificationPage['items'][number];
export type Severity = Notification['severity'];

type SettingsPath = paths['/ai/api/v1/notification_settings'];
export type NotificationSettings = SettingsPath['get']['responses']['200']['content']['application/json'];
export type NotificationSettingsBody = SettingsPath['put']['requestBody']['content']['application/json'];
export type EventWish = NotificationSettings['events'][number];

export interface NotificationFilter {
  unread: boolean;
  severity: Severity | undefined;
}

const rowsPerPage = 30;
/** What happens meanwhile is no emergency that a minute decides: people are told by mail and webhook as well. */
const lookAgainMs = 60_000;

/** How many are unread; and nothing of them. */
export const unreadQuery = (api: Api) => ({
  ...api.query(['notifications', 'unread'], (client, signal) =>
    client.GET('/ai/api/v1/notifications', { params: { query: { limit: 1, unread: true } }, signal }),
  ),
  refetchInterval: lookAgainMs,
});

const latestMax = 5;

/** What an overview shows of them: the newest few. */
export const latestNotificationsQuery = (api: Api) =>
  api.query(['notifications', 'latest'], (client, signal) =>
    client.GET('/ai/api/v1/notifications', { params: { query: { limit: latestMax } }, signal }),
  );

/** Newest first, page by page. */
export const notificationsQuery = (api: Api, { unread, severity }: NotificationFilter) =>
  infiniteQueryOptions({
    queryKey: [api.scope.name, 'notifications', { unread, severity }],
    queryFn: ({ pageParam, signal }) =>
      api.ask((client) =>
        client.GET('/ai/api/v1/notifications', {
          params: {
            query: {
              limit: rowsPerPage,
              ...(unread && { unread }),
              ...(severity && { severity }),
              ...(pageParam !== null && { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor: next }: NotificationPage) => next,
    refetchInterval: lookAgainMs,
  });

export const readNotification = (id: string) => (client: ApiClient) =>
  client.POST('/ai/api/v1/notifications/{id}/read', { params: { path: { id } } });

export const readAllNotifications = (client: ApiClient) => client.POST('/ai/api/v1/notifications/read_all');

export const notificationSettingsQuery = (api: Api) =>
  api.query(['notification-settings'], (client, signal) =>
    client.GET('/ai/api/v1/notification_settings', { signal }),
  );

export const putNotificationSettings = (body: NotificationSettingsBody) => (client: ApiClient) =>
  client.PUT('/ai/api/v1/notification_settings', { body });
