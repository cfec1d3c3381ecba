import type { Clock } from '../../kernel/clock.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { CredentialStatus, UsedCredential } from '../../kernel/records.ts';
import type { Telemetry } from '../../kernel/telemetry.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { tellStatus } from '../notifications/tell-credential.ts';
import type { Store } from '../ports.ts';

interface HealthParts {
  store: Store;
  snapshot: Snapshot;
  clock: Clock;
  telemetry: Pick<Telemetry, 'credentialChanged' | 'unexpected'>;
}

type Found = 'healthy' | 'auth_failed' | 'quota' | 'unreachable';

/** A status on its way into the database. */
interface Writing {
  status: Found;
  done: Promise<void>;
  /** What was found meanwhile and says otherwise: nobody else may come to find it again. */
  next: { credential: UsedCredential; status: Found; reason: string | null } | undefined;
}

/** What may follow what. A dead key is never revived by a call that was under way: a check or a new key does that. */
const from: Readonly<Record<Found, ReadonlySet<CredentialStatus>>> = {
  healthy: new Set(['untested', 'unreachable', 'quota']),
  auth_failed: new Set(['untested', 'healthy', 'unreachable', 'quota']),
  quota: new Set(['untested', 'healthy', 'unreachable']),
  unreachable: new Set(['untested', 'healthy', 'quota']),
};

/** Writes down what calls find out about credentials, where it is news, so that every replica goes by it. */
export class CredentialHealth {
  readonly #parts: HealthParts;
  readonly #writing = new Map<string, Writing>();
  readonly #writtenAt = new Map<string, number>();

  constructor(parts: HealthParts) {
    this.#parts = parts;
  }

  /** Nobody waits for it. What is passed over so soon after the last news is found again by a later call. */
  found(credential: UsedCredential, status: Found, reason: string | null): void {
    const writing = this.#writing.get(credential.id);
    if (writing) {
      // Whatever is found last holds, were it that what is being written is so.
      writing.next = from[status].has(writing.status) ? { credential, status, reason } : undefined;
      return;
    }
    if (!from[status].has(credential.status)) return;
    const { tenantId, environment, id, secretVersion } = credential;
    const { credentials } = this.#parts.snapshot.pluggedIn(tenantId, environment);
    const current = credentials.find((one) => one.id === id);
    if (current?.secretVersion !== secretVersion || !from[status].has(current.status)) return;
    if (status !== 'auth_failed' && this.#isQuiet(credential)) return;
    const done = this.#write(current, status, reason).finally(() => this.#next(id));
    this.#writing.set(id, { status, done, next: undefined });
  }

  /** Resolves once nothing is being written. */
  async settled(): Promise<void> {
    while (this.#writing.size > 0) await Promise.all([...this.#writing.values()].map(({ done }) => done));
  }

  #next(id: string): void {
    const next = this.#writing.get(id)?.next;
    this.#writing.delete(id);
    if (!next) return;
    const { tenantId, environment } = next.credential;
    const { credentials } = this.#parts.snapshot.pluggedIn(tenantId, environment);
    const current = credentials.find((one) => one.id === id);
    if (current?.secretVersion === next.credential.secretVersion) {
      this.found(current, next.status, next.reason);
    }
  }

  /** Models of one account may fare differently: their turns must not become a write for each call. */
  #isQuiet(credential: UsedCredential): boolean {
    const since = this.#parts.clock() - limits.health.quietMs;
    for (const [other, at] of this.#writtenAt) if (at <= since) this.#writtenAt.delete(other);
    return this.#writtenAt.has(versionOf(credential));
  }

  async #write(credential: UsedCredential, status: Found, reason: string | null): Promise<void> {
    const { store, clock, telemetry } = this.#parts;
    const { tenantId, environment, id } = credential;
    const checkedAt = clock();
    try {
      const before = await store.noteInTenant({ tenantId, environment }, async (tenant) => {
        const stored = await tenant.credentials.find(id);
        if (!stored?.enabled || !from[status].has(stored.status)) return undefined;
        await tenant.credentials.setStatus(credential, { status, detail: reason, checkedAt });
        if (stored.secretVersion === credential.secretVersion) {
          await tellStatus(tenant, stored, status, checkedAt);
        }
        return stored.status;
      });
      this.#writtenAt.set(versionOf(credential), checkedAt);
      if (before)
        telemetry.credentialChanged({ tenantId, environment, credentialId: id, from: before, to: status });
    } catch (error) {
      // With the database away it is told by whoever notices that; a tenant that is gone needs no status.
      if (!(error instanceof PlugboardError)) telemetry.unexpected(error, { credentialId: id });
    }
  }
}

const versionOf = ({ id, secretVersion }: UsedCredential) => `${id}/${secretVersion}`;
