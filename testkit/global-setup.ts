import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildConsoleIfStale } from './console/build-if-stale.ts';
import { type PostgresServer, startPostgres } from './postgres.ts';
import { environmentNames, prepareEmbeddedTemplate } from './shared-storage.ts';

let server: PostgresServer | undefined;
let template: string | undefined;

/** Once for all test files: they inherit the environment and share the server and the prepared directory. */
export async function globalSetup(): Promise<void> {
  buildConsoleIfStale();
  server = await startPostgres();
  process.env[environmentNames.postgres] = server.url;
  template = mkdtempSync(join(tmpdir(), 'plugboard-template-'));
  await prepareEmbeddedTemplate(template);
  process.env[environmentNames.template] = template;
}

export async function globalTeardown(): Promise<void> {
  await server?.remove();
  if (template !== undefined) rmSync(template, { recursive: true, force: true });
}
