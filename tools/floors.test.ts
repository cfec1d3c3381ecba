import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { repositoryRoot } from './repository-files.ts';

interface Rule {
  name: string;
}

interface CruiseResult {
  summary: { totalCruised: number; violations: { rule: Rule; from: string; to: string }[] };
}

const configFile = path.join(repositoryRoot, '.dependency-cruiser.cjs');
const rules: { forbidden: Rule[] } = createRequire(import.meta.url)(configFile);

/** Fewer modules than this mean that the checker did not read our files, not that the house shrank. */
const modulesMin = 40;

/**
 * For every rule one file that breaks it. Where a rule allows types, the violation is of a value; everywhere else
 * it is type-only, which the checker sees only when it is set up rightly.
 */
const planted: Record<string, { file: string; text: string }> = {
  'floor-kernel': { file: 'src/kernel/planted.ts', text: "import type {} from '../contract/target.ts';" },
  'floor-config': { file: 'src/config/planted.ts', text: "import type {} from '../vault/target.ts';" },
  'floor-contract': {
    file: 'src/contract/planted.ts',
    text: "import type {} from '../providers/target.ts';",
  },
  'floor-providers': {
    file: 'src/providers/planted.ts',
    text: "import type {} from '../gateway/target.ts';",
  },
  'floor-snapshot': { file: 'src/snapshot/planted.ts', text: "import type {} from '../control/target.ts';" },
  'floor-gateway': { file: 'src/gateway/planted.ts', text: "import type {} from '../control/target.ts';" },
  'floor-control': { file: 'src/control/planted.ts', text: "import type {} from '../gateway/target.ts';" },
  'floor-vault': { file: 'src/vault/planted.ts', text: "import type {} from '../storage/target.ts';" },
  'floor-storage': { file: 'src/storage/planted.ts', text: "import type {} from '../control/target.ts';" },
  'floor-egress': { file: 'src/egress/planted.ts', text: "import type {} from '../vault/target.ts';" },
  'floor-journal': { file: 'src/journal/planted.ts', text: "import type {} from '../storage/target.ts';" },
  'floor-queue': { file: 'src/queue/planted.ts', text: "import type {} from '../storage/target.ts';" },
  'floor-notify': { file: 'src/notify/planted.ts', text: "import type {} from '../egress/target.ts';" },
  'floor-telemetry': { file: 'src/telemetry/planted.ts', text: "import type {} from '../http/target.ts';" },
  'floor-http': { file: 'src/http/planted.ts', text: "import type {} from '../storage/target.ts';" },
  'ports-are-types': { file: 'src/vault/ports-user.ts', text: "import '../control/ports.ts';" },
  'providers-apart': { file: 'src/providers/one/index.ts', text: "import type {} from '../two/index.ts';" },
  'providers-are-pure': { file: 'src/providers/one/hash.ts', text: "import 'node:crypto';" },
  'pure-floors-do-no-io': { file: 'src/kernel/reader.ts', text: "import 'node:fs/promises';" },
  'network-modules': { file: 'src/vault/caller.ts', text: "import 'node:https';" },
  'database-libraries': { file: 'src/http/query.ts', text: "import type {} from '@electric-sql/pglite';" },
  'queue-library': { file: 'src/storage/scheduler.ts', text: "import type {} from 'pg-boss';" },
  'outbound-library': { file: 'src/telemetry/sender.ts', text: "import type {} from 'undici';" },
  'configuration-from-the-top': {
    file: 'src/http/reader.ts',
    text: "import type {} from '../config/target.ts';",
  },
  'nothing-imports-the-top': { file: 'src/http/top.ts', text: "import type {} from '../app.ts';" },
  'product-without-its-tools': {
    file: 'src/http/tool.ts',
    text: "import type {} from '../../testkit/target.ts';",
  },
  'console-stands-alone': {
    file: 'console/planted.ts',
    text: "import type {} from '../src/contract/target.ts';",
  },
  'no-cycles': { file: 'src/storage/cycle.ts', text: "import type {} from './cycle.ts';" },
  'no-unresolvable': { file: 'src/http/lost.ts', text: "import type {} from './nowhere.ts';" },
};

const targets = [
  ...['config', 'contract', 'control', 'egress', 'gateway', 'http', 'providers', 'storage', 'vault'].map(
    (folder) => `src/${folder}/target.ts`,
  ),
  'src/control/ports.ts',
  'src/providers/two/index.ts',
  'src/app.ts',
  'testkit/target.ts',
  'node_modules/undici/index.js',
  'node_modules/pg-boss/index.js',
  'node_modules/@electric-sql/pglite/index.js',
];

test('no module of the product reaches past its floor', async () => {
  const roots = ['src', 'testkit', 'tools', 'bench', 'console'].filter((folder) =>
    readdirSync(repositoryRoot).includes(folder),
  );
  const { summary } = await cruise(repositoryRoot, roots);
  const found = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  assert.deepEqual(found, []);
  assert.ok(summary.totalCruised >= modulesMin, `only ${summary.totalCruised} modules were read`);
});

/** Floor 6, beside app.ts and main.ts. */
const topFolders = ['boot', 'cli'];

test('every folder of src stands on a floor', () => {
  const known = rules.forbidden.map(({ name }) => name.replace(/^floor-/, ''));
  const folders = readdirSync(path.join(repositoryRoot, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  assert.deepEqual(
    folders.filter((folder) => !known.includes(folder) && !topFolders.includes(folder)),
    [],
  );
});

test('every rule of the floors reports a planted violation, also a type-only one', async () => {
  assert.deepEqual(Object.keys(planted).toSorted(), rules.forbidden.map(({ name }) => name).toSorted());
  const copy = mkdtempSync(path.join(tmpdir(), 'plugboard-floors-'));
  try {
    for (const file of targets) write(copy, file, 'export {};\n');
    for (const { file, text } of Object.values(planted)) write(copy, file, `${text}\n`);
    const { summary } = await cruise(copy, ['src', 'testkit', 'console']);
    const missed = Object.entries(planted).filter(
      ([name, { file }]) => !summary.violations.some(({ rule, from }) => rule.name === name && from === file),
    );
    assert.deepEqual(missed, []);
  } finally {
    rmSync(copy, { recursive: true });
  }
});

function write(root: string, file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

async function cruise(directory: string, roots: string[]): Promise<CruiseResult> {
  const program = path.join(repositoryRoot, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const argumentList = [program, '--config', configFile, '--output-type', 'json', ...roots];
  const { stdout } = await promisify(execFile)(process.execPath, argumentList, {
    cwd: directory,
    maxBuffer: 256 * 1024 * 1024,
  }).catch((failure: { stdout?: string }) => {
    // Violations are the exit code; the result is printed all the same.
    if (failure.stdout?.startsWith('{')) return { stdout: failure.stdout };
    throw failure;
  });
  return JSON.parse(stdout) as CruiseResult;
}
