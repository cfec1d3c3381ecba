import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { pages } from '../../strings/pages.ts';

export const featuresRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'features',
  staticData: {
    page: {
      title: pages.features,
      permission: 'features.view',
      navigation: { group: 'models', icon: 'features' },
      shortcut: 'e',
    },
  },
  component: lazyRouteComponent(() => import('./features-page.tsx'), 'FeaturesPage'),
});
