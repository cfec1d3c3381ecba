import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { pages } from '../../strings/pages.ts';

export const tokensRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'tokens',
  /** `agent`: begin with a new token for that one. */
  validateSearch: ({ agent }: { agent?: string }): { agent?: string } =>
    typeof agent === 'string' ? { agent } : {},
  staticData: {
    page: {
      title: pages.tokens,
      permission: 'tokens.view',
      navigation: { group: 'calls', icon: 'key' },
      shortcut: 't',
    },
  },
  component: lazyRouteComponent(() => import('./tokens-page.tsx'), 'TokensPage'),
});
