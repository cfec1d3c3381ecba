import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { platformRoute } from '../../areas/platform-route.tsx';
import { pages } from '../../strings/pages.ts';

const facts = { title: pages.notifications, permission: 'notifications.view', shortcut: 'b' } as const;

export const notificationsRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'notifications',
  staticData: { page: { ...facts, navigation: { group: 'oversight', icon: 'bell' } } },
  component: lazyRouteComponent(() => import('./notifications-page.tsx'), 'NotificationsPage'),
});

export const platformNotificationsRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: 'notifications',
  staticData: { page: { ...facts, navigation: { group: 'work', icon: 'bell' } } },
  component: lazyRouteComponent(() => import('./notifications-page.tsx'), 'PlatformNotificationsPage'),
});
