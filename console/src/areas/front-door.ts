import { createRoute, redirect } from '@tanstack/react-router';
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
    const last = findLastPlace();
    const [first] = listOwnPlaces(memberships);
    const place = last && findScope(memberships, last) ? last : first;
    // An operator begins with the tenants: which one they were in last is no reason to act there again.
    if (isOperator(memberships) || !place) throw redirect({ to: '/operator', replace: true });
    throw redirect({ to: '/t/$tenant/$environment', params: place, replace: true });
  },
});
