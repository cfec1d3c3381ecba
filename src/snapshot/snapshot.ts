import type { BudgetRecord } from '../kernel/budgets.ts';
import type {
  AgentRecord,
  AssignmentRecord,
  EgressRuleRecord,
  FeatureRecord,
  PersonRecord,
  PlatformCallLimitsRecord,
} from '../kernel/records.ts';
import type { StopRecord } from '../kernel/stops.ts';
import { Environments, type PluggedIn } from './environments.ts';
import { ListsByTenant } from './lists-by-tenant.ts';
import type {
  ChangedKey,
  SnapshotContent,
  StandingCredential,
  StandingTenant,
  StandingToken,
} from './ports.ts';

/**
 * Who exists and who may call, in memory. It is read on every call and changed only here, in one synchronous step,
 * so that no call ever sees half of a change.
 */
export class Snapshot {
  readonly #tenants = new Map<string, StandingTenant>();
  readonly #tokens = new Map<string, StandingToken>();
  readonly #agents = new Map<string, AgentRecord>();
  readonly #features = new Map<string, FeatureRecord>();
  readonly #assignments = new Map<string, AssignmentRecord>();
  readonly #people = new Map<string, PersonRecord>();
  readonly #environments = new Environments();
  /** By tenant; always whole lists, because what may be reached is decided by all of them together. */
  readonly #egressRules = new ListsByTenant<EgressRuleRecord>();
  readonly #platformCallLimits = new Map<string, PlatformCallLimitsRecord>();
  readonly #budgets = new ListsByTenant<BudgetRecord>();
  #stops: readonly StopRecord[] = [];

  tenant(id: string): StandingTenant | undefined {
    return this.#tenants.get(id);
  }

  token(id: string): StandingToken | undefined {
    return this.#tokens.get(id);
  }

  agent(tenantId: string, environment: string, id: string): AgentRecord | undefined {
    return this.#agents.get(keyIn(tenantId, environment, id));
  }

  feature(id: string): FeatureRecord | undefined {
    return this.#features.get(id);
  }

  assignment(tenantId: string, environment: string, featureId: string): AssignmentRecord | undefined {
    return this.#assignments.get(keyIn(tenantId, environment, featureId));
  }

  /** Few: the platform registers them by hand. */
  features(): Iterable<FeatureRecord> {
    return this.#features.values();
  }

  person(id: string): PersonRecord | undefined {
    return this.#people.get(id);
  }

  pluggedIn(tenantId: string, environment: string): PluggedIn {
    return this.#environments.get(`${tenantId}/${environment}`);
  }

  /** Everybody’s. */
  credentials(): Iterable<StandingCredential> {
    return this.#environments.credentials();
  }

  /** What operators allow this environment beyond the public internet. */
  egressRules(tenantId: string, environment: string): readonly EgressRuleRecord[] {
    const rules = this.#egressRules.get(tenantId);
    return rules.length === 0
      ? rules
      : rules.filter((rule) => rule.environment === null || rule.environment === environment);
  }

  /** Everybody’s; few. */
  get stops(): readonly StopRecord[] {
    return this.#stops;
  }

  /** What may be spent in this tenant, in each of its environments and in all of them together. */
  budgets(tenantId: string): readonly BudgetRecord[] {
    return this.#budgets.get(tenantId);
  }

  allBudgets(): Iterable<BudgetRecord> {
    return this.#budgets.all();
  }

  /** What operators set for this tenant; under the reserved tenant, for all. */
  platformCallLimits(tenantId: string): PlatformCallLimitsRecord | undefined {
    return this.#platformCallLimits.get(tenantId);
  }

  sizes(): Record<string, number> {
    return {
      tenants: this.#tenants.size,
      tokens: this.#tokens.size,
      agents: this.#agents.size,
      features: this.#features.size,
      people: this.#people.size,
      environments: this.#environments.size,
    };
  }

