import type {
  AuditEntry,
  AuditedAct,
  PlatformRepositories,
  Store,
  TenantRepositories,
} from '../control/ports.ts';
import type { Clock } from '../kernel/clock.ts';
import { type ErrorCode, PlugboardError } from '../kernel/errors.ts';
import type { Scope } from '../kernel/scope.ts';
import type { Telemetry } from '../kernel/telemetry.ts';
import { appendAudit, type PendingAudit } from './audit-writer.ts';
import { ChangeLog, publishChanges } from './change-log.ts';
import type { Executor } from './open-database.ts';
import { reachable } from './reachable.ts';
import { platformRepositories } from './repositories/platform-repositories.ts';
import { tenantRepositories } from './repositories/tenant-repositories.ts';
import { ownerTransaction, type TransactionExecutor, tenantTransaction } from './transactions.ts';

interface StoreParts {
  db: Executor;
  clock: Clock;
  telemetry: Pick<Telemetry, 'auditWritten'>;
  /** Brings this process's snapshot up to what was just committed, so that the answer is already true here. */
  afterChange: () => Promise<void>;
}

export function createStore({ db, clock, telemetry, afterChange }: StoreParts): Store {
  const changed = async <T>({ result, rows }: Committed<T>): Promise<T> => {
    telemetry.auditWritten({ rows });
    await reachable(afterChange());
    return result;
  };
  return {
    readInTenant: (scope, work) =>
      reachable(tenantTransaction(db, scope, (trx) => work(tenantRepositories(trx, scope, new ChangeLog())))),

    changeInTenant: async (scope, act, work) =>
      changed(
        await settled(tenantTransaction(db, scope, (trx) => changeInTenant(trx, scope, act, clock, work))),
      ),

    readAsPlatform: (work) =>
      reachable(ownerTransaction(db, (trx) => work(platformRepositories(trx, new ChangeLog())))),

    changeAsPlatform: async (act, work) =>
      changed(await settled(ownerTransaction(db, (trx) => changeAsPlatform(trx, act, clock, work)))),

    noteInTenant: async (scope, work) => {
      const log = new ChangeLog();
      const noted = tenantTransaction(db, scope, async (trx) => {
        const result = await work(tenantRepositories(trx, scope, log));
        await publishChanges(trx, log);
        return result;
      });
      const result = await settled(noted);
      if (log.changes.length > 0) await reachable(afterChange());
      return result;
    },

    noteAsPlatform: (work) =>
      reachable(ownerTransaction(db, (trx) => work(platformRepositories(trx, new ChangeLog())))),

    keepSessions: (work) =>
      reachable(ownerTransaction(db, (trx) => work(platformRepositories(trx, new ChangeLog())))),
  };
}

const foreignKeyViolation = '23503';

const goneWith = { _tenant_id_fkey: 'tenant_not_found', _feature_id_fkey: 'feature_not_found' } as const;

const uniqueViolation = '23505';

/** Of two at once, the slower one finds taken what it had found free. */
const takenMeanwhile: Readonly<Record<string, ErrorCode>> = {
  model_configs_default: 'changed_meanwhile',
  model_configs_tenant_id_environment_name_key: 'name_taken',
};

/** A tenant or a feature that is deleted while something of it changes is, for whoever changes it, not there. */
export async function settled<T>(transaction: Promise<T>): Promise<T> {
  try {
    return await reachable(transaction);
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    const taken = code === uniqueViolation ? takenMeanwhile[constraint ?? ''] : undefined;
    if (taken) throw new PlugboardError(taken, { cause: error });
    const gone = Object.entries(goneWith).find(([ending]) => constraint?.endsWith(ending));
    if (code !== foreignKeyViolation || !gone) throw error;
    throw new PlugboardError(gone[1], { cause: error });
  }
}

interface Committed<T> {
  result: T;
  rows: number;
}

async function changeInTenant<T>(
  trx: TransactionExecutor,
  scope: Scope,
  act: AuditedAct,
  clock: Clock,
  work: (repositories: TenantRepositories, audit: (entry: AuditEntry) => void) => Promise<T>,
): Promise<Committed<T>> {
  const log = new ChangeLog();
  const pending: PendingAudit[] = [];
  const result = await work(tenantRepositories(trx, scope, log), (entry) =>
    pending.push({ tenantId: scope.tenantId, entry }),
  );
  await commitTogether(trx, act, log, pending, clock());
  return { result, rows: pending.length };
}

async function changeAsPlatform<T>(
  trx: TransactionExecutor,
  act: AuditedAct,
  clock: Clock,
  work: (
    repositories: PlatformRepositories,
    audit: (tenantId: string, entry: AuditEntry) => void,
  ) => Promise<T>,
): Promise<Committed<T>> {
  const log = new ChangeLog();
  const pending: PendingAudit[] = [];
  const result = await work(platformRepositories(trx, log), (tenantId, entry) =>
    pending.push({ tenantId, entry }),
  );
  await commitTogether(trx, act, log, pending, clock());
  return { result, rows: pending.length };
}

/** The audit row commits with the change, or the change fails; a change that forgot its audit row fails too. */
async function commitTogether(
  trx: TransactionExecutor,
  act: AuditedAct,
  log: ChangeLog,
  pending: PendingAudit[],
  now: number,
): Promise<void> {
  if (log.changes.length > 0 && pending.length === 0) {
    throw new Error(`A change of ${log.changes[0]?.kind} has no audit row`);
  }
  await appendAudit(trx, act, pending, now);
  await publishChanges(trx, log);
}
