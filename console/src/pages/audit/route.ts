import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { pages } from '../../strings/pages.ts';

export const auditRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'audit',
  staticData: {
    page: {
      title: pages.audit,
      permission: 'audit.view',
      navigation: { group: 'oversight', icon: 'list' },
      shortcut: 'u',
    },
  },
  component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
});
