import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { pages } from '../../strings/pages.ts';

export const llmConfigRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'llm-config',
  staticData: {
    page: {
      title: pages.llmConfig,
      permission: 'credentials.view',
      administeredBy: 'operator',
      navigation: { group: 'models', icon: 'list' },
    },
  },
  component: lazyRouteComponent(() => import('./llm-config-page.tsx'), 'LlmConfigPage'),
});
