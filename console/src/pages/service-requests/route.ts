import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { platformRoute } from '../../areas/platform-route.tsx';
import { pages } from '../../strings/pages.ts';
import { toNewRequestSearch } from './new-request-search.ts';

const facts = { title: pages.requests, permission: 'service_requests.view' } as const;
const one = { ...facts, title: pages.request } as const;

export const requestsRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'requests',
  staticData: { page: { ...facts, navigation: { group: 'models', icon: 'inbox' }, shortcut: 'r' } },
  component: lazyRouteComponent(() => import('./requests-page.tsx'), 'RequestsPage'),
});

export const newRequestRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'requests/new',
  validateSearch: toNewRequestSearch,
  staticData: { page: { title: pages.newRequest, permission: 'service_requests.make' } },
  component: lazyRouteComponent(() => import('./new-request-page.tsx'), 'NewRequestPage'),
});

export const requestRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'requests/$request',
  staticData: { page: one },
  component: lazyRouteComponent(() => import('./request-page.tsx'), 'RequestPage'),
});

export const platformRequestsRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: 'requests',
  staticData: { page: { ...facts, navigation: { group: 'work', icon: 'inbox' }, shortcut: 't' } },
  component: lazyRouteComponent(() => import('./requests-page.tsx'), 'RequestQueuePage'),
});

export const platformRequestRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: 'requests/$request',
  staticData: { page: one },
  component: lazyRouteComponent(() => import('./request-page.tsx'), 'PlatformRequestPage'),
});
