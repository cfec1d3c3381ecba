import type { Contestant } from '../contestants/contestant.ts';
import { residentBytesOf } from '../cpu.ts';
import { sleep } from '../processes.ts';
import { callOf, type Finding, type Kind, type Row, type World } from './row.ts';

const kind: Kind = { dialect: 'openai', pacing: 'held', streamed: true, promptBytes: 200 };
/** Opened and let go first, so that what is only made once is not counted as the streams’. */
const warmUpStreams = 500;
const settleMs = 3_000;
const allowed = 1.5;

/** What a stream weighs that is open and waits for the model: most of the time, that is what streams do. */
export const openStreamsRow: Row = {
  id: 'open-streams',
  title: 'Memory of an open stream',
  isLong: true,
  measure: async (world) => {
    const weights = new Map<Contestant, Weight>();
    const notes: string[] = [];
    for (const contestant of world.contestants) {
      world.say(`  ${contestant.id}`);
      const weight = await weigh(world, contestant);
      if (weight.begun < world.options.openStreams) {
        notes.push(`${contestant.name}: only ${weight.begun} of ${world.options.openStreams} streams began`);
      }
      weights.set(contestant, weight);
    }
    return toFinding(world, weights, notes);
  },
};

interface Weight {
  begun: number;
  beforeBytes: number;
  openBytes: number;
  perStreamBytes: number;
}

async function weigh({ generator, options }: World, contestant: Contestant): Promise<Weight> {
  const call = callOf(contestant, kind);
  if (!call) return { begun: 0, beforeBytes: 0, openBytes: 0, perStreamBytes: 0 };
  await generator.hold(call, warmUpStreams);
  await generator.release();
  await sleep(settleMs);
  const beforeBytes = residentBytesOf(contestant.pid) ?? 0;
  const begun = await generator.hold(call, options.openStreams);
  await sleep(settleMs);
  const openBytes = residentBytesOf(contestant.pid) ?? 0;
  await generator.release();
  await sleep(settleMs);
  return { begun, beforeBytes, openBytes, perStreamBytes: (openBytes - beforeBytes) / Math.max(1, begun) };
}

function toFinding({ options }: World, weights: Map<Contestant, Weight>, notes: string[]): Finding {
  const find = (id: string) => [...weights].find(([contestant]) => contestant.id === id)?.[1];
  const floor = find('floor');
  const plugboard = find('plugboard');
  const lines = [...weights].map(([{ name }, { begun, beforeBytes, openBytes, perStreamBytes }]) => ({
    contestant: name,
    cells: {
      streams: String(begun),
      'KB a stream': (perStreamBytes / 1024).toFixed(1),
      'RSS before': megabytes(beforeBytes),
      'RSS with all open': megabytes(openBytes),
      'against the floor': floor ? (perStreamBytes / floor.perStreamBytes).toFixed(2) : '',
    },
  }));
  return {
    id: openStreamsRow.id,
    title: `${openStreamsRow.title} (${options.openStreams} open)`,
    lines,
    bars: [
      {
        what: 'Plugboard’s memory of a stream, as a multiple of the floor’s',
        required: allowed,
        atLeast: false,
        measured: floor && plugboard && plugboard.perStreamBytes / floor.perStreamBytes,
      },
    ],
    notes,
    samples: Object.fromEntries([...weights].map(([{ id }, weight]) => [id, weight])),
  };
}

export const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;
