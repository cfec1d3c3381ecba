import type { AuditRepository, TenantRepositories } from '../../control/ports.ts';
import type { Scope } from '../../kernel/scope.ts';
import type { ChangeLog } from '../change-log.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { agentRepository } from './agents.ts';
import { budgetRepository } from './budgets.ts';
import { callLimitsRepository } from './call-limits.ts';
import { conversationRepository, conversationSettingsRepository } from './conversations.ts';
import { credentialRepository } from './credentials.ts';
import { custodyRepository } from './custody.ts';
import { depositRepository } from './deposits.ts';
import { listRulesInForce } from './egress-rules.ts';
import { exportRepository } from './exports.ts';
import { failurePolicyRepository, lockRepository } from './fallback.ts';
import { listFeatures } from './features.ts';
import { ledgerRepository } from './ledger.ts';
import { modelConfigRepository } from './model-configs.ts';
import { notificationRepositories } from './notifications.ts';
import { pageOf } from './paging.ts';
import { queuedCallRepository } from './queued-calls.ts';
import { toAuditRow, toCheckpoint, toFeature, toTenant } from './records.ts';
import { assignmentRepository, environmentSettingsRepository } from './routing.ts';
import { serviceRequestRepository } from './service-requests.ts';
import { supportWindowRepository } from './support-windows.ts';
import { tokenRepository } from './tokens.ts';
import { usageRepository } from './usage.ts';

/** Everything that one tenant's transaction may reach. Row-level security says the same once more. */
export function tenantRepositories(
  trx: TransactionExecutor,
  scope: Scope,
  log: ChangeLog,
): TenantRepositories {
  const itself = () => trx.selectFrom('tenants').selectAll().where('id', '=', scope.tenantId);
  return {
    findTenant: async () => {
      const row = await itself().executeTakeFirst();
      return row && toTenant(row);
    },
    holdTenant: async () => {
      // Rows that refer to it can be added meanwhile.
      const row = await itself().forNoKeyUpdate().executeTakeFirst();
      return row && toTenant(row);
    },
    updateTenant: async (tenant) => {
      await trx
        .updateTable('tenants')
        .set({
          name: tenant.name,
          plan: tenant.plan,
          administered_by: tenant.administeredBy,
          plan_lowered_at: tenant.planLoweredAt === null ? null : new Date(tenant.planLoweredAt),
          updated_at: new Date(tenant.updatedAt),
        })
        .where('id', '=', scope.tenantId)
        .execute();
      log.touch({ kind: 'tenant', tenantId: scope.tenantId, environment: '', id: scope.tenantId });
    },
    tokens: tokenRepository(trx, scope, log),
    agents: agentRepository(trx, scope, log),
    assignments: assignmentRepository(trx, scope, log),
    settings: environmentSettingsRepository(trx, scope, log),
    callLimits: callLimitsRepository(trx, scope, log),
    failurePolicies: failurePolicyRepository(trx, scope, log),
    lock: lockRepository(trx, scope, log),
    queuedCalls: queuedCallRepository(trx, scope),
    features: featureReader(trx),
    audit: auditRepository(trx, scope),
    ledger: ledgerRepository(trx, scope),
    usage: usageRepository(trx, scope),
    budgets: budgetRepository(trx, scope, log),
    custody: custodyRepository(trx, scope),
    exports: exportRepository(trx, scope),
    credentials: credentialRepository(trx, scope, log),
    deposits: depositRepository(trx, scope),
    modelConfigs: modelConfigRepository(trx, scope, log),
    conversations: conversationRepository(trx, scope),
    conversationSettings: conversationSettingsRepository(trx, scope),
    serviceRequests: serviceRequestRepository(trx, scope),
    supportWindows: supportWindowRepository(trx, scope),
    ...notificationRepositories(trx, scope),
    listEgressRules: () => listRulesInForce(trx, scope),
  };
}

function featureReader(trx: TransactionExecutor): TenantRepositories['features'] {
  return {
    list: (page) => listFeatures(trx, page),
    find: async (id) => {
      const row = await trx.selectFrom('features').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toFeature(row);
    },
  };
}

function auditRepository(trx: TransactionExecutor, scope: Scope): AuditRepository {
  return {
    list: async (page, { environment }) => {
      const rows = await trx
        .selectFrom('audit')
        .selectAll()
        .where('tenant_id', '=', scope.tenantId)
        .$if(environment !== undefined, (query) =>
          query.where((where) =>
            where.or([where('environment', 'is', null), where('environment', '=', environment ?? null)]),
          ),
        )
        .$if(page.after !== undefined, (query) => query.where('seq', '<', Number(page.after)))
        .orderBy('seq', 'desc')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => String(row.seq), toAuditRow);
    },
    listCheckpoints: async (page) => {
      const rows = await trx
        .selectFrom('audit_checkpoints')
        .selectAll()
        .where('tenant_id', '=', scope.tenantId)
        .$if(page.after !== undefined, (query) => query.where('seq', '<', Number(page.after)))
        .orderBy('seq', 'desc')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => String(row.seq), toCheckpoint);
    },
    listOfRequests: async (requestIds) => {
      if (requestIds.length === 0) return [];
      const rows = await trx
        .selectFrom('audit')
        .selectAll()
        .where('tenant_id', '=', scope.tenantId)
        .where('request_id', 'in', requestIds)
        .orderBy('seq')
        .execute();
      return rows.map(toAuditRow);
    },
    listOfTarget: async ({ kind, id }, limit) => {
      const rows = await trx
        .selectFrom('audit')
        .selectAll()
        .where(({ and }) => and({ tenant_id: scope.tenantId, target_kind: kind, target_id: id }))
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toAuditRow);
    },
  };
}
