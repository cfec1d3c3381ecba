import type {
  AgentRecord,
  AssignmentRecord,
  FeatureRecord,
  PersonRecord,
  TenantRecord,
  TokenRecord,
} from '../kernel/records.ts';
import type { ChangedKey, SnapshotContent } from './ports.ts';

/**
 * Who exists and who may call, in memory. It is read on every call and changed only here, in one synchronous step,
 * so that no call ever sees half of a change.
 */
export class Snapshot {
  readonly #tenants = new Map<string, TenantRecord>();
  readonly #tokens = new Map<string, TokenRecord>();
  readonly #agents = new Map<string, AgentRecord>();
  readonly #features = new Map<string, FeatureRecord>();
  readonly #assignments = new Map<string, AssignmentRecord>();
  readonly #people = new Map<string, PersonRecord>();

  tenant(id: string): TenantRecord | undefined {
    return this.#tenants.get(id);
  }

  token(id: string): TokenRecord | undefined {
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

  person(id: string): PersonRecord | undefined {
    return this.#people.get(id);
  }

  sizes(): Record<string, number> {
    return {
      tenants: this.#tenants.size,
      tokens: this.#tokens.size,
      agents: this.#agents.size,
      features: this.#features.size,
      people: this.#people.size,
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
    ]) {
      map.clear();
    }
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
      // No call is resolved to these yet; others follow their changes by the touched keys.
      case 'credential':
      case 'model_config':
      case 'egress_rule':
        break;
    }
  }
}

/** Slugs hold no slash, so this names one thing only. */
function keyIn(tenantId: string, environment: string, id: string): string {
  return `${tenantId}/${environment}/${id}`;
}
