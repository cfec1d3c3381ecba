import { limits } from '../kernel/limits.ts';
import type { ChangedKey, StandingCredential } from '../snapshot/ports.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Account, OpenAccount } from './ports.ts';

interface Held {
  credential: StandingCredential;
  account: Account;
}

/** Accounts whose secrets are open: once per version, and only for as long as nothing about them changes. */
export class Accounts {
  readonly #snapshot: Pick<Snapshot, 'egressRules'>;
  readonly #open: OpenAccount;
  /** In the order of opening: the first is the first to go when there are too many. */
  readonly #held = new Map<string, Held>();
  readonly #flights = new Map<StandingCredential, Promise<Account>>();

  constructor(snapshot: Pick<Snapshot, 'egressRules'>, open: OpenAccount) {
    this.#snapshot = snapshot;
    this.#open = open;
  }

  /** At once where it is open already. A record of the snapshot is replaced, never changed: the same one is current. */
  get(credential: StandingCredential): Account | Promise<Account> {
    const held = this.#held.get(credential.id);
    if (held?.credential === credential) return held.account;
    const running = this.#flights.get(credential);
    if (running) return running;
    const flight = this.#openNow(credential).finally(() => this.#flights.delete(credential));
    this.#flights.set(credential, flight);
    return flight;
  }

  /** Whatever was made from what changed is let go of; calls that run already end with what they have. */
  drop(touched: readonly ChangedKey[] | 'all'): void {
    if (touched === 'all') {
      for (const id of [...this.#held.keys()]) this.#close(id);
      return;
    }
    const tenants = new Set<string>();
    for (const { kind, tenantId, id } of touched) {
      if (kind === 'credential') this.#close(id);
      else if (kind === 'egress_rule') tenants.add(tenantId);
      else if (kind === 'tenant') tenants.add(id);
    }
    if (tenants.size === 0) return;
    for (const [id, { credential }] of this.#held) if (tenants.has(credential.tenantId)) this.#close(id);
  }

  async #openNow(credential: StandingCredential): Promise<Account> {
    const { tenantId, environment } = credential;
    const account = await this.#open(credential, this.#snapshot.egressRules(tenantId, environment));
    this.#close(credential.id);
    this.#held.set(credential.id, { credential, account });
    if (this.#held.size > limits.gateway.accountsOpenMax) {
      const [oldest] = this.#held.keys();
      if (oldest !== undefined) this.#close(oldest);
    }
    return account;
  }

  #close(id: string): void {
    this.#held.get(id)?.account.close();
    this.#held.delete(id);
  }
}
