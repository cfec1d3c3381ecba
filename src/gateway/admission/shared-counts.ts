import { randomUUID } from 'node:crypto';
import type { Clock } from '../../kernel/clock.ts';
import { limits } from '../../kernel/limits.ts';
import type { CallCountStore, CallCounts, ToldCounts } from '../ports.ts';
import type { Listener } from './call-admission.ts';
import type { Meter } from './meter.ts';
import type { Meters } from './meters.ts';

interface Replica {
  /** Of what it told last. */
  number: number;
  heardAt: number;
  running: CallCounts['running'];
}

interface SharedParts {
  meters: Meters;
  store: CallCountStore;
  clock: Clock;
}

/**
 * What replicas tell each other: every quarter of a second while there is something to tell, all of it in one
 * statement. Between two tellings each replica counts on with what it knows.
 */
export class SharedCounts implements Listener {
  readonly #parts: SharedParts;
  readonly #self = randomUUID();
  readonly #replicas = new Map<string, Replica>();
  readonly #busy = new Set<Meter>();
  #news = new Set<Meter>();
  #number = 0;
  #toldAt = 0;
  #waitingSince: number | undefined;
  #telling: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  splitAmong = 1;

  constructor(parts: SharedParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer = setInterval(() => this.#tick(), limits.admission.shareEveryMs);
    this.#timer.unref();
  }

  /** Tells the last of it: that nothing runs here any more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#telling;
    await this.#tell(this.#parts.clock()).catch(() => undefined);
  }

  changed(meter: Meter): void {
    this.#news.add(meter);
    if (meter.running > 0) this.#busy.add(meter);
    else this.#busy.delete(meter);
  }

  #tick(): void {
    const now = this.#parts.clock();
    this.#forget(now);
    const { aloneAfterMs } = limits.admission;
    const isAlone = this.#waitingSince !== undefined && now - this.#waitingSince > aloneAfterMs;
    this.splitAmong = isAlone ? this.#replicas.size + 1 : 1;
    if (this.#telling || !this.#isDue(now)) return;
    this.#waitingSince ??= now;
    this.#telling = this.#tell(now)
      // The snapshot's keeper says that the database is away; here it only means to wait and to keep to one's share.
      .catch(() => undefined)
      .finally(() => {
        this.#telling = undefined;
      });
  }

  #isDue(now: number): boolean {
    if (this.#news.size > 0 || this.#waitingSince !== undefined) return true;
    const { runningEveryMs, idleEveryMs } = limits.admission;
    return now - this.#toldAt >= (this.#busy.size > 0 ? runningEveryMs : idleEveryMs);
  }

  async #tell(now: number): Promise<void> {
    const news = this.#news;
    this.#news = new Set();
    const used: CallCounts['used'] = [];
    for (const meter of news) {
      const [requests, tokens] = meter.takeUntold(now);
      if (requests > 0 || tokens > 0) used.push([meter.key, requests, tokens]);
    }
    const running = [...this.#busy].map((meter): [string, number] => [meter.key, meter.running]);
    this.#number += 1;
    const own = { replica: this.#self, number: this.#number, counts: { used, running } };
    const known = new Map([...this.#replicas].map(([replica, { number }]) => [replica, number]));
    try {
      const told = await this.#parts.store.exchange(own, known);
      this.#toldAt = now;
      this.#waitingSince = undefined;
      const heardAt = this.#parts.clock();
      for (const each of told) this.#hear(each, heardAt);
    } catch (error) {
      this.#putBack(news, used);
      throw error;
    }
  }

  #putBack(news: ReadonlySet<Meter>, used: CallCounts['used']): void {
    const byKey = new Map(used.map((entry) => [entry[0], entry]));
    for (const meter of news) {
      const [, requests, tokens] = byKey.get(meter.key) ?? [meter.key, 0, 0];
      meter.putBack(requests, tokens);
      this.#news.add(meter);
    }
  }

  #hear({ replica, number, ageMs, counts }: ToldCounts, now: number): void {
    const known = this.#replicas.get(replica);
    if (known && known.number >= number) return;
    const at = now - ageMs;
    for (const [key, requests, tokens] of counts.used) {
      this.#parts.meters.get(key, now).hear(requests, tokens, now, at);
    }
    this.#stopRunning(known);
    for (const [key, calls] of counts.running) {
      this.#parts.meters.get(key, now).runningElsewhere += calls;
    }
    this.#replicas.set(replica, { number, heardAt: at, running: counts.running });
  }

  /** One that died says nothing any more; what ran there has ended. */
  #forget(now: number): void {
    // While the database is away nobody is heard, and nobody is dead for that.
    if (this.#waitingSince !== undefined) return;
    const { runningForgottenMs, replicaForgottenMs } = limits.admission;
    for (const [id, replica] of this.#replicas) {
      const silentMs = now - replica.heardAt;
      if (silentMs >= runningForgottenMs) {
        this.#stopRunning(replica);
        replica.running = [];
      }
      if (silentMs >= replicaForgottenMs) this.#replicas.delete(id);
    }
  }

  #stopRunning(replica: Replica | undefined): void {
    for (const [key, calls] of replica?.running ?? []) {
      const meter = this.#parts.meters.find(key);
      if (meter) meter.runningElsewhere -= calls;
    }
  }
}

/** Where there is one process, what it counts is all there is. */
export const unshared: Listener = { changed: () => undefined, splitAmong: 1 };
