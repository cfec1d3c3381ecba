import { readFileSync } from 'node:fs';
import { sleep } from './processes.ts';

/** What processes and cores have spent, from /proc; undefined where that does not exist. */

const ticksPerSecond = 100;

/** User and system time of all threads of a process. */
export function cpuSecondsOf(pid: number): number | undefined {
  const fields = readProc(`/proc/${pid}/stat`)?.split(') ')[1]?.split(' ');
  if (!fields) return undefined;
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

export function residentBytesOf(pid: number): number | undefined {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readProc(`/proc/${pid}/status`) ?? '') ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

export interface CoreTimes {
  busy: number;
  total: number;
}

/** Of each core, whoever used it. */
export function coreTimes(): CoreTimes[] {
  const lines = readProc('/proc/stat')?.match(/^cpu\d+ .*$/gm) ?? [];
  return lines.map((line) => {
    const [user = 0, nice = 0, system = 0, idle = 0, waiting = 0, irq = 0, soft = 0, stolen = 0] = line
      .split(/\s+/)
      .slice(1)
      .map(Number);
    const busy = user + nice + system + irq + soft + stolen;
    return { busy, total: busy + idle + waiting };
  });
}

export function busyShare(before: CoreTimes[], after: CoreTimes[], cores: number[]): number {
  const sum = (times: CoreTimes[], part: keyof CoreTimes) =>
    cores.reduce((all, core) => all + (times[core]?.[part] ?? 0), 0);
  const total = sum(after, 'total') - sum(before, 'total');
  return total === 0 ? 0 : (sum(after, 'busy') - sum(before, 'busy')) / total;
}

const quietLooks = 3;
const lookEveryMs = 200;
const quietShare = 0.06;

/** Work that a contestant put off is still its own: what it spends is waited for, and counted. */
export async function settled(pid: number, withinMs: number): Promise<void> {
  const until = Date.now() + withinMs;
  let quiet = 0;
  let before = cpuSecondsOf(pid) ?? 0;
  while (quiet < quietLooks && Date.now() < until) {
    await sleep(lookEveryMs);
    const after = cpuSecondsOf(pid) ?? 0;
    quiet = (after - before) * 1_000 < lookEveryMs * quietShare ? quiet + 1 : 0;
    before = after;
  }
}

function readProc(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
