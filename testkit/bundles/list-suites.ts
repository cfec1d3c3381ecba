import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Small and many, without a database: they share one process. */
const pureFolders = ['config', 'egress', 'gateway', 'kernel', 'providers', 'telemetry', 'vault'];

/** What needs no process of its own, by its path in the repository. */
export function listPureSuites(): string[] {
  return list([...pureFolders.map((folder) => `src/${folder}/**/*.test.ts`), 'console/src/**/*.test.ts']);
}

/** With a service around them; the console's with a browser as well. */
export function listServiceSuites(): string[] {
  const pure = new Set(listPureSuites());
  const all = list([
    'src/**/*.test.ts',
    'testkit/*.test.ts',
    'testkit/{conformance,console,integration}/**/*.test.ts',
  ]);
  return all.filter((file) => !pure.has(file));
}

function list(patterns: string[]): string[] {
  return globSync(patterns, { cwd: root }).toSorted();
}
