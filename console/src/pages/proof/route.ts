import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { parsePeriod } from '../../api/periods.ts';
import { placeRoute } from '../../areas/place-route.tsx';
import { pages } from '../../strings/pages.ts';

export const proofRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'proof',
  validateSearch: parsePeriod,
  staticData: {
    page: {
      title: pages.proof,
      permission: 'ledger.view',
      navigation: { group: 'proof', icon: 'seal' },
      shortcut: 'p',
    },
  },
  component: lazyRouteComponent(() => import('./proof-page.tsx'), 'ProofPage'),
});
