import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createDatabase, startPostgres } from '../../testkit/postgres.ts';
import { makeTenant, startPlugboard, toContestant } from '../contestants/plugboard.ts';
import { Generator } from '../load/generator.ts';
import type { Call, Load } from '../load/jobs.ts';
import { pause, sleep, standBack } from '../processes.ts';
import { callOf, type Finding, type Kind, median, type Row, type World } from './row.ts';

const kind: Kind = { dialect: 'openai', pacing: 'burst', streamed: false, promptBytes: 200 };
const connections = 64;
/** After a pause of its own the flood catches up: with more at a time, that would be what is measured. */
const floodConnections = 16;
const floodPerSecond = 1_000;
/** Far below what the machine carries: what is looked for is what the flood adds. */
const quietPerSecond = 200;
const allowedRatio = 1.2;
/** Until the circuit is open and both ways are compiled. */
const warmUpSeconds = 15;
/** How long the flood goes on before and after what is measured. */
const aheadSeconds = 0.5;
/** What a call on a dead provider is answered. */
const unavailable = 503;

/** Whether one tenant’s dead provider is felt by another tenant. */
export const deadNeighbourRow: Row = {
  id: 'dead-neighbour',
  title: `A tenant beside one that calls a dead provider ${floodPerSecond} times a second`,
  isLong: false,
  measure: async (world) => {
    const { options, generator, folder, say } = world;
    await using place = await openPlace(world);
    const flooding = await Generator.start(folder, 'flood');
    const seconds = options.secondsPerRound;
    say('  warming up');
    const warmingUp = flooding.floodAt(floodPerSecond, place.dead, floodConnections, warmUpSeconds);
    await generator.callAt(quietPerSecond, place.well, connections, warmUpSeconds);
    await warmingUp;
    const found: Found = { quiet: [], 'beside the dead provider': [] };
    const floods: number[] = [];
    for (let round = 1; round <= options.rounds; round += 1) {
      for (const [name, loads] of Object.entries(found)) {
        say(`  round ${round} ${name}`);
        // It begins before what is measured, and ends after it.
        const flood =
          name === 'quiet'
            ? undefined
            : flooding.floodAt(floodPerSecond, place.dead, floodConnections, seconds + 2 * aheadSeconds);
        await sleep(aheadSeconds * 1_000);
        const load = await generator.callAt(quietPerSecond, place.well, connections, seconds);
        loads.push(load);
        const flooded = await flood;
        if (flooded) floods.push(flooded.perSecond);
      }
    }
    const [quiet = [], beside = []] = Object.values(found);
    const what = 'p99 beside the dead provider, as a multiple of the quiet one';
    const measured = p99Of(beside) / p99Of(quiet);
    const finding = toFinding(deadNeighbourRow, found);
    return {
      ...finding,
      notes: [...finding.notes, `the dead provider was called ${median(floods).toFixed(0)} times a second`],
      bars: [{ what, required: allowedRatio, atLeast: false, measured }],
    };
  },
};

/** What a call costs its caller that nobody can answer, once that is known. */
export const failFastRow: Row = {
  id: 'fail-fast',
  title: 'Latency with the circuit open',
  isLong: false,
  measure: async (world) => {
    const { options, generator, say } = world;
    await using place = await openPlace(world);
    const found: Found = { 'answered by the provider': [], 'failed, with the circuit open': [] };
    const calls = [place.well, place.dead];
    for (let round = 0; round <= options.rounds; round += 1) {
      for (const [index, [name, loads]] of Object.entries(found).entries()) {
        say(`  round ${round} ${name}`);
        const call = calls[index] ?? place.well;
        const load = await generator.callAt(quietPerSecond, call, connections, options.secondsPerRound);
        if (round > 0) loads.push(load);
      }
    }
    return toFinding(failFastRow, found);
  },
};

type Found = Record<string, Load[]>;

interface Place extends AsyncDisposable {
  well: Call;
  dead: Call;
}

/** A Plugboard of its own, with a tenant whose provider is well and one whose provider refuses connections. */
async function openPlace({ contestants, folder, upstream }: World): Promise<Place> {
  const paused = pause(contestants);
  const postgres = await startPostgres();
  // It shares a core with the upstream and with whoever measures, and takes in the flood’s attempts there.
  standBack(postgres.pid());
  const databaseUrl = await createDatabase(postgres.url);
  const server = await startPlugboard({ id: 'plugboard', folder, databaseUrl });
  const callAs = async (tenant: string, origin: string) => {
    const token = await makeTenant(server, origin, tenant, ['openai']);
    const call = callOf(toContestant('plugboard', tenant, server, token), kind);
    if (!call) throw new Error('Plugboard takes every kind of call');
    return call;
  };
  const well = await callAs('well', upstream);
  const dead = { ...(await callAs('dead', await findDeadOrigin())), expectedStatus: unavailable };
  return {
    well,
    dead,
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      await postgres.remove();
      paused[Symbol.dispose]();
    },
  };
}

/** Where somebody listened a moment ago, and nobody does now. */
async function findDeadOrigin(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return `http://127.0.0.1:${port}`;
}

const p99Of = (loads: Load[]) => median(loads.map(({ p99Ms }) => p99Ms));

function toFinding({ id, title }: Row, found: Found): Finding {
  return {
    id,
    title: `${title} (${quietPerSecond} calls/s)`,
    lines: Object.entries(found).map(([contestant, loads]) => {
      const p50Ms = median(loads.map((load) => load.p50Ms));
      return { contestant, cells: { 'p50 ms': p50Ms.toFixed(2), 'p99 ms': p99Of(loads).toFixed(2) } };
    }),
    bars: [],
    notes: Object.entries(found).flatMap(([name, loads]) => {
      const others = loads.reduce((sum, { errors }) => sum + errors, 0);
      return others > 0 ? [`${name}: ${others} calls were answered otherwise than they should be`] : [];
    }),
    samples: found,
  };
}
