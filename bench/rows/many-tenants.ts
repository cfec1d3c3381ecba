import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant } from '../contestants/contestant.ts';
import { makeTenant, startPlugboard, toContestant } from '../contestants/plugboard.ts';
import { residentBytesOf } from '../cpu.ts';
import type { Tokens } from '../load/jobs.ts';
import { type Medians, mediansOf, ratioOf, type Sample, takeSample } from '../measure.ts';
import { probe } from '../probe.ts';
import { seedTenants } from '../seed-tenants.ts';
import { megabytes } from './open-streams.ts';
import { callOf, type Finding, type Kind, type Line, type Row, type World } from './row.ts';

const kind: Kind = { dialect: 'openai', pacing: 'burst', streamed: false, promptBytes: 200 };
const connections = 64;
const shareRequired = 0.9;
const residentAllowed = 600 * 1024 * 1024;
const coldWithinSeconds = 240;

/** Whether a deployment with a hundred thousand tenants is as fast as one with ten. */
export const manyTenantsRow: Row = {
  id: 'many-tenants',
  title: 'Many tenants against ten',
  isLong: true,
  measure: async (world) => {
    const few = world.contestants.find(({ id }) => id === 'plugboard');
    if (!few) throw new Error('Plugboard did not start');
    const many = await openMany(world);
    try {
      const fewTokens = { file: writeTokens(world, 'few', world.tenantTokens), once: false };
      return await compare(world, few, fewTokens, many);
    } finally {
      await many.contestant.stop();
    }
  },
};

interface Many {
  contestant: Contestant;
  tokensFile: string;
  startMs: number;
  residentAtStart: number;
}

async function openMany(world: World): Promise<Many> {
  const { options, folder, upstream, say } = world;
  const database = await world.createDatabase();
  const start = { id: 'plugboard', folder, databaseUrl: database.url } as const;
  const first = await startPlugboard(start);
  const token = await makeTenant(first, upstream, 'template', ['openai']);
  await callOnce(toContestant('plugboard', 'the template', first, token));
  await first.stop();
  say(`  making ${options.tenants} tenants`);
  const tokens = await seedTenants(database.asSuperuser, 'template', options.tenants);
  const from = performance.now();
  const server = await startPlugboard({ ...start, dataDirectory: first.dataDirectory });
  return {
    contestant: toContestant('plugboard', `${options.tenants} tenants`, server, tokens[0] ?? ''),
    tokensFile: writeTokens(world, 'many', tokens),
    startMs: performance.now() - from,
    residentAtStart: residentBytesOf(server.pid) ?? 0,
  };
}

/** Its credential was used before, and so were the copies’: what the first call ever writes down is not measured. */
async function callOnce(contestant: Contestant): Promise<void> {
  const call = callOf(contestant, kind);
  const probed = call && (await probe(contestant, call, kind));
  if (!probed || 'problem' in probed) throw new Error(`the template was not answered: ${probed?.problem}`);
}

function writeTokens({ folder }: World, name: string, tokens: string[]): string {
  const file = join(folder, `${name}.tokens`);
  writeFileSync(file, tokens.join('\n'));
  return file;
}

async function compare(world: World, few: Contestant, fewTokens: Tokens, many: Many): Promise<Finding> {
  const { options, say } = world;
  say('  the first call of every tenant');
  const once = { file: many.tokensFile, once: true };
  const cold = await load(world, many.contestant, once, coldWithinSeconds);
  const manyTokens = { file: many.tokensFile, once: false };
  await load(world, few, fewTokens, options.warmUpSeconds);
  const samples: Samples = { cold, few: [], many: [] };
  for (let round = 0; round < options.rounds; round += 1) {
    say(`  round ${round + 1}`);
    samples.few.push(await load(world, few, fewTokens, options.secondsPerRound));
    samples.many.push(await load(world, many.contestant, manyTokens, options.secondsPerRound));
  }
  const resident = {
    few: residentBytesOf(few.pid) ?? 0,
    many: residentBytesOf(many.contestant.pid) ?? 0,
  };
  return toFinding(options.tenants, many, samples, resident);
}

interface Samples {
  cold: Sample;
  few: Sample[];
  many: Sample[];
}

function load(
  { generator }: World,
  contestant: Contestant,
  tokens: Tokens,
  seconds: number,
): Promise<Sample> {
  const call = callOf(contestant, kind);
  if (!call) throw new Error('Plugboard takes every kind of call');
  return takeSample(contestant, () => generator.saturateAs(call, connections, seconds, tokens));
}

function toFinding(
  tenants: number,
  { startMs, residentAtStart }: Many,
  samples: Samples,
  resident: { few: number; many: number },
): Finding {
  const ten = mediansOf(samples.few);
  const warm = mediansOf(samples.many);
  const ratio = ratioOf(warm, ten);
  const { errors } = samples.cold;
  return {
    id: manyTenantsRow.id,
    title: `${tenants} tenants against ten`,
    lines: [
      toLine('ten tenants', ten, megabytes(resident.few)),
      toLine(`${tenants} tenants, the first call of each`, mediansOf([samples.cold]), ''),
      toLine(`${tenants} tenants, credentials open`, warm, megabytes(resident.many)),
    ],
    bars: [
      {
        what: `throughput with ${tenants} tenants against ten, by ${ratio.by}`,
        required: shareRequired,
        atLeast: true,
        measured: ratio.value,
      },
      {
        what: 'RSS in MB, with every credential open',
        required: residentAllowed / 1024 / 1024,
        atLeast: false,
        measured: resident.many / 1024 / 1024,
      },
    ],
    notes: [
      `The server with ${tenants} tenants was ready after ${Math.round(startMs)} ms, with ${megabytes(residentAtStart)}.`,
      ...(errors > 0 ? [`${errors} first calls failed.`] : []),
    ],
    samples: { ...samples, resident, startMs, residentAtStart },
  };
}

function toLine(contestant: string, medians: Medians, rss: string): Line {
  return {
    contestant,
    cells: {
      'calls/s': Math.round(medians.perSecond).toLocaleString('en-GB'),
      'gateway CPU µs a call': medians.cpuMicros === undefined ? '?' : String(Math.round(medians.cpuMicros)),
      RSS: rss,
    },
  };
}
