import type { Route } from '../route.ts';
import { createAgentRoute } from './agents/create.ts';
import { deleteAgentRoute } from './agents/delete.ts';
import { getAgentRoute } from './agents/get.ts';
import { listAgentsRoute } from './agents/list.ts';
import { patchAgentRoute } from './agents/patch.ts';
import { listAuditRoute } from './audit/list.ts';
import { listCheckpointsRoute } from './audit/list-checkpoints.ts';
import { listAuditKeysRoute } from './audit/list-keys.ts';
import { verifyAuditRoute } from './audit/verify.ts';
import { verifyAllAuditRoute } from './audit/verify-all.ts';
import { getBoardRoute } from './board/get.ts';
import { deleteBudgetRoute } from './budgets/delete.ts';
import { listBudgetsRoute } from './budgets/list.ts';
import { putBudgetRoute } from './budgets/put.ts';
import { getCallLimitsRoute } from './call-limits/get.ts';
import { getPlatformCallLimitsRoute } from './call-limits/get-platform.ts';
import { putCallLimitsRoute } from './call-limits/put.ts';
import { putPlatformCallLimitsRoute } from './call-limits/put-platform.ts';
import { getCallRoute } from './calls/get.ts';
import { createModelConfigRoute } from './config-llm/create.ts';
import { deleteModelConfigRoute } from './config-llm/delete.ts';
import { getModelConfigRoute } from './config-llm/get.ts';
import { listModelConfigsRoute } from './config-llm/list.ts';
import { patchModelConfigRoute } from './config-llm/patch.ts';
import { createConversationRoute } from './conversations/create.ts';
import { deleteConversationRoute } from './conversations/delete.ts';
import { getConversationRoute } from './conversations/get.ts';
import { listConversationsRoute } from './conversations/list.ts';
import { listConversationModelsRoute } from './conversations/models.ts';
import { patchConversationRoute } from './conversations/patch.ts';
import { retryMessageRoute } from './conversations/retry-message.ts';
import { sendMessageRoute } from './conversations/send-message.ts';
import { getConversationSettingsRoute, putConversationSettingsRoute } from './conversations/settings.ts';
import { custodyRoute } from './custody/get.ts';
import { dataFlowRoute } from './data-flow/get.ts';
import { depositLinkRoutes } from './deposits/by-link.ts';
import { depositRoutes } from './deposits/manage.ts';
import { createEgressRuleRoute } from './egress-rules/create.ts';
import { deleteEgressRuleRoute } from './egress-rules/delete.ts';
import { listEgressRulesRoute } from './egress-rules/list.ts';
import { createEmbedTokenRoute } from './embed-tokens/create.ts';
import { exportRoutes } from './exports/routes.ts';
import { giveConsentRoute, withdrawConsentRoute } from './fallback/consent.ts';
import { deleteFallbackRoute } from './fallback/delete.ts';
import { getFallbackRoute } from './fallback/get.ts';
import { putFallbackRoute } from './fallback/put.ts';
import { assignFeatureRoute } from './features/assign.ts';
import { deleteFeatureRoute } from './features/delete.ts';
import { listFeaturesRoute } from './features/list.ts';
import { putFeatureRoute } from './features/put.ts';
import { healthzRoute } from './health/healthz.ts';
import { metricsRoute } from './health/metrics.ts';
import { readyzRoute } from './health/readyz.ts';
import { listIncidentsRoute } from './incidents/list.ts';
import { listKeysRoute } from './keys/list.ts';
import { retireKeyRoute } from './keys/retire.ts';
import { rewrapKeysRoute } from './keys/rewrap.ts';
import { listLedgerCheckpointsRoute } from './ledger/checkpoints.ts';
import { listLedgerKeysRoute } from './ledger/keys.ts';
import { listLedgerRoute } from './ledger/list.ts';
import { ledgerProofRoute } from './ledger/proof.ts';
import { getLedgerSettingsRoute, putLedgerSettingsRoute } from './ledger/settings.ts';
import { verifyLedgerRoute } from './ledger/verify.ts';
import { verifyAllLedgersRoute } from './ledger/verify-all.ts';
import { createCredentialRoute } from './llm-credentials/create.ts';
import { deleteCredentialRoute } from './llm-credentials/delete.ts';
import { getCredentialRoute } from './llm-credentials/get.ts';
import { listCredentialsRoute } from './llm-credentials/list.ts';
import { patchCredentialRoute } from './llm-credentials/patch.ts';
import { rotateCredentialRoute } from './llm-credentials/rotate.ts';
import { testCredentialRoute, validateCredentialRoute } from './llm-credentials/validate.ts';
import { getLockRoute } from './lock/get.ts';
import { putLockRoute } from './lock/put.ts';
import { createManagedModelRoute } from './managed-models/create.ts';
import { deleteManagedModelRoute } from './managed-models/delete.ts';
import { getManagedModelRoute } from './managed-models/get.ts';
import { listManagedModelsRoute } from './managed-models/list.ts';
import { patchManagedModelRoute } from './managed-models/patch.ts';
import { getModeRoute } from './mode/get.ts';
import { putModeRoute } from './mode/put.ts';
import { getNotificationSettingsRoute } from './notifications/get-settings.ts';
import { listNotificationsRoute } from './notifications/list.ts';
import { putNotificationSettingsRoute } from './notifications/put-settings.ts';
import { readNotificationRoute } from './notifications/read.ts';
import { readAllNotificationsRoute } from './notifications/read-all.ts';
import { createSigninLinkRoute } from './people/create-signin-link.ts';
import { listPeopleRoute } from './people/list.ts';
import { patchPersonRoute } from './people/patch.ts';
import { getPlatformRoute } from './platform/get.ts';
import { platformTokenRoutes } from './platform-tokens/routes.ts';
import { listProvidersRoute } from './providers/list.ts';
import { parsePastedRoute } from './providers/parse.ts';
import { cancelQueuedCallRoute } from './queue/cancel.ts';
import { cancelQueuedCallsRoute } from './queue/cancel-all.ts';
import { listQueuedCallsRoute } from './queue/list.ts';
import { cancelQueueRoute, listQueuesRoute, putQueueRoute } from './queue/of-tenants.ts';
import { getQueueSummaryRoute } from './queue/summary.ts';
import { explainRouteRoute } from './routing/explain.ts';
import { routingProofRoute } from './routing/proof.ts';
import { serviceRequestRoutes } from './service-requests/routes.ts';
import { endSessionRoute } from './session/end.ts';
import { getSessionRoute } from './session/get.ts';
import { startSessionRoute } from './session/start.ts';
import { signinRoutes } from './signin/routes.ts';
import { getSigninSettingsRoute } from './signin/settings.ts';
import { getStatementRoute } from './statement/get.ts';
import { createStopRoute } from './stops/create.ts';
import { deleteStopRoute } from './stops/delete.ts';
import { listStopsRoute } from './stops/list.ts';
import { createTenantRoute } from './tenants/create.ts';
import { deleteTenantRoute } from './tenants/delete.ts';
import { getTenantRoute } from './tenants/get.ts';
import { listTenants } from './tenants/list.ts';
import { listTenantHealthRoute } from './tenants/list-health.ts';
import { patchTenantRoute } from './tenants/patch.ts';
import { putTenantRoute } from './tenants/put.ts';
import { createTokenRoute } from './tokens/create.ts';
import { deleteTokenRoute } from './tokens/delete.ts';
import { listTokensRoute } from './tokens/list.ts';
import { patchTokenRoute } from './tokens/patch.ts';
import { usageCsvRoute } from './usage/csv.ts';
import { listUsageRoute } from './usage/list.ts';
import { createWebhookRoute } from './webhooks/create.ts';
import { deleteWebhookRoute } from './webhooks/delete.ts';
import { getWebhookRoute } from './webhooks/get.ts';
import { listWebhooksRoute } from './webhooks/list.ts';
import { listDeliveriesRoute } from './webhooks/list-deliveries.ts';
import { patchWebhookRoute } from './webhooks/patch.ts';
import { resendDeliveryRoute } from './webhooks/resend.ts';
import { rotateWebhookRoute } from './webhooks/rotate.ts';
import { testWebhookRoute } from './webhooks/test.ts';

