import { join } from 'node:path';
import { type Started, startServer } from '../processes.ts';
import type { Call, Job, Load, Tokens } from './jobs.ts';
import { runWrk, wrkPath } from './wrk.ts';

/** How much longer than it was asked to a job may take. */
const graceSeconds = 90;

export const generatorName = wrkPath === undefined ? 'Node with undici' : 'wrk';

/** What came of it. */
interface Flood {
  perSecond: number;
}

export class Generator {
  readonly #started: Started;
  readonly #folder: string;

  private constructor(started: Started, folder: string) {
    this.#started = started;
    this.#folder = folder;
  }

  static async start(folder: string, name = 'generator'): Promise<Generator> {
    const log = join(folder, `${name}.log`);
    return new Generator(
      await startServer('load/generator-server.ts', { log, onGatewayCore: false }),
      folder,
    );
  }

  get pid(): number {
    return this.#started.pid;
  }

  /** As many calls as so many connections can carry. */
  async saturate(call: Call, connections: number, seconds: number): Promise<Load> {
    if (wrkPath !== undefined) return runWrk(wrkPath, this.#folder, call, connections, seconds);
    return this.#ask({ kind: 'closed', call, connections, seconds }, seconds);
  }

  async saturateAs(call: Call, connections: number, seconds: number, tokens: Tokens): Promise<Load> {
    return this.#ask({ kind: 'closed', call, connections, seconds, tokens }, seconds);
  }

  async callAt(perSecond: number, call: Call, connections: number, seconds: number): Promise<Load> {
    return this.#ask({ kind: 'open', call, connections, seconds, perSecond }, seconds);
  }

  /** About as many calls, for whom nobody waits: by a generator that leaves its core to those who measure, if there is one. */
  async floodAt(perSecond: number, call: Call, connections: number, seconds: number): Promise<Flood> {
    const load =
      wrkPath === undefined
        ? await this.callAt(perSecond, call, connections, seconds)
        : await runWrk(wrkPath, this.#folder, call, connections, seconds, pauseFor(perSecond, connections));
    // wrk takes every refusal for an error, the other those that are not what was expected.
    return { perSecond: (load.calls + load.errors) / load.seconds };
  }

  async hold(call: Call, streams: number): Promise<number> {
    return this.#ask({ kind: 'hold', call, streams }, 0);
  }

  async release(): Promise<void> {
    await this.#ask({ kind: 'release' }, 0);
  }

  async #ask<T>(job: Job, seconds: number): Promise<T> {
    const { child, output } = this.#started;
    return new Promise<T>((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer);
        child.off('message', onMessage).off('exit', onExit);
        act();
      };
      const onMessage = (message: { result?: T; error?: string }) =>
        settle(() =>
          message.error === undefined ? resolve(message.result as T) : reject(new Error(message.error)),
        );
      const onExit = () => settle(() => reject(new Error(`The load generator ended:\n${output()}`)));
      const timer = setTimeout(
        () => settle(() => reject(new Error(`The load generator did not finish: ${job.kind}`))),
        (seconds + graceSeconds) * 1_000,
      );
      child.once('message', onMessage).once('exit', onExit);
      child.send(job);
    });
  }
}

/** A call takes a millisecond or two of what a connection has for it. */
const pauseFor = (perSecond: number, connections: number) =>
  Math.floor((connections * 1_000) / perSecond) - 2;
