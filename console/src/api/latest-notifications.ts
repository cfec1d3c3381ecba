import type { Api } from './api.ts';

const shownMax = 5;

/** What an overview shows of them: the newest few. */
export const latestNotificationsQuery = (api: Api) =>
  api.query(['notifications', 'latest'], (client, signal) =>
    client.GET('/ai/api/v1/notifications', { params: { query: { limit: shownMax } }, signal }),
  );
