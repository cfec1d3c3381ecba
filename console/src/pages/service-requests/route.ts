import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { RequestChange, RequestKind } from '../../api/service-requests.ts';
import type { Environment } from '../../api/session.ts';
import { placeRoute } from '../../areas/place-route.tsx';
import { platformRoute } from '../../areas/platform-route.tsx';
import { parseEnvironment } from '../../areas/scope.ts';
import { pages } from '../../strings/pages.ts';
import { serviceRequests } from '../../strings/service-requests.ts';

const facts = { title: pages.requests, permission: 'service_requests.view' } as const;
const one = { ...facts, title: pages.request } as const;

export const requestsRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'requests',
  staticData: { page: { ...facts, navigation: { group: 'oversight', icon: 'inbox' }, shortcut: 'r' } },
  component: lazyRouteComponent(() => import('./requests-page.tsx'), 'RequestsPage'),
});

/** What is chosen already, by the page that leads here. */
export interface NewRequestSearch {
  kind?: RequestKind | undefined;
  change?: RequestChange | undefined;
  environment?: Environment | undefined;
  target?: string | undefined;
}

const keyOf = <K extends string>(known: Readonly<Record<K, unknown>>, value: unknown): K | undefined =>
  typeof value === 'string' && Object.hasOwn(known, value) ? (value as K) : undefined;

export const newRequestRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'requests/new',
  validateSearch: ({ kind, change, environment, target }: Record<string, unknown>): NewRequestSearch => ({
    kind: keyOf(serviceRequests.kinds, kind),
    change: keyOf(serviceRequests.changes, change),
    environment: typeof environment === 'string' ? parseEnvironment(environment) : undefined,
    target: typeof target === 'string' ? target : undefined,
  }),
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
