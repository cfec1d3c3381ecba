import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { boardQuery } from '../../api/board.ts';
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
  // Asked for while the page’s code is on its way.
  loader: ({ context: { queries, area } }) => {
    if (area.session.permissions.includes('routing.explain'))
      void queries.prefetchQuery(boardQuery(area.api));
  },
  component: lazyRouteComponent(() => import('./overview-page.tsx'), 'OverviewPage'),
});
