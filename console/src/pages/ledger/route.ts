import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { pages } from '../../strings/pages.ts';
import { parseLedgerSearch } from './ledger-search.ts';

const facts = { title: pages.ledger, permission: 'ledger.view' } as const;

export const ledgerRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'ledger',
  validateSearch: parseLedgerSearch,
  staticData: { page: { ...facts, navigation: { group: 'proof', icon: 'ledger' }, shortcut: 'l' } },
  component: lazyRouteComponent(() => import('./ledger-page.tsx'), 'LedgerPage'),
});

export const callRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'ledger/$request',
  staticData: { page: { ...facts, title: pages.call } },
  component: lazyRouteComponent(() => import('./call-page.tsx'), 'CallPage'),
});