/** Every route there is. The tests crawl this list; nothing else registers one of ours. */
export const routes: readonly Route[] = [
  listTenants,
  listTenantHealthRoute,
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
  createEmbedTokenRoute,
  listProvidersRoute,
  parsePastedRoute,
  ...depositRoutes,
  ...depositLinkRoutes,
  createCredentialRoute,
  listCredentialsRoute,
  getCredentialRoute,
  patchCredentialRoute,
  deleteCredentialRoute,
  validateCredentialRoute,
  testCredentialRoute,
  rotateCredentialRoute,
  createModelConfigRoute,
  listModelConfigsRoute,
  getModelConfigRoute,
  patchModelConfigRoute,
  deleteModelConfigRoute,
  getModeRoute,
  putModeRoute,
  getFallbackRoute,
  putFallbackRoute,
  getQueueSummaryRoute,
  listQueuedCallsRoute,
  cancelQueuedCallRoute,
  cancelQueuedCallsRoute,
  listQueuesRoute,
  putQueueRoute,
  cancelQueueRoute,
  deleteFallbackRoute,
  giveConsentRoute,
  withdrawConsentRoute,
  getLockRoute,
  putLockRoute,
  getCallLimitsRoute,
  putCallLimitsRoute,
  getPlatformCallLimitsRoute,
  putPlatformCallLimitsRoute,
  explainRouteRoute,
  routingProofRoute,
  getBoardRoute,
  createManagedModelRoute,
  listManagedModelsRoute,
  getManagedModelRoute,
  patchManagedModelRoute,
  deleteManagedModelRoute,
  createEgressRuleRoute,
  listEgressRulesRoute,
  deleteEgressRuleRoute,
  createStopRoute,
  listStopsRoute,
  deleteStopRoute,
  listAgentsRoute,
  getAgentRoute,
  createAgentRoute,
  patchAgentRoute,
  deleteAgentRoute,
  putFeatureRoute,
  deleteFeatureRoute,
  listFeaturesRoute,
  assignFeatureRoute,
  createConversationRoute,
  listConversationsRoute,
  listConversationModelsRoute,
  getConversationRoute,
  patchConversationRoute,
  deleteConversationRoute,
  sendMessageRoute,
  retryMessageRoute,
  getConversationSettingsRoute,
  putConversationSettingsRoute,
  listPeopleRoute,
  patchPersonRoute,
  createSigninLinkRoute,
  ...serviceRequestRoutes,
  startSessionRoute,
  getSessionRoute,
  endSessionRoute,
  ...signinRoutes,
  getSigninSettingsRoute,
  listNotificationsRoute,
  readNotificationRoute,
  readAllNotificationsRoute,
  getNotificationSettingsRoute,
  putNotificationSettingsRoute,
  listIncidentsRoute,
  createWebhookRoute,
  listWebhooksRoute,
  getWebhookRoute,
  patchWebhookRoute,
  deleteWebhookRoute,
  rotateWebhookRoute,
  resendDeliveryRoute,
  testWebhookRoute,
  listDeliveriesRoute,
  ...exportRoutes,
  listAuditRoute,
  listCheckpointsRoute,
  verifyAuditRoute,
  verifyAllAuditRoute,
  listAuditKeysRoute,
  getStatementRoute,
  listBudgetsRoute,
  putBudgetRoute,
  deleteBudgetRoute,
  listUsageRoute,
  usageCsvRoute,
  listLedgerRoute,
  ledgerProofRoute,
  listLedgerKeysRoute,
  listLedgerCheckpointsRoute,
  verifyLedgerRoute,
  verifyAllLedgersRoute,
  dataFlowRoute,
  custodyRoute,
  getCallRoute,
  getLedgerSettingsRoute,
  putLedgerSettingsRoute,
  listKeysRoute,
  rewrapKeysRoute,
  retireKeyRoute,
  getPlatformRoute,
  healthzRoute,
  readyzRoute,
  metricsRoute,
];
