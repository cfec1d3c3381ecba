import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { platformRoute } from '../../areas/platform-route.tsx';
import { pages } from '../../strings/pages.ts';

export const queuesRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: 'queues',
  staticData: {
    page: {
      title: pages.queues,
      permission: 'queues.manage',
      navigation: { group: 'calls', icon: 'queue' },
      shortcut: 'q',
    },
  },
  component: lazyRouteComponent(() => import('./queues-page.tsx'), 'QueuesPage'),
});
