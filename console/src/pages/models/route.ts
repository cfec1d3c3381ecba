import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { platformPlace } from '../../areas/scope.ts';
import { pages } from '../../strings/pages.ts';

export const modelsRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'models',
  beforeLoad: ({ params }) => {
    // The platform’s own are managed models, and have a page of their own.
    if (params.tenant === platformPlace.tenant)
      throw redirect({ to: '/operator/managed-models', replace: true });
  },
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
