import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { pages } from '../../strings/pages.ts';

export const explainRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'explain',
  staticData: {
    page: {
      title: pages.explain,
      permission: 'routing.explain',
      navigation: { group: 'calls', icon: 'route' },
      shortcut: 'x',
    },
  },
  component: lazyRouteComponent(() => import('./explain-page.tsx'), 'ExplainPage'),
});
