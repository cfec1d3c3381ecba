import { createRoute, notFound } from '@tanstack/react-router';
import { createApi } from '../api/api.ts';
import { sessionQuery } from '../api/session.ts';
import { Frame } from '../frame/frame.tsx';
import { isFramed } from '../frame/framing.ts';
import { Shell } from '../shell/shell.tsx';
import { type Area, AreaProvider } from './area.tsx';
import { rememberPlace } from './last-place.ts';
import { rootRoute } from './root-route.tsx';
import { findScope, parseEnvironment } from './scope.ts';

/** `/t/<tenant>/<environment>`: the pages of one environment. The place is in the address, so each tab has its own. */
export const placeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/t/$tenant/$environment',
  beforeLoad: async ({ params, context: { queries, memberships, platform } }) => {
    const environment = parseEnvironment(params.environment);
    const place = environment && { tenant: params.tenant, environment };
    const scope = place && findScope(memberships, place);
    if (!scope) throw notFound();
    const api = createApi(scope);
    const session = await queries.ensureQueryData(sessionQuery(api));
    if (!isFramed) rememberPlace(place);
    return { area: { place, api, session, memberships, platform } satisfies Area };
  },
  component: function PlacePages() {
    const { area } = placeRoute.useRouteContext();
    return <AreaProvider area={area}>{isFramed ? <Frame /> : <Shell />}</AreaProvider>;
  },
});
