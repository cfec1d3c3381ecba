import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { platformRoute } from '../../areas/platform-route.tsx';
import { pages } from '../../strings/pages.ts';

export const platformFeaturesRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: 'features',
  staticData: {
    page: {
      title: pages.platformFeatures,
      permission: 'features.register',
      navigation: { group: 'models', icon: 'features' },
      shortcut: 'e',
    },
  },
  component: lazyRouteComponent(() => import('./platform-features-page.tsx'), 'PlatformFeaturesPage'),
});
