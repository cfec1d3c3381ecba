import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { pages } from '../../strings/pages.ts';

export const fallbackRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'fallback',
  /** `agent`: that one’s own policy instead of the environment’s. */
  validateSearch: ({ agent }: { agent?: string }): { agent?: string } =>
    typeof agent === 'string' ? { agent } : {},
  staticData: {
    page: {
      title: pages.fallback,
      permission: 'fallback.view',
      navigation: { group: 'calls', icon: 'shield' },
      shortcut: 'f',
    },
  },
  component: lazyRouteComponent(() => import('./fallback-page.tsx'), 'FallbackPage'),
});
