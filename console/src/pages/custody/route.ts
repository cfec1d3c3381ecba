import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { parsePeriod } from '../../api/periods.ts';
import { placeRoute } from '../../areas/place-route.tsx';
import { pages } from '../../strings/pages.ts';

export const custodyRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'custody',
  validateSearch: parsePeriod,
  staticData: {
    page: {
      title: pages.custody,
      permission: 'ledger.view',
      navigation: { group: 'proof', icon: 'safe' },
      shortcut: 'k',
    },
  },
  component: lazyRouteComponent(() => import('./custody-page.tsx'), 'CustodyPage'),
});
