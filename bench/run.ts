import { describeMachine } from './machine.ts';
import { type Options, parseOptions, usage } from './options.ts';
import { hasTaskset, killAll, leaveGatewayCore } from './processes.ts';
import { profileRows } from './profile.ts';
import { toMarkdown, toSection, writeResults } from './report.ts';
import { rows } from './rows/index.ts';
import type { Finding, Row } from './rows/row.ts';
import { openWorld } from './world.ts';

const print = (text: string) => process.stdout.write(`${text}\n`);

function chooseRows({ rows: wanted, quick }: Options): readonly Row[] {
  const unknown = wanted.filter((id) => !rows.some((row) => row.id === id));
  if (unknown.length > 0) {
    throw new Error(`No row ${unknown.join(', ')}. Rows: ${rows.map(({ id }) => id).join(', ')}\n${usage}`);
  }
  if (wanted.length > 0) return rows.filter(({ id }) => wanted.includes(id));
  return rows.filter(({ isLong }) => !(quick && isLong));
}

/** Nothing that was started outlives the run, however it ends. */
function endWithEverything(limitMinutes: number): void {
  process.once('exit', killAll);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  setTimeout(() => {
    print(`It took longer than ${limitMinutes} minutes, and was ended.`);
    process.exit(1);
  }, limitMinutes * 60_000).unref();
}

async function measureAll(options: Options): Promise<void> {
  const chosen = chooseRows(options);
  const startedAt = new Date();
  const machine = describeMachine();
  if (!hasTaskset) print('Without taskset everything shares the cores: throughput is only a hint here.');
  leaveGatewayCore();
  await using closed = new AsyncDisposableStack();
  const world = await openWorld(options, print, closed);
  const findings: Finding[] = [];
  for (const row of chosen) {
    print(`\n${row.title} (${row.id})`);
    const finding = await row.measure(world);
    findings.push(finding);
    print(['', ...toSection(finding)].join('\n'));
  }
  const run = { startedAt, machine, options, findings };
  const name = writeResults(run);
  print(toMarkdown(run));
  print(`Written to bench/results/${name}.json and .md`);
}

const options = parseOptions(process.argv.slice(2));
endWithEverything(options.limitMinutes);
if (options.profile) await profileRows(options, chooseRows(options), print);
else await measureAll(options);
process.exit(0);
