import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asSuperuser, createDatabase, startPostgres } from '../testkit/postgres.ts';
import type { Contestant } from './contestants/contestant.ts';
import { startFloor } from './contestants/floor.ts';
import { startNginx } from './contestants/nginx.ts';
import { makeTenant, startPlugboard, toContestant } from './contestants/plugboard.ts';
import { startPortkey } from './contestants/portkey.ts';
import { Generator } from './load/generator.ts';
import type { Options } from './options.ts';
import { startServer, stopAll } from './processes.ts';
import type { Dialect, World } from './rows/row.ts';

const dialects: readonly Dialect[] = ['openai', 'anthropic', 'bedrock'];
const tenantsOfTheFew = 10;

/** Everything that a run needs, side by side; `closed` takes it away again, also when the start fails midway. */
export async function openWorld(
  options: Options,
  say: World['say'],
  closed: AsyncDisposableStack,
  profileFolder?: string,
): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'plugboard-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const postgres = await startPostgres();
  closed.defer(() => postgres.remove());
  closed.defer(() => stopAll());
  const log = join(folder, 'upstream.log');
  const server = await startServer('upstream/upstream-server.ts', { log, onGatewayCore: false });
  const upstream = `http://127.0.0.1:${server.port}`;
  const generator = await Generator.start(folder);
  const newDatabase = async () => {
    const url = await createDatabase(postgres.url);
    return { url, asSuperuser: asSuperuser(postgres.url, url) };
  };

  say('starting Plugboard on Postgres');
  const plugboard = await startPlugboard({
    id: 'plugboard',
    folder,
    databaseUrl: (await newDatabase()).url,
    ...(profileFolder !== undefined && { profileFolder }),
  });
  const tenantTokens: string[] = [];
  for (let made = 0; made < tenantsOfTheFew; made += 1) {
    // The first one has everything; the others are there to be many.
    tenantTokens.push(
      await makeTenant(plugboard, upstream, `tenant-${made}`, made === 0 ? dialects : ['openai']),
    );
  }
  const contestants = [toContestant('plugboard', 'Plugboard on Postgres', plugboard, tenantTokens[0] ?? '')];
  if (profileFolder === undefined) {
    contestants.unshift(await startFloor(upstream, folder));
    contestants.push(...(await startOthers(upstream, folder, say)));
  }
  return {
    options,
    folder,
    upstream,
    generator,
    contestants,
    tenantTokens,
    createDatabase: newDatabase,
    say,
  };
}

async function startOthers(upstream: string, folder: string, say: World['say']): Promise<Contestant[]> {
  say('starting Plugboard on PGlite');
  const pglite = await startPlugboard({ id: 'plugboard-pglite', folder });
  const token = await makeTenant(pglite, upstream, 'tenant-0', dialects);
  const others = [toContestant('plugboard-pglite', 'Plugboard on PGlite', pglite, token)];
  try {
    say('starting Portkey');
    others.push(await startPortkey(upstream, folder));
  } catch (error) {
    say(`Portkey cannot be measured: ${String(error)}`);
  }
  const nginx = await startNginx(upstream, folder);
  if (nginx) others.push(nginx);
  else say('nginx is not installed: its lines are missing');
  return others;
}
