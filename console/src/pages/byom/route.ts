import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { pages } from '../../strings/pages.ts';
import { shell } from '../../strings/shell.ts';

interface ByomSearch {
  /** Left out: what all of the environment uses. */
  agent?: string | undefined;
}

export const byomRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'byom',
  validateSearch: ({ agent }: Record<string, unknown>): ByomSearch => ({
    agent: typeof agent === 'string' && agent !== '' ? agent : undefined,
  }),
  staticData: {
    page: {
      title: pages.byom,
      permission: 'credentials.manage',
      userMenu: shell.bringYourOwn,
    },
  },
  component: lazyRouteComponent(() => import('./byom-page.tsx'), 'ByomPage'),
});
