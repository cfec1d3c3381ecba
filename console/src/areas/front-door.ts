import { createRoute, redirect } from '@tanstack/react-router';
import type { Membership } from '../api/session.ts';
import type { Place } from './area.tsx';
import { findLastPlace } from './last-place.ts';
import { rootRoute } from './root-route.tsx';
import { findScope, isOperator, listOwnPlaces } from './scope.ts';
import { takeReturnAddress } from './signing-in.ts';

/** `/`: to where one was, else to the first of one's places, else to the platform's pages. */
export const frontDoorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: ({ context: { memberships } }) => {
    const address = takeReturnAddress();
    if (address !== undefined) throw redirect({ href: address, replace: true });
    const place = findPlace(memberships);
    // An operator begins with the tenants: which one they were in last is no reason to act there again.
    if (isOperator(memberships) || !place) throw redirect({ to: '/operator', replace: true });
    throw redirect({ to: firstPageOf(memberships, place), params: place, replace: true });
  },
});

/** Where one was last, as far as one may be there still; else the first of one’s places. */
export function findPlace(memberships: readonly Membership[]): Place | undefined {
  const last = findLastPlace();
  return last && findScope(memberships, last) ? last : listOwnPlaces(memberships)[0];
}

/** Who administers nothing has come to talk. */
function firstPageOf(memberships: readonly Membership[], { tenant, environment }: Place) {
  const here = memberships.find((one) => one.tenant === tenant && one.environment === environment);
  return here?.role === 'user' ? '/t/$tenant/$environment/chat' : '/t/$tenant/$environment';
}
