import type { FailurePolicyRecord } from '../kernel/failure-policy.ts';
import type { LockRecord } from '../kernel/lock.ts';
import type { CallLimitsRecord, EnvironmentSettingsRecord } from '../kernel/records.ts';
import type { ChangedKey, StandingCredential, StandingModelConfig } from './ports.ts';

/** What one environment of one tenant has plugged in. Never changed in place: whoever holds one sees one state. */
export interface PluggedIn {
  readonly credentials: readonly StandingCredential[];
  readonly configs: readonly StandingModelConfig[];
  readonly settings: EnvironmentSettingsRecord | undefined;
  readonly callLimits: CallLimitsRecord | undefined;
  /** The environment’s, and those that agents have of their own. */
  readonly policies: readonly FailurePolicyRecord[];
  /** Undefined where nothing is locked. */
  readonly lock: LockRecord | undefined;
}

const nothing: PluggedIn = {
  credentials: [],
  configs: [],
  settings: undefined,
  callLimits: undefined,
  policies: [],
  lock: undefined,
};

type PluggedInKind = Extract<
  ChangedKey['kind'],
  'credential' | 'model_config' | 'environment' | 'call_limits' | 'failure_policy' | 'lock'
>;

const groupedAtOnce = 1_000;

type Parts = { -readonly [Part in keyof PluggedIn]: PluggedIn[Part] };

/**
 * By environment, in small lists: a hundred thousand tenants have a few of each, and a map for every one of them
 * would weigh more than what it holds.
 */
export class Environments {
  readonly #byPlace = new Map<string, Parts>();

  get(place: string): PluggedIn {
    return this.#byPlace.get(place) ?? nothing;
  }

  *credentials(): Generator<StandingCredential> {
    for (const { credentials } of this.#byPlace.values()) yield* credentials;
  }

  get size(): number {
    return this.#byPlace.size;
  }

  clear(): void {
    this.#byPlace.clear();
  }

  /** A new list with every record of one environment, so that loading a thousand is not a thousand copies. */
  putCredentials(records: readonly StandingCredential[]): void {
    for (const [place, added] of groupByPlace(records)) {
      const parts = this.#copyOf(place);
      parts.credentials = merge(parts.credentials, added);
    }
  }

  putConfigs(records: readonly StandingModelConfig[]): void {
    for (const [place, added] of groupByPlace(records)) {
      const parts = this.#copyOf(place);
      parts.configs = merge(parts.configs, added);
    }
  }

  putSettings(records: readonly EnvironmentSettingsRecord[]): void {
    for (const [place, [settings]] of groupByPlace(records)) this.#copyOf(place).settings = settings;
  }

  putCallLimits(records: readonly CallLimitsRecord[]): void {
    for (const [place, [limits]] of groupByPlace(records)) this.#copyOf(place).callLimits = limits;
  }

  putPolicies(records: readonly FailurePolicyRecord[]): void {
    for (const [place, added] of groupByPlace(records)) {
      const parts = this.#copyOf(place);
      const replaced = new Set(added.map(({ agentId }) => agentId));
      parts.policies = [...parts.policies.filter(({ agentId }) => !replaced.has(agentId)), ...added];
    }
  }

  putLocks(records: readonly LockRecord[]): void {
    for (const [place, [lock]] of groupByPlace(records)) this.#copyOf(place).lock = lock;
  }

  remove(place: string, kind: PluggedInKind, id: string): void {
    if (!this.#byPlace.has(place)) return;
    const parts = this.#copyOf(place);
    if (kind === 'credential') parts.credentials = parts.credentials.filter((one) => one.id !== id);
    else if (kind === 'model_config') parts.configs = parts.configs.filter((one) => one.id !== id);
    else if (kind === 'environment') parts.settings = undefined;
    else if (kind === 'call_limits') parts.callLimits = undefined;
    else if (kind === 'lock') parts.lock = undefined;
    else parts.policies = parts.policies.filter(({ agentId }) => (agentId ?? '') !== id);
    const { credentials, configs, policies, settings, callLimits, lock } = parts;
    const isEmpty = credentials.length + configs.length + policies.length === 0;
    if (isEmpty && !settings && !callLimits && !lock) this.#byPlace.delete(place);
  }

  removeTenants(tenantIds: ReadonlySet<string>): void {
    for (const place of this.#byPlace.keys()) {
      if (tenantIds.has(place.slice(0, place.indexOf('/')))) this.#byPlace.delete(place);
    }
  }

  #copyOf(place: string): Parts {
    const copy = { ...(this.#byPlace.get(place) ?? nothing) };
    this.#byPlace.set(place, copy);
    return copy;
  }
}

interface Placed {
  tenantId: string;
  environment: string;
}

/** A portion at a time: groups of a hundred thousand environments at once would outlive their use by far. */
function* groupByPlace<T extends Placed>(records: readonly T[]): Iterable<[string, T[]]> {
  for (let from = 0; from < records.length; from += groupedAtOnce) {
    const portion = records.slice(from, from + groupedAtOnce);
    // Joined, the key is one string; added up, it would be one for each part.
    yield* Map.groupBy(portion, ({ tenantId, environment }) => [tenantId, environment].join('/'));
  }
}

/** In the order of their making, which ids carry: answers that name several are the same on every replica. */
function merge<T extends { id: string }>(held: readonly T[], added: readonly T[]): T[] {
  const ids = new Set(added.map(({ id }) => id));
  // By concat, which leaves no room for more.
  const all = held.filter(({ id }) => !ids.has(id)).concat(added);
  return all.length < 2 ? all : all.sort((one, other) => (one.id < other.id ? -1 : 1));
}
