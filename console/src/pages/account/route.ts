import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { pages } from '../../strings/pages.ts';

export const accountRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'accounts/$account',
  staticData: { page: { title: pages.account, permission: 'credentials.view' } },
  component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
});
