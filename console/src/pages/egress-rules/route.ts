import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { platformRoute } from '../../areas/platform-route.tsx';
import { pages } from '../../strings/pages.ts';

export const egressRulesRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: 'egress-rules',
  staticData: {
    page: {
      title: pages.egressRules,
      permission: 'egress_rules.manage',
      navigation: { group: 'platform', icon: 'globe' },
      shortcut: 'r',
    },
  },
  component: lazyRouteComponent(() => import('./egress-rules-page.tsx'), 'EgressRulesPage'),
});
