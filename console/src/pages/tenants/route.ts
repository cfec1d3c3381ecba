import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { platformRoute } from '../../areas/platform-route.tsx';
import { pages } from '../../strings/pages.ts';

export const tenantsRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: '/',
  staticData: {
    page: {
      title: pages.tenants,
      permission: 'tenants.manage',
      navigation: { group: 'work', icon: 'tenants' },
      shortcut: 'o',
    },
  },
  component: lazyRouteComponent(() => import('./tenants-page.tsx'), 'TenantsPage'),
});
