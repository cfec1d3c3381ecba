import { sql } from 'kysely';
import type { Environment } from '../kernel/scope.ts';
import type { TransactionExecutor } from './transactions.ts';

export const changesChannel = 'plugboard_changes';

export type ChangeKind =
  | 'tenant'
  | 'token'
  | 'agent'
  | 'feature'
  | 'assignment'
  | 'person'
  | 'credential'
  | 'model_config'
  | 'egress_rule'
  | 'environment'
  | 'call_limits'
  | 'platform_call_limits'
  | 'failure_policy'
  | 'lock'
  | 'stop'
  | 'budget';

/** One thing that the snapshot holds and that a transaction touched. */
export interface Change {
  kind: ChangeKind;
  tenantId: string;
  environment: Environment | '';
  id: string;
}

/** Collects what one transaction touches; repositories call it where they write. */
export class ChangeLog {
  readonly changes: Change[] = [];

  touch(change: Change): void {
    this.changes.push(change);
  }
}

/**
 * The last statements of a changing transaction. The counter's row lock is held until the commit, so versions
 * become visible in their order: whoever reads up to version N has missed nothing below it. A sequence would not
 * give that: a transaction that took its number early and commits late would be passed over.
 */
export async function publishChanges(trx: TransactionExecutor, log: ChangeLog): Promise<void> {
  if (log.changes.length === 0) return;
  const { version } = await trx
    .updateTable('snapshot_version')
    .set({ version: sql<number>`version + 1` })
    .returning('version')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('changes')
    .values(
      log.changes.map((change, position) => ({
        version,
        position,
        kind: change.kind,
        tenant_id: change.tenantId,
        environment: change.environment,
        id: change.id,
      })),
    )
    .execute();
  await sql`select pg_notify(${changesChannel}, ${String(version)})`.execute(trx);
}
