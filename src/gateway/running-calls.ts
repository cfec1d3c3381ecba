import { Roster, type Seated } from '../kernel/roster.ts';
import { findStop, sayStopped } from '../kernel/stops.ts';
import type { ChangedKey } from '../snapshot/ports.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { CallCut, type Receiver } from './inbound.ts';
import type { MayStillCall } from './ports.ts';
import { findStopOf } from './routing/stopped.ts';

/** Changes that may end a call which runs. Whatever else changes, it goes on with what it began with. */
const ending: ReadonlySet<ChangedKey['kind']> = new Set(['tenant', 'token', 'person', 'stop']);

type Running = Pick<Receiver, 'caller' | 'target' | 'at' | 'cut'> & Seated;

/** Every call from its first byte to its last, and every attempt of a queued one, so that one that lost its right to run can be cut. */
export class RunningCalls {
  readonly #snapshot: Snapshot;
  readonly #mayStillCall: MayStillCall;
  readonly #calls = new Roster<Running>();

  constructor(snapshot: Snapshot, mayStillCall: MayStillCall) {
    this.#snapshot = snapshot;
    this.#mayStillCall = mayStillCall;
  }

  add(call: Running): void {
    this.#calls.add(call);
  }

  delete(call: Running): void {
    this.#calls.delete(call);
  }

  /** To be called after every change of the snapshot. */
  review(touched: readonly ChangedKey[] | 'all'): void {
    if (touched !== 'all' && !touched.some(({ kind }) => ending.has(kind))) return;
    for (const call of this.#calls) {
      const why = this.#findEnd(call);
      if (why) call.cut(why);
    }
  }

  #findEnd({ caller, target, at }: Running): CallCut | undefined {
    if (!caller) return undefined;
    if (!this.#snapshot.tenant(caller.tenantId)) return new CallCut('tenant_not_found');
    if (!this.#mayStillCall(caller, at)) return new CallCut('invalid_token');
    const stop = target ? findStopOf(this.#snapshot, caller, target) : findStop(this.#snapshot.stops, caller);
    return stop && new CallCut('llm_unavailable', { detail: sayStopped(stop) });
  }
}
