import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { placeRoute } from '../../areas/place-route.tsx';
import { platformRoute } from '../../areas/platform-route.tsx';
import { pages } from '../../strings/pages.ts';

const facts = { title: pages.webhooks, permission: 'webhooks.view' } as const;

export const webhooksRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'webhooks',
  staticData: { page: { ...facts, navigation: { group: 'oversight', icon: 'hook' }, shortcut: 'w' } },
  component: lazyRouteComponent(() => import('./webhooks-page.tsx'), 'WebhooksPage'),
});

export const webhookRoute = createRoute({
  getParentRoute: () => placeRoute,
  path: 'webhooks/$webhook',
  staticData: { page: { ...facts, title: pages.webhook } },
  component: lazyRouteComponent(() => import('./webhook-page.tsx'), 'WebhookPage'),
});

export const platformWebhooksRoute = createRoute({
  getParentRoute: () => platformRoute,
  path: 'webhooks',
  staticData: { page: { ...facts, navigation: { group: 'platform', icon: 'hook' }, shortcut: 'w' } },
  component: lazyRouteComponent(() => import('./webhooks-page.tsx'), 'PlatformWebhooksPage'),
});
