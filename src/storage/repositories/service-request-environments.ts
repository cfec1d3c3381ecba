import type { Selectable } from 'kysely';
import type { ServiceRequestRepository } from '../../control/service-request-ports.ts';
import { environments } from '../../kernel/scope.ts';
import type { RequestedEnvironmentRecord } from '../../kernel/service-requests.ts';
import type { Tables } from '../database-tables.ts';
import { toJson } from '../to-json.ts';
import type { TransactionExecutor } from '../transactions.ts';

type EnvironmentMethods =
  | 'listEnvironments'
  | 'replaceEnvironments'
  | 'updateEnvironment'
  | 'beginWork'
  | 'isBusy'
  | 'endWork';

export function environmentMethods(
  trx: TransactionExecutor,
  tenantId: string,
): Pick<ServiceRequestRepository, EnvironmentMethods> {
  const of = (id: string, environment: RequestedEnvironmentRecord['environment']) =>
    trx
      .updateTable('service_request_environments')
      .where(({ and }) => and({ tenant_id: tenantId, request_id: id, environment }));
  return {
    listEnvironments: async (id) => {
      const rows = await trx
        .selectFrom('service_request_environments')
        .selectAll()
        .where(({ and }) => and({ tenant_id: tenantId, request_id: id }))
        .execute();
      const place = (one: RequestedEnvironmentRecord) => environments.indexOf(one.environment);
      return rows.map(toEnvironment).toSorted((a, b) => place(a) - place(b));
    },
    replaceEnvironments: async (id, records) => {
      const kept = records.map(({ environment }) => environment);
      await trx
        .deleteFrom('service_request_environments')
        .where(({ and }) => and({ tenant_id: tenantId, request_id: id }))
        .$if(kept.length > 0, (query) => query.where('environment', 'not in', kept))
        .execute();
      // One by one, and over what is there: who is at an environment stays at it.
      for (const record of records) {
        const row = toEnvironmentRow(record);
        await trx
          .insertInto('service_request_environments')
          .values({ tenant_id: tenantId, request_id: id, environment: record.environment, ...row })
          .onConflict((conflict) =>
            conflict.columns(['tenant_id', 'request_id', 'environment']).doUpdateSet(row),
          )
          .execute();
      }
    },
    updateEnvironment: async (id, environment) => {
      await of(id, environment.environment).set(toEnvironmentRow(environment)).execute();
    },
    beginWork: async (id, environment, now, until) => {
      const begun = await of(id, environment)
        .where(({ eb, or }) => or([eb('busy_until', 'is', null), eb('busy_until', '<=', new Date(now))]))
        .set({ busy_until: new Date(until) })
        .returning('environment')
        .executeTakeFirst();
      return begun !== undefined;
    },
    isBusy: async (id, now) => {
      const busy = await trx
        .selectFrom('service_request_environments')
        .select('environment')
        .where(({ and }) => and({ tenant_id: tenantId, request_id: id }))
        .where('busy_until', '>', new Date(now))
        .executeTakeFirst();
      return busy !== undefined;
    },
    endWork: async (id, environment, until) => {
      await of(id, environment).where('busy_until', '=', new Date(until)).set({ busy_until: null }).execute();
    },
  };
}

export const maybeDate = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
export const maybeText = (value: unknown): string | null => (value === null ? null : toJson(value));

function toEnvironmentRow(one: RequestedEnvironmentRecord) {
  return {
    wish: toJson(one.wish),
    reachability: maybeText(one.reachability),
    credential_id: one.credentialId,
    secret_version_before: one.secretVersionBefore,
    config_ids: one.configIds,
    configured_at: maybeDate(one.configuredAt),
    checks: maybeText(one.checks),
    activated_at: maybeDate(one.activatedAt),
    override: maybeText(one.override),
  };
}

function toEnvironment(row: Selectable<Tables['service_request_environments']>): RequestedEnvironmentRecord {
  return {
    environment: row.environment,
    wish: row.wish,
    reachability: row.reachability,
    credentialId: row.credential_id,
    secretVersionBefore: row.secret_version_before,
    configIds: row.config_ids,
    configuredAt: row.configured_at?.getTime() ?? null,
    checks: row.checks,
    activatedAt: row.activated_at?.getTime() ?? null,
    override: row.override,
  };
}
