import type { Act, Store } from '../control/ports.ts';
import type { Signer } from '../control/signing.ts';
import { parseTombstone } from '../control/tombstones.ts';
import { platformTenantId } from '../kernel/ids.ts';
import { confirmMove, type Deployment, listTombstoneLines } from '../storage/deployment.ts';
import type { Executor } from '../storage/open-database.ts';
import { TombstoneLog } from '../storage/tombstone-file.ts';
import { BootError } from './boot-error.ts';

interface BuryParts {
  db: Executor;
  store: Store;
  signer: Signer;
  deployment: Deployment;
  embedded: boolean;
  path: string;
  acceptWithout: boolean;
}

/**
 * A backup brings deleted tenants back to life, keys and all. The file outside the database says who is dead: they
 * are deleted again before anything is served. A restored database without that file does not start.
 */
export async function buryAgain(parts: BuryParts): Promise<TombstoneLog> {
  const { db, deployment, path } = parts;
  const existing = await TombstoneLog.read(path);
  if (!existing && !parts.acceptWithout && demandsFile(parts) && (await hasTenants(parts.store))) {
    throw new BootError(
      `This database was restored, or its data directory is not the one it ran with, and the tombstone file ${path} is missing: ` +
        'tenants that were deleted after the backup would come back. Put the newest tombstone file there, ' +
        'or start once with PLUGBOARD_ACCEPT_RESTORE_WITHOUT_TOMBSTONES=1.',
    );
  }
  const log = existing ?? (await TombstoneLog.create(path));
  for (const line of log.lines()) await buryOne(parts, line);
  for (const { line } of await listTombstoneLines(db)) await log.append(line);
  if (deployment.wasMoved) await confirmMove(db);
  return log;
}

/** The embedded database always has its file beside it; a replica on Postgres may come with an empty directory. */
function demandsFile({ deployment, embedded }: BuryParts): boolean {
  return !deployment.isNew && (deployment.wasMoved || embedded);
}

/** Where there is none, none can have come back: a first start that was cut off before it made the file is no restore. */
async function hasTenants(store: Store): Promise<boolean> {
  const { items } = await store.readAsPlatform(({ tenants }) => tenants.list({ limit: 1 }));
  return items.length > 0;
}

async function buryOne({ store, signer, deployment, path }: BuryParts, line: string): Promise<void> {
  const tombstone = parseTombstone(line, deployment.id, signer);
  if (!tombstone) {
    throw new BootError(
      `The tombstone file ${path} holds a line that this deployment did not sign: ${line.slice(0, 200)}`,
    );
  }
  const act: Act = { actor: { kind: 'system', id: 'boot', role: 'system' }, requestId: 'boot' };
  const { tenant, deleted_at } = tombstone;
  const risen = await store.readAsPlatform(({ tenants }) => tenants.find(tenant));
  if (!risen) return;
  await store.changeAsPlatform(act, async ({ tenants }, audit) => {
    // Another replica that starts now may have buried it first.
    if (!(await tenants.delete({ tenantId: tenant, deletedAt: Date.parse(deleted_at), line }))) return;
    audit(platformTenantId, {
      action: 'tenant.deleted',
      target: { kind: 'tenant', id: tenant },
      detail: { by: 'tombstone' },
    });
  });
}
