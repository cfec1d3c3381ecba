import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { pages } from '../../strings/pages.ts';

export const agentsRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'agents',
  staticData: {
    page: {
      title: pages.agents,
      permission: 'agents.view',
      navigation: { group: 'models', icon: 'agents' },
      shortcut: 'a',
    },
  },
  component: lazyRouteComponent(() => import('./agents-page.tsx'), 'AgentsPage'),
});

/** One agent: reached from the list. */
export const agentRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'agents/$agent',
  staticData: { page: { title: pages.agent, permission: 'models.view' } },
  component: lazyRouteComponent(() => import('./agent-page.tsx'), 'AgentPage'),
});
