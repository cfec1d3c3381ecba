import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { platformRoute } from '../../areas/platform-route.tsx';
import { pages } from '../../strings/pages.ts';

export const signinRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: 'signin',
  staticData: {
    page: {
      title: pages.signin,
      permission: 'people.manage',
      navigation: { group: 'platform', icon: 'lock' },
      shortcut: 'y',
    },
  },
  component: lazyRouteComponent(() => import('./signin-page.tsx'), 'SigninPage'),
});
