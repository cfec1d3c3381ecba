import { createRoute, redirect } from '@tanstack/react-router';
import { findPlace } from './front-door.ts';
import { rootRoute } from './root-route.tsx';

/** Where people look for a page who know it from another product, and where it is here. */
const addresses = {
  'app/studio/models': '/t/$tenant/$environment/models',
  'settings/ai/llm-provider': '/t/$tenant/$environment/connect',
  'settings/ai/llm-provider/fallback': '/t/$tenant/$environment/fallback',
  'admin/llm-config': '/t/$tenant/$environment/llm-config',
  byom: '/t/$tenant/$environment/byom',
} as const;

export const otherAddressRoutes = Object.entries(addresses).map(([path, to]) =>
  createRoute({
    getParentRoute: () => rootRoute,
    path,
    beforeLoad: ({ context: { memberships } }) => {
      const place = findPlace(memberships);
      if (!place) throw redirect({ to: '/operator', replace: true });
      throw redirect({ to, params: place, replace: true });
    },
  }),
);
