import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackBrowser } from './browser.ts';
import { buildConsoleIfStale } from './console/build-if-stale.ts';
import { type PostgresServer, startPostgres } from './postgres.ts';
import { environmentNames, prepareEmbeddedTemplate, preparePostgresTemplate } from './shared-storage.ts';

let server: PostgresServer | undefined;
let shared: string | undefined;

/** Once for all test files: they inherit the environment and share the server and what was prepared. */
export async function globalSetup(): Promise<void> {
  shared = mkdtempSync(join(tmpdir(), 'plugboard-shared-'));
  // Most of what a short test file costs is to strip and compile the same modules again.
  process.env['NODE_COMPILE_CACHE'] = join(shared, 'compiled');
  buildConsoleIfStale();
  await unpackBrowser();
  server = await startPostgres();
  process.env[environmentNames.postgres] = server.url;
  process.env[environmentNames.postgresTemplate] = await preparePostgresTemplate(server.url);
  const template = join(shared, 'template');
  mkdirSync(template);
  await prepareEmbeddedTemplate(template);
  process.env[environmentNames.template] = template;
}

export async function globalTeardown(): Promise<void> {
  await server?.remove();
  if (shared !== undefined) rmSync(shared, { recursive: true, force: true });
}
