import type { AssignmentRepository, EnvironmentSettingsRepository } from '../../control/routing-ports.ts';
import type { AssignmentRecord } from '../../kernel/records.ts';
import type { Environment, Scope } from '../../kernel/scope.ts';
import type { ChangeLog } from '../change-log.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { toAssignment, toEnvironmentSettings } from './records.ts';

export function assignmentRepository(
  trx: TransactionExecutor,
  scope: Scope,
  log: ChangeLog,
): AssignmentRepository {
  return {
    list: async () => {
      const query = trx.selectFrom('feature_assignments').selectAll().where('tenant_id', '=', scope.tenantId);
      const rows = await (scope.environment === 'every'
        ? query
        : query.where('environment', '=', scope.environment)
      ).execute();
      return rows.map(toAssignment);
    },
    put: async (assignment) => {
      if (assignment.configId !== null && !(await holdConfig(trx, scope, assignment))) return false;
      const row = {
        tenant_id: scope.tenantId,
        environment: assignment.environment,
        feature_id: assignment.featureId,
        kind: assignment.kind,
        config_id: assignment.configId,
        updated_at: new Date(assignment.updatedAt),
      };
      await trx
        .insertInto('feature_assignments')
        .values(row)
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'environment', 'feature_id'])
            .doUpdateSet({ kind: row.kind, config_id: row.config_id, updated_at: row.updated_at }),
        )
        .execute();
      log.touch({
        kind: 'assignment',
        tenantId: scope.tenantId,
        environment: assignment.environment,
        id: assignment.featureId,
      });
      return true;
    },
  };
}

/** Waits for whoever is deleting the config, and keeps it until the assignment that names it is committed. */
async function holdConfig(
  trx: TransactionExecutor,
  scope: Scope,
  { environment, configId }: AssignmentRecord,
): Promise<boolean> {
  const held = await trx
    .selectFrom('model_configs')
    .select('id')
    .where('tenant_id', '=', scope.tenantId)
    .where('environment', '=', environment)
    .where('id', '=', configId ?? '')
    .forKeyShare()
    .executeTakeFirst();
  return held !== undefined;
}

export function environmentSettingsRepository(
  trx: TransactionExecutor,
  scope: Scope,
  log: ChangeLog,
): EnvironmentSettingsRepository {
  const environment = scope.environment as Environment;
  return {
    find: async () => {
      const row = await trx
        .selectFrom('environment_settings')
        .selectAll()
        .where('tenant_id', '=', scope.tenantId)
        .where('environment', '=', environment)
        .executeTakeFirst();
      return row && toEnvironmentSettings(row);
    },
    put: async (settings) => {
      log.touch({ kind: 'environment', tenantId: scope.tenantId, environment, id: environment });
      const changing = {
        mode: settings.mode,
        embeddings_mode: settings.embeddingsMode,
        updated_at: new Date(settings.updatedAt),
      };
      await trx
        .insertInto('environment_settings')
        .values({ tenant_id: scope.tenantId, environment, ...changing })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'environment']).doUpdateSet(changing))
        .execute();
    },
  };
}
