import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { platformRoute } from '../../areas/platform-route.tsx';
import { pages } from '../../strings/pages.ts';

export const stopsRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: 'stops',
  staticData: {
    page: {
      title: pages.stops,
      permission: 'stops.manage',
      navigation: { group: 'calls', icon: 'halt' },
      shortcut: 's',
    },
  },
  component: lazyRouteComponent(() => import('./stops-page.tsx'), 'StopsPage'),
});
