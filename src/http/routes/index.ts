import type { Route } from '../route.ts';
import { agentRoutes } from './agents/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { createModelConfigRoute } from './config-llm/create.ts';
import { deleteModelConfigRoute } from './config-llm/delete.ts';
import { getModelConfigRoute } from './config-llm/get.ts';
import { listModelConfigsRoute } from './config-llm/list.ts';
import { patchModelConfigRoute } from './config-llm/patch.ts';
import { createEgressRuleRoute } from './egress-rules/create.ts';
import { deleteEgressRuleRoute } from './egress-rules/delete.ts';
import { listEgressRulesRoute } from './egress-rules/list.ts';
import { featureRoutes } from './features/routes.ts';
import { healthRoutes } from './health/routes.ts';
import { keyRoutes } from './keys/routes.ts';
import { createCredentialRoute } from './llm-credentials/create.ts';
import { deleteCredentialRoute } from './llm-credentials/delete.ts';
import { getCredentialRoute } from './llm-credentials/get.ts';
import { listCredentialsRoute } from './llm-credentials/list.ts';
import { patchCredentialRoute } from './llm-credentials/patch.ts';
import { testCredentialRoute, validateCredentialRoute } from './llm-credentials/validate.ts';
import { peopleRoutes } from './people/routes.ts';
import { platformRoutes } from './platform/routes.ts';
import { platformTokenRoutes } from './platform-tokens/routes.ts';
import { listProvidersRoute } from './providers/list.ts';
import { sessionRoutes } from './session/routes.ts';
import { signinRoutes } from './signin/routes.ts';
import { createTenantRoute } from './tenants/create.ts';
import { deleteTenantRoute } from './tenants/delete.ts';
import { getTenantRoute } from './tenants/get.ts';
import { listTenants } from './tenants/list.ts';
import { patchTenantRoute } from './tenants/patch.ts';
import { putTenantRoute } from './tenants/put.ts';
import { createTokenRoute } from './tokens/create.ts';
import { deleteTokenRoute } from './tokens/delete.ts';
import { listTokensRoute } from './tokens/list.ts';
import { patchTokenRoute } from './tokens/patch.ts';

/** Every route there is. The tests crawl this list; nothing else registers one of ours. */
export const routes: readonly Route[] = [
  listTenants,
  createTenantRoute,
  putTenantRoute,
  getTenantRoute,
  patchTenantRoute,
  deleteTenantRoute,
  listTokensRoute,
  createTokenRoute,
  patchTokenRoute,
  deleteTokenRoute,
  ...platformTokenRoutes,
  ...agentRoutes,
  ...featureRoutes,
  ...peopleRoutes,
  listProvidersRoute,
  createCredentialRoute,
  listCredentialsRoute,
  getCredentialRoute,
  patchCredentialRoute,
  deleteCredentialRoute,
  validateCredentialRoute,
  testCredentialRoute,
  createModelConfigRoute,
  listModelConfigsRoute,
  getModelConfigRoute,
  patchModelConfigRoute,
  deleteModelConfigRoute,
  createEgressRuleRoute,
  listEgressRulesRoute,
  deleteEgressRuleRoute,
  ...sessionRoutes,
  ...signinRoutes,
  ...auditRoutes,
  ...keyRoutes,
  ...platformRoutes,
  ...healthRoutes,
];
