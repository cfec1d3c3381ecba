import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Options } from './options.ts';
import { leaveGatewayCore } from './processes.ts';
import type { Row } from './rows/row.ts';
import { openWorld } from './world.ts';

const listed = 30;
const placesListed = 15;
const root = join(import.meta.dirname, '..');

interface CallFrame {
  functionName: string;
  url: string;
  lineNumber: number;
}

interface Profile {
  /** In microseconds of the machine’s monotonic clock, as the deltas that follow it. */
  startTime: number;
  nodes: { id: number; callFrame: CallFrame }[];
  samples: number[];
  timeDeltas: number[];
}

/** A Plugboard of its own for each row: a profile covers a process from its start to its end. */
export async function profileRows(
  options: Options,
  rows: readonly Row[],
  print: (text: string) => void,
): Promise<void> {
  leaveGatewayCore();
  for (const row of rows) {
    const folder = mkdtempSync(join(tmpdir(), 'plugboard-profile-'));
    try {
      await using closed = new AsyncDisposableStack();
      const world = await openWorld(options, () => undefined, closed, folder);
      const from = nowMicros();
      await row.measure(world);
      const until = nowMicros();
      // It writes its profile when it ends.
      for (const contestant of world.contestants) await contestant.stop();
      const spent = sumSelfTimes(readLargest(folder), from, until);
      print(`\n## ${row.title} (${row.id}), CPU by place, then by function`);
      print(
        [...toList(sumBy(spent, placeOf), placesListed), '', ...toList(sumBy(spent, nameOf), listed)].join(
          '\n',
        ),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** Threads write profiles too; the one of the event loop has by far the most in it. */
function readLargest(folder: string): Profile {
  const files = readdirSync(folder).map((name) => join(folder, name));
  const [largest] = files.toSorted((one, other) => statSync(other).size - statSync(one).size);
  if (largest === undefined) throw new Error('Plugboard wrote no profile');
  return JSON.parse(readFileSync(largest, 'utf8')) as Profile;
}

const nowMicros = () => Number(process.hrtime.bigint() / 1_000n);

/** What each function took itself, between these times; the start of the program is not of interest here. */
function sumSelfTimes(profile: Profile, from: number, until: number): Map<CallFrame, number> {
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const spent = new Map<CallFrame, number>();
  let now = profile.startTime;
  for (const [at, id] of profile.samples.entries()) {
    const delta = profile.timeDeltas[at] ?? 0;
    now += delta;
    const frame = frames.get(id);
    if (!frame || frame.functionName === '(idle)' || now < from || now > until) continue;
    spent.set(frame, (spent.get(frame) ?? 0) + delta);
  }
  return spent;
}

function sumBy(spent: Map<CallFrame, number>, name: (frame: CallFrame) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [frame, micros] of spent) sums.set(name(frame), (sums.get(name(frame)) ?? 0) + micros);
  return sums;
}

function toList(sums: Map<string, number>, count: number): string[] {
  const all = [...sums.values()].reduce((sum, micros) => sum + micros, 0);
  return [...sums]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, count)
    .map(([name, micros]) => `${((micros / all) * 100).toFixed(1).padStart(5)} %  ${name}`);
}

function nameOf({ functionName, url, lineNumber }: CallFrame): string {
  if (url === '') return functionName;
  return `${functionName === '' ? '(anonymous)' : functionName}  ${fileOf(url)}:${lineNumber + 1}`;
}

/** A folder of ours, a package, or a module of Node. */
function placeOf({ functionName, url }: CallFrame): string {
  if (url === '') return functionName.startsWith('(') ? functionName : 'native code';
  const file = fileOf(url);
  const [, dependency] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? [];
  return dependency ?? (file.startsWith('node:') ? file : file.split('/').slice(0, 3).join('/'));
}

const fileOf = (url: string) => (url.startsWith('file:') ? relative(root, fileURLToPath(url)) : url);
