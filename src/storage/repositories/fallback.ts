import { type Selectable, sql } from 'kysely';
import type { FailurePolicyRepository, LockRepository } from '../../control/routing-ports.ts';
import type { FailurePolicyRecord } from '../../kernel/failure-policy.ts';
import type { LockRecord } from '../../kernel/lock.ts';
import type { Environment, Scope } from '../../kernel/scope.ts';
import type { ChangeLog } from '../change-log.ts';
import type { Tables } from '../database-tables.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { holdInScope } from './advisory-lock.ts';
import { toModelConfig } from './model-configs.ts';

export function failurePolicyRepository(
  trx: TransactionExecutor,
  scope: Scope,
  log: ChangeLog,
): FailurePolicyRepository {
  const { tenantId } = scope;
  const environment = scope.environment as Environment;
  const touch = (id: string) => log.touch({ kind: 'failure_policy', tenantId, environment, id });
  return {
    list: async () => {
      const rows = await trx
        .selectFrom('failure_policies')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('environment', '=', environment)
        .orderBy('agent_id')
        .execute();
      return rows.map(toFailurePolicy);
    },
    holdTargets: async (ids) => {
      if (ids.length === 0) return [];
      const rows = await trx
        .selectFrom('model_configs')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('environment', '=', environment)
        .where('id', 'in', ids)
        .orderBy('id')
        .forKeyShare()
        .execute();
      return rows.map(toModelConfig);
    },
    hold: () => holdInScope(trx, scope, 'failure policies', 'alone'),
    put: async (policy) => {
      const agentId = policy.agentId ?? '';
      touch(agentId);
      const changing = {
        policy: policy.policy,
        targets: policy.targets,
        targets_for_named: policy.targetsForNamed,
        managed_on: policy.managedOn,
        consent: policy.consent && JSON.stringify(policy.consent),
        hold_s: policy.holdSeconds,
        deadline_s: policy.deadlineSeconds,
        max_attempts: policy.maxAttempts,
        updated_at: new Date(policy.updatedAt),
      };
      await trx
        .insertInto('failure_policies')
        .values({ tenant_id: tenantId, environment, agent_id: agentId, ...changing })
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'environment', 'agent_id']).doUpdateSet(changing),
        )
        .execute();
    },
    delete: async (agentId) => {
      touch(agentId ?? '');
      await trx
        .deleteFrom('failure_policies')
        .where('tenant_id', '=', tenantId)
        .where('environment', '=', environment)
        .where('agent_id', '=', agentId ?? '')
        .execute();
    },
    dropTarget: async (configId) => {
      const dropped = await trx
        .updateTable('failure_policies')
        .set({ targets: sql<string[]>`array_remove(targets, ${configId}::text)` })
        .where('tenant_id', '=', tenantId)
        .where('environment', '=', environment)
        .where(sql<boolean>`${configId}::text = any(targets)`)
        .returning('agent_id')
        .execute();
      for (const row of dropped) touch(row.agent_id);
      return dropped.map((row) => row.agent_id || null);
    },
  };
}

export function lockRepository(trx: TransactionExecutor, scope: Scope, log: ChangeLog): LockRepository {
  const { tenantId } = scope;
  const environment = scope.environment as Environment;
  return {
    find: async () => {
      const row = await trx
        .selectFrom('environment_locks')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('environment', '=', environment)
        .executeTakeFirst();
      return row && toLock(row);
    },
    hold: () => holdInScope(trx, scope, 'lock', 'alone'),
    put: async ({ managedNever, regions, hosts, pendingLoosening, updatedAt }) => {
      log.touch({ kind: 'lock', tenantId, environment, id: environment });
      const changing = {
        managed_never: managedNever,
        regions,
        hosts,
        pending: pendingLoosening && JSON.stringify(pendingLoosening),
        updated_at: new Date(updatedAt),
      };
      await trx
        .insertInto('environment_locks')
        .values({ tenant_id: tenantId, environment, ...changing })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'environment']).doUpdateSet(changing))
        .execute();
    },
  };
}

export function toFailurePolicy(row: Selectable<Tables['failure_policies']>): FailurePolicyRecord {
  return {
    tenantId: row.tenant_id,
    environment: row.environment,
    agentId: row.agent_id || null,
    policy: row.policy,
    targets: row.targets,
    targetsForNamed: row.targets_for_named,
    managedOn: row.managed_on,
    consent: row.consent,
    holdSeconds: row.hold_s,
    deadlineSeconds: row.deadline_s,
    maxAttempts: row.max_attempts,
    updatedAt: row.updated_at.getTime(),
  };
}

export function toLock(row: Selectable<Tables['environment_locks']>): LockRecord {
  return {
    tenantId: row.tenant_id,
    environment: row.environment,
    managedNever: row.managed_never,
    regions: row.regions,
    hosts: row.hosts,
    pendingLoosening: row.pending,
    updatedAt: row.updated_at.getTime(),
  };
}
