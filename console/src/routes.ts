import { frontDoorRoute } from './areas/front-door.ts';
import { otherAddressRoutes } from './areas/other-addresses.ts';
import { placeRoute } from './areas/place-route.tsx';
import { platformRoute } from './areas/platform-route.tsx';
import { rootRoute } from './areas/root-route.tsx';
import { accountRoute } from './pages/account/route.ts';
import { agentRoute, agentsRoute } from './pages/agents/route.ts';
import { auditRoute } from './pages/audit/route.ts';
import { budgetsRoute } from './pages/budgets/route.ts';
import { byomRoute } from './pages/byom/route.ts';
import { chatRoute } from './pages/chat/route.ts';
import { connectRoute } from './pages/connect/route.ts';
import { custodyRoute } from './pages/custody/route.ts';
import { dataFlowRoute } from './pages/data-flow/route.ts';
import { egressRulesRoute } from './pages/egress-rules/route.ts';
import { explainRoute } from './pages/explain/route.ts';
import { fallbackRoute } from './pages/fallback/route.ts';
import { featuresRoute } from './pages/features/route.ts';
import { incidentsRoute } from './pages/incidents/route.ts';
import { keysRoute } from './pages/keys/route.ts';
import { callRoute, ledgerRoute } from './pages/ledger/route.ts';
import { llmConfigRoute } from './pages/llm-config/route.ts';
import { managedModelsRoute } from './pages/managed-models/route.ts';
import { modelsRoute } from './pages/models/route.ts';
import { notificationsRoute, platformNotificationsRoute } from './pages/notifications/route.ts';
import { overviewRoute } from './pages/overview/route.ts';
import { peopleRoute } from './pages/people/route.ts';
import { platformFeaturesRoute } from './pages/platform-features/route.ts';
import { proofRoute } from './pages/proof/route.ts';
import { queueRoute } from './pages/queue/route.ts';
import { queuesRoute } from './pages/queues/route.ts';
import {
  newRequestRoute,
  platformRequestRoute,
  platformRequestsRoute,
  requestRoute,
  requestsRoute,
} from './pages/service-requests/route.ts';
import { signinRoute } from './pages/signin/route.ts';
import { statementRoute } from './pages/statement/route.ts';
import { stopsRoute } from './pages/stops/route.ts';
import { tenantsRoute } from './pages/tenants/route.ts';
import { tokensRoute } from './pages/tokens/route.ts';
import { platformUsageRoute, usageRoute } from './pages/usage/route.ts';
import { platformWebhooksRoute, webhookRoute, webhooksRoute } from './pages/webhooks/route.ts';

/** Every page of the console, in the order of the side navigation. */
const placePages = [
  overviewRoute,
  chatRoute,
  modelsRoute,
  connectRoute,
  accountRoute,
  byomRoute,
  featuresRoute,
  agentsRoute,
  agentRoute,
  llmConfigRoute,
  requestsRoute,
  newRequestRoute,
  requestRoute,
  fallbackRoute,
  queueRoute,
  explainRoute,
  tokensRoute,
  ledgerRoute,
  callRoute,
  proofRoute,
  custodyRoute,
  usageRoute,
  budgetsRoute,
  statementRoute,
  dataFlowRoute,
  notificationsRoute,
  webhooksRoute,
  webhookRoute,
  auditRoute,
] as const;

const platformPages = [
  tenantsRoute,
  platformRequestsRoute,
  platformRequestRoute,
  incidentsRoute,
  platformNotificationsRoute,
  platformUsageRoute,
  managedModelsRoute,
  platformFeaturesRoute,
  stopsRoute,
  queuesRoute,
  egressRulesRoute,
  platformWebhooksRoute,
  keysRoute,
  peopleRoute,
  signinRoute,
] as const;

export const routeTree = rootRoute.addChildren([
  frontDoorRoute,
  ...otherAddressRoutes,
  placeRoute.addChildren(placePages),
  platformRoute.addChildren(platformPages),
]);
