import type { Clock } from '../../kernel/clock.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { UsedCredential } from '../../kernel/records.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Store, TenantRepositories } from '../ports.ts';
import { isTrouble, tellStanding, toNotification } from './tell-credential.ts';

const dayMs = 24 * 60 * 60_000;

interface WatchParts {
  store: Store;
  snapshot: Snapshot;
  clock: Clock;
}

/** Looks at what changes by time alone: keys that end, and trouble that nobody was told of. Every replica may. */
export class CredentialWatch {
  readonly #parts: WatchParts;
  /** What this process has told, so that it need not ask the database each minute whether it was. */
  readonly #told = new Map<string, string>();

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  async look(): Promise<void> {
    const { snapshot, clock } = this.#parts;
    const now = clock();
    const enabled = [...snapshot.credentials()].filter((credential) => credential.enabled);
    const there = new Set(enabled.map(({ id }) => id));
    for (const id of this.#told.keys()) if (!there.has(id)) this.#told.delete(id);
    for (const credential of enabled) {
      await this.#lookAtEnd(credential, now);
      if (isTrouble(credential.status)) {
        await this.#note(credential, (tenant) => tellStanding(tenant, credential, now));
      }
    }
  }

  async #lookAtEnd(credential: UsedCredential, now: number): Promise<void> {
    const { id, expiresAt } = credential;
    if (expiresAt === null) return;
    const days = dueDays(expiresAt, now);
    if (days === undefined) return;
    const once = `expiring/${id}/${expiresAt}/${days}`;
    if (this.#told.get(id) === once) return;
    const kind = days === 0 ? 'credential.expired' : 'credential.expiring';
    const more = { days, expires_at: new Date(expiresAt).toISOString() };
    await this.#note(credential, async ({ notifications }) => {
      await notifications.tell({ ...toNotification(credential, kind, now, more), once });
    });
    this.#told.set(id, once);
  }

  async #note(
    credential: UsedCredential,
    work: (tenant: TenantRepositories) => Promise<void>,
  ): Promise<void> {
    const { tenantId, environment } = credential;
    try {
      await this.#parts.store.noteInTenant({ tenantId, environment }, work);
    } catch (error) {
      // With the database away, or the tenant gone: the next look finds what is still to be told.
      if (!(error instanceof PlugboardError)) throw error;
    }
  }
}

/** The nearest of the days before the end that are told of; 0 once it is there. */
export function dueDays(expiresAt: number, now: number): number | undefined {
  if (expiresAt <= now) return 0;
  return limits.notifications.expiringDays.findLast((days) => expiresAt <= now + days * dayMs);
}
