import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { pages } from '../../strings/pages.ts';

export const queueRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'queue',
  staticData: {
    page: {
      title: pages.queue,
      permission: 'queue.view',
      navigation: { group: 'calls', icon: 'queue' },
      shortcut: 'q',
    },
  },
  component: lazyRouteComponent(() => import('./queue-page.tsx'), 'QueuePage'),
});
