import type { Notification } from '../api/notifications.ts';

/** The place in this console. Text from elsewhere leads nowhere: what is no page of ours is not offered. */
export function findNotificationAddress({
  link,
}: Pick<Notification, 'link'>): { to: string; hash: string } | undefined {
  const url = URL.parse(link);
  if (!url || !/^\/(?:t|operator)(?:\/|$)/.test(url.pathname)) return undefined;
  return { to: url.pathname, hash: url.hash.slice(1) };
}
