import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { pages } from '../../strings/pages.ts';

export const dataFlowRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'data-flow',
  staticData: {
    page: {
      title: pages.dataFlow,
      permission: 'ledger.view',
      navigation: { group: 'proof', icon: 'globe' },
      shortcut: 'h',
    },
  },
  component: lazyRouteComponent(() => import('./data-flow-page.tsx'), 'DataFlowPage'),
});
