import type { ReadinessCheck } from '../http/services.ts';
import type { JournalStats } from '../journal/journal.ts';
import { limits } from '../kernel/limits.ts';
import type { SnapshotKeeper } from '../snapshot/snapshot-keeper.ts';
import { listPendingMigrations } from '../storage/migrate.ts';
import type { Executor } from '../storage/open-database.ts';
import type { Vault } from '../vault/vault.ts';

interface ReadinessParts {
  db: Executor;
  vault: Vault;
  keeper: SnapshotKeeper;
  journal: () => JournalStats;
  isStopping: () => boolean;
}

/** Each part by its name, so that whoever is woken knows where to look. Answers within a bounded time. */
export async function checkReadiness(parts: ReadinessParts): Promise<ReadinessCheck[]> {
  const database = await checkDatabase(parts.db);
  const checks = [
    database.database,
    database.migrations,
    checkVault(parts.vault),
    checkSnapshot(parts.keeper),
    checkJournal(parts.journal()),
  ];
  if (parts.isStopping()) {
    checks.push({
      name: 'process',
      ok: false,
      detail: 'stopping: running calls finish, new ones go elsewhere',
    });
  }
  return checks;
}

async function checkDatabase(db: Executor): Promise<Record<'database' | 'migrations', ReadinessCheck>> {
  try {
    const pending = await within(limits.readiness.databaseMs, listPendingMigrations(db));
    const upToDate = pending.length === 0;
    return {
      database: { name: 'database', ok: true, detail: 'answers' },
      migrations: {
        name: 'migrations',
        ok: upToDate,
        detail: upToDate ? 'up to date' : `pending: ${pending.join(', ')}`,
      },
    };
  } catch {
    return {
      database: { name: 'database', ok: false, detail: 'does not answer' },
      migrations: { name: 'migrations', ok: false, detail: 'not known while the database is away' },
    };
  }
}

function checkVault(vault: Vault): ReadinessCheck {
  const { kind, healthy, unavailableSince } = vault.status();
  if (healthy) return { name: 'vault', ok: true, detail: `keys from ${kind}` };
  const since = new Date(unavailableSince ?? 0).toISOString();
  return { name: 'vault', ok: false, detail: `the key service (${kind}) is away since ${since}` };
}

function checkSnapshot(keeper: SnapshotKeeper): ReadinessCheck {
  const age = Math.max(0, Math.round(keeper.ageMs() / 1000));
  const limit = limits.snapshot.staleMaxMs / 1000;
  return {
    name: 'snapshot',
    ok: keeper.isUsable(),
    detail: `version ${keeper.version}, ${age} s old; refused beyond ${limit} s`,
  };
}

/** A call that cannot be written down is not made. */
function checkJournal({ bytes, isFull }: JournalStats): ReadinessCheck {
  const detail = isFull ? 'cannot be written: calls are refused' : `${bytes} bytes wait for the database`;
  return { name: 'journal', ok: !isFull, detail };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
