import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { pages } from '../../strings/pages.ts';

export const overviewRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: '/',
  staticData: {
    page: {
      title: pages.overview,
      permission: 'platform.view',
      navigation: { group: 'work', icon: 'overview' },
      shortcut: 'o',
    },
  },
  component: lazyRouteComponent(() => import('./overview-page.tsx'), 'OverviewPage'),
});
