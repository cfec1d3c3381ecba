import { availableParallelism } from 'node:os';
import type { Contestant } from './contestants/contestant.ts';
import { busyShare, coreTimes, cpuSecondsOf, settled } from './cpu.ts';
import type { Load } from './load/jobs.ts';
import { gatewayCore, hasTaskset } from './processes.ts';
import { median } from './rows/row.ts';

/** What one round found of one contestant. */
export interface Sample extends Load {
  perSecond: number;
  /** Of the gateway, for each call, with what it put off until after; undefined where the system does not say. */
  cpuMicros: number | undefined;
  gatewayCoreBusy: number;
  loadCoresBusy: number;
  /** Of the gateway’s core, by others than the gateway. */
  foreign: number;
}

const settleWithinMs = 20_000;
const all = Array.from({ length: availableParallelism() }, (_, core) => core);
const measuredCores = hasTaskset ? [Number(gatewayCore)] : all;
const otherCores = hasTaskset ? all.filter((core) => core !== Number(gatewayCore)) : all;

export async function takeSample(contestant: Contestant, work: () => Promise<Load>): Promise<Sample> {
  const cores = coreTimes();
  const cpu = cpuSecondsOf(contestant.pid);
  const from = performance.now();
  const load = await work();
  const seconds = (performance.now() - from) / 1_000;
  const after = coreTimes();
  const during = (cpuSecondsOf(contestant.pid) ?? 0) - (cpu ?? 0);
  await settled(contestant.pid, settleWithinMs);
  const spent = cpu === undefined ? undefined : (cpuSecondsOf(contestant.pid) ?? cpu) - cpu;
  const gatewayCoreBusy = busyShare(cores, after, measuredCores);
  return {
    ...load,
    perSecond: load.calls / load.seconds,
    cpuMicros: spent === undefined ? undefined : (spent * 1e6) / Math.max(1, load.calls),
    gatewayCoreBusy,
    loadCoresBusy: busyShare(cores, after, otherCores),
    foreign: hasTaskset ? Math.max(0, gatewayCoreBusy - during / seconds) : 0,
  };
}

export interface Medians {
  perSecond: number;
  cpuMicros: number | undefined;
  gatewayCoreBusy: number;
  loadCoresBusy: number;
  foreign: number;
  errors: number;
}

export function mediansOf(samples: Sample[]): Medians {
  const of = (pick: (sample: Sample) => number) => median(samples.map(pick));
  const hasCpu = samples.every(({ cpuMicros }) => cpuMicros !== undefined);
  return {
    perSecond: of(({ perSecond }) => perSecond),
    cpuMicros: hasCpu ? of(({ cpuMicros }) => cpuMicros ?? 0) : undefined,
    gatewayCoreBusy: of(({ gatewayCoreBusy }) => gatewayCoreBusy),
    loadCoresBusy: of(({ loadCoresBusy }) => loadCoresBusy),
    foreign: of(({ foreign }) => foreign),
    errors: samples.reduce((sum, { errors }) => sum + errors, 0),
  };
}

const saturated = 0.9;
const disturbed = 0.1;

export interface Ratio {
  value: number;
  by: 'throughput' | 'CPU';
}

/** Others than the gateway had a part of its core that cannot be overlooked. */
export const isDisturbed = ({ foreign }: Medians) => foreign > disturbed;

/**
 * How much of the other’s throughput one has. Where the load itself had no core left, or the gateway had to share
 * its own, requests per second show something else; then what a call costs the gateway is compared.
 */
export function ratioOf(one: Medians, other: Medians): Ratio {
  const isUnclear = [one, other].some((found) => found.loadCoresBusy > saturated || isDisturbed(found));
  if (isUnclear && one.cpuMicros && other.cpuMicros) {
    return { value: other.cpuMicros / one.cpuMicros, by: 'CPU' };
  }
  return { value: one.perSecond / other.perSecond, by: 'throughput' };
}
