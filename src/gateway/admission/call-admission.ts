import type { Clock } from '../../kernel/clock.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import type { AttemptRecord, Owner } from '../../kernel/records.ts';
import type { Environment } from '../../kernel/scope.ts';
import { getPlatformCallLimits } from '../../snapshot/call-limits.ts';
import type { PluggedIn } from '../../snapshot/environments.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Admitted, InferenceCaller } from '../ports.ts';
import type { Limit, Meter } from './meter.ts';
import type { Meters } from './meters.ts';

type Whose = 'platform' | 'tenant';

/** Hears of every change of a meter. */
export interface Listener {
  changed(meter: Meter): void;
  /** Among how many replicas limits are split: one while they hear of each other. */
  readonly splitAmong: number;
}

interface AdmissionParts {
  snapshot: Pick<Snapshot, 'platformCallLimits'> & {
    pluggedIn(tenantId: string, environment: Environment): Pick<PluggedIn, 'callLimits'>;
  };
  meters: Meters;
  listener: Listener;
  clock: Clock;
}

/** Lets calls in as far as every limit of rate that is set leaves room. A call that is refused counts nowhere. */
export class CallAdmission {
  readonly #parts: AdmissionParts;

  constructor(parts: AdmissionParts) {
    this.#parts = parts;
  }

  admit(caller: InferenceCaller, owner: Owner): Admitted {
    const { snapshot, clock } = this.#parts;
    const now = clock();
    const { tenantId, environment, userId, actor } = caller;
    const { managed, total } = getPlatformCallLimits(snapshot, tenantId);
    const { callLimits } = snapshot.pluggedIn(tenantId, environment);
    const meters: Meter[] = [];
    const pass = (key: string, limit: Limit, whose: Whose, what: string) => {
      const meter = this.#check(key, limit, whose, what, now);
      if (meter) meters.push(meter);
    };
    pass(`total/${tenantId}`, total, 'platform', 'this tenant');
    if (owner === 'managed') pass(managedKey(tenantId), managed, 'platform', 'managed models');
    if (callLimits) {
      const place = `${tenantId}/${environment}`;
      const { together, perToken, perUser } = callLimits;
      pass(`environment/${place}`, together, 'tenant', 'this environment');
      // A service token calls for many tenants: each counts its calls for itself.
      pass(`caller/${place}/${actor.kind}/${actor.id}`, perToken, 'tenant', 'this token');
      if (userId !== null) pass(`user/${place}/${userId}`, perUser, 'tenant', 'this user');
    }
    return new Pass(meters, this.#parts);
  }

  admitStandIn({ tenantId }: InferenceCaller): Admitted {
    const { snapshot, clock } = this.#parts;
    const { managed } = getPlatformCallLimits(snapshot, tenantId);
    const meter = this.#check(managedKey(tenantId), managed, 'platform', 'managed models', clock());
    return new Pass(meter ? [meter] : [], this.#parts);
  }

  /** Tokens are known when an attempt is over, and count from then on. */
  spent({ tenantId, owner, promptTokens, completionTokens }: AttemptRecord): void {
    const tokens = (promptTokens ?? 0) + (completionTokens ?? 0);
    if (owner !== 'managed' || tokens === 0) return;
    const { snapshot, meters, listener, clock } = this.#parts;
    if (getPlatformCallLimits(snapshot, tenantId).managed.tokensPerMinute === null) return;
    const now = clock();
    const meter = meters.get(managedKey(tenantId), now);
    meter.countTokens(tokens, now);
    listener.changed(meter);
  }

  #check(key: string, limit: Limit, whose: Whose, what: string, now: number): Meter | undefined {
    const { requestsPerMinute, concurrent, tokensPerMinute } = limit;
    if (requestsPerMinute === null && concurrent === null && !tokensPerMinute) return undefined;
    const { meters, listener } = this.#parts;
    const meter = meters.get(key, now);
    const waitMs = meter.msUntilFits(limit, listener.splitAmong, now);
    if (waitMs === 0) return meter;
    throw new PlugboardError('rate_limited', {
      detail: `The limit that ${whose === 'tenant' ? 'the tenant' : 'the platform'} set for ${what} is reached.`,
      limitOwner: whose,
      retryAfterSeconds: Math.ceil(waitMs / 1000),
    });
  }
}

const managedKey = (tenantId: string) => `managed/${tenantId}`;

class Pass implements Admitted {
  readonly #meters: readonly Meter[];
  readonly #parts: Pick<AdmissionParts, 'listener' | 'clock'>;
  #released = false;

  constructor(meters: readonly Meter[], parts: AdmissionParts) {
    this.#meters = meters;
    this.#parts = parts;
    const now = parts.clock();
    for (const meter of meters) {
      meter.begin(now);
      parts.listener.changed(meter);
    }
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    const now = this.#parts.clock();
    for (const meter of this.#meters) {
      meter.end(now);
      this.#parts.listener.changed(meter);
    }
  }
}
