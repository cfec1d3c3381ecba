import type { Clock } from '../kernel/clock.ts';
import { limits } from '../kernel/limits.ts';
import type { Telemetry } from '../kernel/telemetry.ts';
import type { ChangedKey, SnapshotSource } from './ports.ts';
import { Snapshot } from './snapshot.ts';

interface KeeperParts {
  source: SnapshotSource;
  clock: Clock;
  /** Called for every tenant that is gone, whoever deleted it, so that no key of it stays in memory. */
  onTenantGone: (tenantId: string) => void;
  telemetry: Pick<Telemetry, 'snapshotApplied' | 'databaseAway' | 'databaseBack'>;
}

type Watcher = (touched: readonly ChangedKey[] | 'all') => void;

/** Keeps the snapshot current: whole at the start, by difference after every announcement and at every poll. */
export class SnapshotKeeper {
  readonly snapshot = new Snapshot();
  readonly #watchers: Watcher[] = [];
  readonly #parts: KeeperParts;
  #version = -1;
  #currentAt = 0;
  #away = false;
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    await this.#loadWhole();
    this.#timer = setInterval(() => void this.refresh().catch(() => undefined), limits.snapshot.pollEveryMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Called after every change, so that nothing that was made from what was there before is used on. */
  watch(watcher: Watcher): void {
    this.#watchers.push(watcher);
  }

  get version(): number {
    return this.#version;
  }

  ageMs(): number {
    return this.#parts.clock() - this.#currentAt;
  }

  /** False once the database was away for longer than an old picture may be trusted: then everything is refused. */
  isUsable(): boolean {
    return this.#version >= 0 && this.ageMs() <= limits.snapshot.staleMaxMs;
  }

  /**
   * Resolves when everything that was committed before the call is in the snapshot. A read that already runs may
   * have begun too early, so one more follows, shared by all who wait. Never two at once: an older difference
   * applied after a newer one would bring a revoked token back.
   */
  refresh(): Promise<void> {
    this.#next ??= this.#last.then(() => {
      this.#next = undefined;
      return this.#catchUp();
    });
    this.#last = this.#next.catch(() => undefined);
    return this.#next;
  }

  async #catchUp(): Promise<void> {
    const readFrom = this.#parts.clock();
    try {
      const difference = await this.#parts.source.loadSince(this.#version);
      if (difference === 'too_old') await this.#loadWhole();
      else {
        if (difference.version !== this.#version) {
          const gone = this.snapshot.apply(difference.touched, difference.content);
          for (const tenantId of gone) this.#parts.onTenantGone(tenantId);
          this.#tell(difference.touched);
          this.#version = difference.version;
          this.#parts.telemetry.snapshotApplied({
            version: this.#version,
            changes: difference.touched.length,
          });
        }
        this.#currentAt = readFrom;
      }
    } catch (error) {
      if (!this.#away) this.#parts.telemetry.databaseAway(error);
      this.#away = true;
      throw error;
    }
    if (this.#away) this.#parts.telemetry.databaseBack();
    this.#away = false;
  }

  #tell(touched: readonly ChangedKey[] | 'all'): void {
    for (const watcher of this.#watchers) watcher(touched);
  }

  async #loadWhole(): Promise<void> {
    const readFrom = this.#parts.clock();
    const { version, content } = await this.#parts.source.loadWhole();
    for (const tenantId of this.snapshot.replace(content)) this.#parts.onTenantGone(tenantId);
    this.#tell('all');
    this.#version = version;
    this.#currentAt = readFrom;
    this.#parts.telemetry.snapshotApplied({ version, changes: content.tenants.length });
  }
}
