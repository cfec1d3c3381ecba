import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { platformRoute } from '../../areas/platform-route.tsx';
import { pages } from '../../strings/pages.ts';

export const incidentsRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: 'incidents',
  staticData: {
    page: {
      title: pages.incidents,
      permission: 'incidents.view',
      navigation: { group: 'work', icon: 'pulse' },
      shortcut: 'i',
    },
  },
  component: lazyRouteComponent(() => import('./incidents-page.tsx'), 'IncidentsPage'),
});
