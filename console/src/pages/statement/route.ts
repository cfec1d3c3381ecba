import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { isMonth } from '../../components/days.ts';
import { pages } from '../../strings/pages.ts';

export const statementRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'statement',
  validateSearch: ({ month }: Record<string, unknown>): { month?: string } =>
    typeof month === 'string' && isMonth(month) ? { month } : {},
  staticData: {
    page: {
      title: pages.statement,
      permission: 'statement.view',
      navigation: { group: 'proof', icon: 'receipt' },
      shortcut: 's',
    },
  },
  component: lazyRouteComponent(() => import('./statement-page.tsx'), 'StatementPage'),
});
