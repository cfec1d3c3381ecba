import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { platformRoute } from '../../areas/platform-route.tsx';
import { pages } from '../../strings/pages.ts';
import { parseUsageSearch } from './usage-search.ts';

const facts = { title: pages.usage, permission: 'usage.view', shortcut: 'v' } as const;

export const usageRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'usage',
  validateSearch: parseUsageSearch,
  staticData: { page: { ...facts, navigation: { group: 'proof', icon: 'chart' } } },
  component: lazyRouteComponent(() => import('./usage-page.tsx'), 'UsagePage'),
});

export const platformUsageRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: 'usage',
  validateSearch: parseUsageSearch,
  staticData: { page: { ...facts, navigation: { group: 'work', icon: 'chart' } } },
  component: lazyRouteComponent(() => import('./usage-page.tsx'), 'PlatformUsagePage'),
});
