import { createRoute, notFound } from '@tanstack/react-router';
import { createApi } from '../api/api.ts';
import { sessionQuery } from '../api/session.ts';
import { Shell } from '../shell/shell.tsx';
import { type Area, AreaProvider } from './area.tsx';
import { rootRoute } from './root-route.tsx';
import { isOperator, platformScope } from './scope.ts';

/** `/operator`: the pages of the platform's staff, which act in no tenant. */
export const platformRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/operator',
  beforeLoad: async ({ context: { queries, memberships, platform } }) => {
    if (!isOperator(memberships)) throw notFound();
    const api = createApi(platformScope);
    const session = await queries.ensureQueryData(sessionQuery(api));
    return { area: { place: undefined, api, session, memberships, platform } satisfies Area };
  },
  component: function PlatformPages() {
    const { area } = platformRoute.useRouteContext();
    return (
      <AreaProvider area={area}>
        <Shell />
      </AreaProvider>
    );
  },
});
