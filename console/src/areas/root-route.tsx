import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';
import { createApi } from '../api/api.ts';
import { platformQuery } from '../api/platform.ts';
import { toProblem } from '../api/problem.ts';
import { type Membership, type Session, sessionQuery } from '../api/session.ts';
import { isFramed } from '../frame/framing.ts';
import { NotFound } from '../shell/not-found.tsx';
import { StartFailed } from '../shell/start-failed.tsx';
import { personScope } from './scope.ts';
import { goToSignin } from './signing-in.ts';

const api = createApi(personScope);

/** Nobody sees a page of the console before it is known who they are. */
export const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({
  beforeLoad: async ({ context: { queries } }) => {
    const asked = Promise.all([
      queries.ensureQueryData(sessionQuery(api)),
      queries.ensureQueryData(platformQuery(api)),
    ]);
    const [session, platform] = await asked.catch(async (error) => {
      if (toProblem(error).status !== 401 || isFramed) throw error;
      goToSignin();
      return new Promise<never>(() => undefined);
    });
    return { memberships: placesOf(session), platform };
  },
  component: Outlet,
  errorComponent: StartFailed,
  notFoundComponent: NotFound,
});

/** A frame’s token belongs to one place, where a person who has signed in has memberships. */
function placesOf({ memberships, tenant, environment, role }: Session): readonly Membership[] {
  if (tenant === null || environment === null || !isFramed) return memberships;
  return [{ name: `${tenant}/${environment}`, tenant, environment, role: role as Membership['role'] }];
}
