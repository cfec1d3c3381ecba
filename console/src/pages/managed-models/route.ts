import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { platformRoute } from '../../areas/platform-route.tsx';
import { pages } from '../../strings/pages.ts';

export const managedModelsRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: 'managed-models',
  staticData: {
    page: {
      title: pages.managedModels,
      permission: 'managed_models.manage',
      navigation: { group: 'models', icon: 'models' },
      shortcut: 'm',
    },
  },
  component: lazyRouteComponent(() => import('./managed-models-page.tsx'), 'ManagedModelsPage'),
});
