import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { pages } from '../../strings/pages.ts';

interface ConnectSearch {
  /** Of the catalogue. */
  provider?: string | undefined;
  /** One of the provider’s addresses. */
  preset?: string | undefined;
  /** The account is for this agent alone. */
  agent?: string | undefined;
  /** An account that is stored: on to its models. */
  account?: string | undefined;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const connectRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'connect',
  validateSearch: (search: Record<string, unknown>): ConnectSearch => ({
    provider: textOf(search['provider']),
    preset: textOf(search['preset']),
    agent: textOf(search['agent']),
    account: textOf(search['account']),
  }),
  staticData: {
    page: {
      title: pages.connect,
      permission: 'credentials.manage',
      navigation: { group: 'models', icon: 'plug' },
      shortcut: 'n',
    },
  },
  component: lazyRouteComponent(() => import('./connect-page.tsx'), 'ConnectPage'),
});
