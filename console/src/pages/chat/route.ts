import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { pages } from '../../strings/pages.ts';

export const chatRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'chat',
  /** Which conversation; left out, a new one. */
  validateSearch: ({ conversation }: Record<string, unknown>): { conversation?: string } =>
    typeof conversation === 'string' ? { conversation } : {},
  staticData: {
    page: {
      title: pages.chat,
      permission: 'conversations.use',
      navigation: { group: 'work', icon: 'chat' },
      shortcut: 'c',
    },
  },
  component: lazyRouteComponent(() => import('./chat-page.tsx'), 'ChatPage'),
});
