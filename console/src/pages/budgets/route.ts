import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { pages } from '../../strings/pages.ts';

export const budgetsRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'budgets',
  staticData: {
    page: {
      title: pages.budgets,
      permission: 'budgets.view',
      navigation: { group: 'proof', icon: 'gauge' },
      shortcut: 'd',
    },
  },
  component: lazyRouteComponent(() => import('./budgets-page.tsx'), 'BudgetsPage'),
});
