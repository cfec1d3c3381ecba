import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { platformRoute } from '../../areas/platform-route.tsx';
import { pages } from '../../strings/pages.ts';

export const peopleRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: 'people',
  staticData: {
    page: {
      title: pages.people,
      permission: 'people.manage',
      navigation: { group: 'platform', icon: 'people' },
      shortcut: 'p',
    },
  },
  component: lazyRouteComponent(() => import('./people-page.tsx'), 'PeoplePage'),
});
