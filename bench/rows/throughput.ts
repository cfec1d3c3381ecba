import type { Contestant } from '../contestants/contestant.ts';
import type { Call } from '../load/jobs.ts';
import { isDisturbed, type Medians, mediansOf, ratioOf, type Sample, takeSample } from '../measure.ts';
import { probe } from '../probe.ts';
import {
  type Bar,
  type ContestantId,
  callOf,
  type Finding,
  type Kind,
  type Line,
  type Row,
  type World,
} from './row.ts';

interface Throughput extends Kind {
  id: string;
  title: string;
  connections: number;
  /** What Plugboard must reach, as a multiple of another’s throughput. */
  bars: Partial<Record<ContestantId, number>>;
}

/** As many calls as each can carry, in rounds of one contestant after the other, so that a bad minute hits all. */
export function throughputRow(kind: Throughput): Row {
  return {
    id: kind.id,
    title: kind.title,
    isLong: false,
    measure: async (world) => {
      const { entered, notes } = await enter(world, kind);
      const samples = await runRounds(world, kind, entered);
      return toFinding(kind, entered, samples, notes);
    },
  };
}

interface Entered {
  contestant: Contestant;
  call: Call;
  /** Of a right answer. */
  bodyBytes: number;
}

async function enter(world: World, kind: Throughput): Promise<{ entered: Entered[]; notes: string[] }> {
  const entered: Entered[] = [];
  const notes: string[] = [];
  for (const contestant of world.contestants) {
    const call = callOf(contestant, kind);
    const probed = call ? await probe(contestant, call, kind) : { problem: 'it has no way to do this' };
    if (call && 'bodyBytes' in probed) entered.push({ contestant, call, bodyBytes: probed.bodyBytes });
    else if ('problem' in probed) notes.push(`${contestant.name}: not measured, ${probed.problem}`);
  }
  return { entered, notes };
}

async function runRounds(
  { options, generator, say }: World,
  { connections }: Throughput,
  entered: Entered[],
): Promise<Map<Contestant, Sample[]>> {
  const samples = new Map<Contestant, Sample[]>();
  for (const { contestant, call } of entered) {
    say(`  warming up ${contestant.id}`);
    await takeSample(contestant, () => generator.saturate(call, connections, options.warmUpSeconds));
    samples.set(contestant, []);
  }
  for (let round = 0; round < options.rounds; round += 1) {
    // Who begins changes, so that nobody always follows the same one.
    const turned = [...entered.slice(round % entered.length), ...entered.slice(0, round % entered.length)];
    for (const { contestant, call } of turned) {
      const sample = await takeSample(contestant, () =>
        generator.saturate(call, connections, options.secondsPerRound),
      );
      samples.get(contestant)?.push(sample);
      say(`  round ${round + 1} ${contestant.id}: ${Math.round(sample.perSecond)}/s`);
    }
  }
  return samples;
}

function toFinding(
  kind: Throughput,
  entered: Entered[],
  samples: Map<Contestant, Sample[]>,
  notes: string[],
): Finding {
  const medians = new Map<ContestantId, Medians>();
  for (const { contestant } of entered) medians.set(contestant.id, mediansOf(samples.get(contestant) ?? []));
  const plugboard = medians.get('plugboard');
  const lines = entered.map(({ contestant }) => toLine(contestant, medians.get(contestant.id), plugboard));
  for (const one of entered) notes.push(...listDoubts(one, samples.get(one.contestant) ?? []));
  return {
    id: kind.id,
    title: kind.title,
    lines,
    bars: toBars(kind, medians),
    notes,
    samples: Object.fromEntries(entered.map(({ contestant }) => [contestant.id, samples.get(contestant)])),
  };
}

const lengthTolerance = 0.02;

/** What a reader of the figures should know. */
function listDoubts({ contestant: { name }, bodyBytes }: Entered, samples: Sample[]): string[] {
  const doubts: string[] = [];
  const found = mediansOf(samples);
  if (found.errors > 0) doubts.push(`${name}: ${found.errors} calls failed`);
  // A stream that breaks off with an error event still ends rightly as HTTP: only its length shows it.
  const odd = samples.filter(
    ({ bytes, calls }) => bytes > 0 && Math.abs(bytes / calls / bodyBytes - 1) > lengthTolerance,
  );
  if (odd.length > 0) doubts.push(`${name}: in ${odd.length} rounds answers had another length`);
  if (isDisturbed(found)) {
    const share = percent(found.foreign);
    doubts.push(`${name}: others used ${share} of the gateway’s core; read its figures with care`);
  }
  return doubts;
}

function toLine(contestant: Contestant, found: Medians | undefined, plugboard: Medians | undefined): Line {
  if (!found) return { contestant: contestant.name, cells: {} };
  const isPlugboard = contestant.id === 'plugboard';
  const ratio = plugboard && !isPlugboard ? ratioOf(plugboard, found) : undefined;
  return {
    contestant: contestant.name,
    cells: {
      'calls/s': Math.round(found.perSecond).toLocaleString('en-GB'),
      'gateway CPU µs a call': found.cpuMicros === undefined ? '?' : String(Math.round(found.cpuMicros)),
      'gateway core busy': percent(found.gatewayCoreBusy),
      'load cores busy': percent(found.loadCoresBusy),
      'Plugboard against it': ratio ? `${ratio.value.toFixed(2)} (by ${ratio.by})` : '',
    },
  };
}

function toBars({ bars }: Throughput, medians: Map<ContestantId, Medians>): Bar[] {
  const plugboard = medians.get('plugboard');
  return Object.entries(bars).map(([id, required]) => {
    const other = medians.get(id as ContestantId);
    const ratio = plugboard && other ? ratioOf(plugboard, other) : undefined;
    return {
      what: `Plugboard against ${id}${ratio ? `, by ${ratio.by}` : ''}`,
      required,
      atLeast: true,
      measured: ratio?.value,
    };
  });
}

export const percent = (share: number) => `${Math.round(share * 100)} %`;
