import type { Contestant } from '../contestants/contestant.ts';
import type { Load } from '../load/jobs.ts';
import { callOf, type Finding, type Kind, median, type Row } from './row.ts';

const kind: Kind = { dialect: 'openai', pacing: 'burst', streamed: false, promptBytes: 200 };
const connections = 64;
const measuredIds = ['floor', 'plugboard'];

/** What Plugboard adds to an answer’s time where it has room to breathe: at half of what it can carry. */
export const latencyRow: Row = {
  id: 'latency',
  title: 'Latency at half load',
  isLong: false,
  measure: async (world) => {
    const { options, generator, say } = world;
    const entered = world.contestants.filter(({ id }) => measuredIds.includes(id));
    const plugboard = entered.find(({ id }) => id === 'plugboard');
    if (!plugboard) throw new Error('Plugboard did not start');
    const most: number[] = [];
    for (let round = 0; round < options.rounds; round += 1) {
      const load = await generator.saturate(toCall(plugboard), connections, options.warmUpSeconds);
      most.push(load.calls / load.seconds);
    }
    const perSecond = Math.max(1, Math.round(median(most) / 2));
    const loads = new Map<Contestant, Load[]>(entered.map((contestant) => [contestant, []]));
    for (let round = 0; round <= options.rounds; round += 1) {
      for (const [contestant, found] of loads) {
        say(`  round ${round} ${contestant.id} at ${perSecond}/s`);
        const load = await generator.callAt(
          perSecond,
          toCall(contestant),
          connections,
          options.secondsPerRound,
        );
        // The first round warms up.
        if (round > 0) found.push(load);
      }
    }
    return toFinding(perSecond, loads);
  },
};

function toCall(contestant: Contestant) {
  const call = callOf(contestant, kind);
  if (!call) throw new Error(`${contestant.name} cannot do this`);
  return call;
}

function toFinding(perSecond: number, loads: Map<Contestant, Load[]>): Finding {
  const floor = [...loads].find(([{ id }]) => id === 'floor')?.[1] ?? [];
  const of = (found: Load[], part: 'p50Ms' | 'p99Ms') => median(found.map((load) => load[part]));
  return {
    id: latencyRow.id,
    title: `${latencyRow.title} (${perSecond.toLocaleString('en-GB')} calls/s)`,
    lines: [...loads].map(([{ name }, found]) => ({
      contestant: name,
      cells: {
        'p50 ms': of(found, 'p50Ms').toFixed(2),
        'p99 ms': of(found, 'p99Ms').toFixed(2),
        'added p50 ms': (of(found, 'p50Ms') - of(floor, 'p50Ms')).toFixed(2),
        'added p99 ms': (of(found, 'p99Ms') - of(floor, 'p99Ms')).toFixed(2),
      },
    })),
    bars: [],
    notes: [...loads].flatMap(([{ name }, found]) => {
      const failed = found.reduce((sum, { errors }) => sum + errors, 0);
      return failed > 0 ? [`${name}: ${failed} calls failed`] : [];
    }),
    samples: Object.fromEntries([...loads].map(([{ id }, found]) => [id, found])),
  };
}