  /** Answers the tenants that are gone. */
  replace(content: SnapshotContent): ReadonlySet<string> {
    const gone = new Set(this.#tenants.keys());
    for (const tenant of content.tenants) gone.delete(tenant.id);
    for (const map of [
      this.#tenants,
      this.#tokens,
      this.#agents,
      this.#features,
      this.#assignments,
      this.#people,
      this.#platformCallLimits,
    ]) {
      map.clear();
    }
    this.#environments.clear();
    this.#egressRules.clear();
    this.#budgets.clear();
    this.#stops = [];
    this.#put(content);
    return gone;
  }

  /** Takes away everything that was touched, then puts back what still stands. Answers the tenants that are gone. */
  apply(touched: readonly ChangedKey[], content: SnapshotContent): ReadonlySet<string> {
    for (const key of touched) this.#remove(key);
    this.#put(content);
    const gone = new Set(touched.filter((key) => key.kind === 'tenant').map((key) => key.id));
    for (const tenant of content.tenants) gone.delete(tenant.id);
    if (gone.size > 0) this.#removeAllOf(gone);
    return gone;
  }

  /** A deleted tenant takes everything with it; the database says so once, by the tenant's key alone. */
  #removeAllOf(tenantIds: ReadonlySet<string>): void {
    for (const map of [this.#tokens, this.#agents, this.#assignments]) {
      for (const [key, record] of map) if (tenantIds.has(record.tenantId)) map.delete(key);
    }
    this.#environments.removeTenants(tenantIds);
    this.#stops = this.#stops.filter(({ tenantId }) => tenantId === null || !tenantIds.has(tenantId));
    for (const tenantId of tenantIds) {
      this.#egressRules.deleteAll(tenantId);
      this.#budgets.deleteAll(tenantId);
      this.#platformCallLimits.delete(tenantId);
    }
  }

  #put(content: SnapshotContent): void {
    for (const tenant of content.tenants) this.#tenants.set(tenant.id, tenant);
    for (const token of content.tokens) this.#tokens.set(token.id, token);
    for (const agent of content.agents) {
      this.#agents.set(keyIn(agent.tenantId, agent.environment, agent.id), agent);
    }
    for (const feature of content.features) this.#features.set(feature.id, feature);
    for (const assignment of content.assignments) {
      this.#assignments.set(
        keyIn(assignment.tenantId, assignment.environment, assignment.featureId),
        assignment,
      );
    }
    for (const person of content.people) this.#people.set(person.id, person);
    this.#environments.putCredentials(content.credentials);
    this.#environments.putConfigs(content.modelConfigs);
    this.#environments.putSettings(content.settings);
    this.#environments.putCallLimits(content.callLimits);
    this.#environments.putPolicies(content.failurePolicies);
    this.#environments.putLocks(content.locks);
    this.#stops = [...this.#stops, ...content.stops];
    for (const budget of content.budgets) this.#budgets.add(budget);
    for (const limits of content.platformCallLimits) this.#platformCallLimits.set(limits.tenantId, limits);
    for (const rule of content.egressRules) this.#egressRules.add(rule);
  }

  #remove({ kind, tenantId, environment, id }: ChangedKey): void {
    switch (kind) {
      case 'tenant':
        this.#tenants.delete(id);
        break;
      case 'token':
        this.#tokens.delete(id);
        break;
      case 'agent':
        this.#agents.delete(keyIn(tenantId, environment, id));
        break;
      case 'feature':
        this.#features.delete(id);
        break;
      case 'assignment':
        this.#assignments.delete(keyIn(tenantId, environment, id));
        break;
      case 'person':
        this.#people.delete(id);
        break;
      case 'credential':
      case 'model_config':
      case 'environment':
      case 'call_limits':
      case 'failure_policy':
      case 'lock':
        this.#environments.remove(`${tenantId}/${environment}`, kind, id);
        break;
      case 'egress_rule':
        this.#egressRules.delete(tenantId, id);
        break;
      case 'stop':
        this.#stops = this.#stops.filter((stop) => stop.id !== id);
        break;
      case 'budget':
        this.#budgets.delete(tenantId, id);
        break;
      case 'platform_call_limits':
        this.#platformCallLimits.delete(tenantId);
        break;
    }
  }
}

/** Slugs hold no slash, so this names one thing only. */
function keyIn(tenantId: string, environment: string, id: string): string {
  return `${tenantId}/${environment}/${id}`;
}
