import type { Selectable } from 'kysely';
import type { ModelConfigRepository } from '../../control/ports.ts';
import type { ModelConfigRecord } from '../../kernel/records.ts';
import type { Environment, Scope } from '../../kernel/scope.ts';
import type { ChangeLog } from '../change-log.ts';
import type { Tables } from '../database-tables.ts';
import { toStandingModelConfig } from '../standing-records.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { isSeenBy } from './agents.ts';
import { pageOf } from './paging.ts';

export function modelConfigRepository(
  trx: TransactionExecutor,
  scope: Scope,
  log: ChangeLog,
): ModelConfigRepository {
  const environment = scope.environment as Environment;
  const touch = (id: string) =>
    log.touch({ kind: 'model_config', tenantId: scope.tenantId, environment, id });
  const mine = () =>
    trx
      .selectFrom('model_configs')
      .selectAll()
      .where('tenant_id', '=', scope.tenantId)
      .where('environment', '=', environment);
  return {
    list: async (page, { credentialId, isEmbedding, seenBy }) => {
      const rows = await mine()
        .$if(credentialId !== undefined, (query) => query.where('credential_id', '=', credentialId ?? ''))
        .$if(isEmbedding !== undefined, (query) => query.where('is_embedding', '=', isEmbedding ?? false))
        .where(isSeenBy(seenBy))
        .$if(page.after !== undefined, (query) => query.where('id', '>', page.after ?? ''))
        .orderBy('id')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => row.id, toModelConfig);
    },
    find: async (id) => {
      const row = await mine().where('id', '=', id).executeTakeFirst();
      return row && toModelConfig(row);
    },
    hold: async (id) => {
      const row = await mine().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
      return row && toModelConfig(row);
    },
    findByName: async (name) => {
      const row = await mine().where('name', '=', name).executeTakeFirst();
      return row && toModelConfig(row);
    },
    findDefault: async (isEmbedding) => {
      const row = await mine()
        .where('agent_id', 'is', null)
        .where('is_embedding', '=', isEmbedding)
        .where('is_default', '=', true)
        .executeTakeFirst();
      return row && toModelConfig(row);
    },
    listOfCredential: async (credentialId) => {
      const rows = await mine().where('credential_id', '=', credentialId).orderBy('name').execute();
      return rows.map(toModelConfig);
    },
    listOfAgent: async (agentId) => {
      const rows = await mine().where('agent_id', '=', agentId).orderBy('name').execute();
      return rows.map(toModelConfig);
    },
    insert: async (config) => {
      touch(config.id);
      await trx
        .insertInto('model_configs')
        .values({ ...toRow(config), tenant_id: scope.tenantId, environment, id: config.id })
        .execute();
    },
    update: async (config) => {
      touch(config.id);
      await trx
        .updateTable('model_configs')
        .set(toRow(config))
        .where('tenant_id', '=', scope.tenantId)
        .where('environment', '=', environment)
        .where('id', '=', config.id)
        .execute();
    },
    move: async (from, to, at) => {
      const rows = await trx
        .updateTable('model_configs')
        .set({ credential_id: to, updated_at: new Date(at) })
        .where('tenant_id', '=', scope.tenantId)
        .where('environment', '=', environment)
        .where('credential_id', '=', from)
        .returningAll()
        .execute();
      for (const { id } of rows) touch(id);
      return rows.map(toModelConfig);
    },
    clearDefault: async (agentId, isEmbedding) => {
      const cleared = await trx
        .updateTable('model_configs')
        .set({ is_default: false })
        .where('tenant_id', '=', scope.tenantId)
        .where('environment', '=', environment)
        .where('is_embedding', '=', isEmbedding)
        .where('agent_id', agentId === null ? 'is' : '=', agentId)
        .where('is_default', '=', true)
        .returning('id')
        .execute();
      for (const { id } of cleared) touch(id);
    },
    delete: async (id) => {
      touch(id);
      // Whoever assigns a feature to it right now holds its row: those assignments are there once this is ours.
      await mine().where('id', '=', id).forUpdate().execute();
      const unassigned = await deleteAssignments(trx, scope.tenantId, environment, id);
      for (const featureId of unassigned) {
        log.touch({ kind: 'assignment', tenantId: scope.tenantId, environment, id: featureId });
      }
      await trx
        .deleteFrom('model_configs')
        .where('tenant_id', '=', scope.tenantId)
        .where('environment', '=', environment)
        .where('id', '=', id)
        .execute();
      return unassigned;
    },
  };
}

async function deleteAssignments(
  trx: TransactionExecutor,
  tenantId: string,
  environment: Environment,
  configId: string,
): Promise<string[]> {
  const deleted = await trx
    .deleteFrom('feature_assignments')
    .where('tenant_id', '=', tenantId)
    .where('environment', '=', environment)
    .where('config_id', '=', configId)
    .returning('feature_id')
    .execute();
  return deleted.map(({ feature_id }) => feature_id).toSorted();
}

function toRow(config: ModelConfigRecord) {
  return {
    name: config.name,
    credential_id: config.credentialId,
    provider: config.provider,
    model_name: config.modelName,
    deployment_name: config.deploymentName,
    is_embedding: config.isEmbedding,
    embedding_dimensions: config.embeddingDimensions,
    dimensions_verified: config.dimensionsVerified,
    agent_id: config.agentId,
    is_default: config.isDefault,
    enabled: config.enabled,
    capabilities: JSON.stringify(config.capabilities),
    substitute_for: config.substituteFor,
    created_at: new Date(config.createdAt),
    updated_at: new Date(config.updatedAt),
  };
}

export function toModelConfig(row: Selectable<Tables['model_configs']>): ModelConfigRecord {
  return { ...toStandingModelConfig(row), updatedAt: row.updated_at.getTime() };
}
