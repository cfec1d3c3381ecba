import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { platformRoute } from '../../areas/platform-route.tsx';
import { pages } from '../../strings/pages.ts';

export const keysRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: 'keys',
  staticData: {
    page: {
      title: pages.keys,
      permission: 'keys.manage',
      navigation: { group: 'platform', icon: 'key' },
      shortcut: 'k',
    },
  },
  component: lazyRouteComponent(() => import('./keys-page.tsx'), 'KeysPage'),
});
