import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { pages } from '../../strings/pages.ts';

export const modelsRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'models',
  staticData: {
    page: {
      title: pages.models,
      permission: 'models.view',
      navigation: { group: 'models', icon: 'models' },
      shortcut: 'm',
    },
  },
  component: lazyRouteComponent(() => import('./models-page.tsx'), 'ModelsPage'),
});
