import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { notificationKindNames, notificationKinds } from '../src/kernel/notification-kinds.ts';
import { notificationPlaces } from '../src/kernel/notification-places.ts';
import { createMetrics } from '../src/telemetry/metrics.ts';
import { listRepositoryFiles, readRepositoryFile, repositoryRoot } from './repository-files.ts';
import { parse, visit } from './source-files.ts';

const pages = listRepositoryFiles().filter((file) => file.endsWith('.md'));
const testNames = listRepositoryFiles()
  .filter((file) => file.endsWith('.test.ts'))
  .flatMap(testNamesIn);

/** The promises of docs/seeds.md, by letter and count. */
const seeds = { R: 12, C: 7, A: 9, T: 6, K: 6 };

test('every link between the documents leads somewhere, and every anchor to a heading', () => {
  const broken = pages.flatMap((page) =>
    [...readRepositoryFile(page).matchAll(/\]\(([^)\s#]*)(?:#([^)\s]*))?\)/g)]
      .filter(([, target = '']) => !/^[a-z]+:/.test(target))
      .filter(([, target = '', anchor]) => !leadsSomewhere(page, target, anchor))
      .map(([link]) => `${page}: ${link}`),
  );
  assert.deepEqual(broken, []);
  assert.ok(leadsSomewhere('CHANGELOG.md', 'CONTRIBUTING.md', 'set-up'));
  assert.ok(!leadsSomewhere('CHANGELOG.md', 'CONTRIBUTING.md', 'no-such-heading'));
});

test('every requirement that docs/security.md says holds is shown by a test', () => {
  const claimed = [...readRepositoryFile('docs/security.md').matchAll(/^\| (S\d+) \|/gm)].map(
    ([, id]) => id ?? '',
  );
  assert.ok(claimed.length > 0);
  assert.deepEqual(
    claimed.filter((id) => !citedByTest(id)),
    [],
  );
});

test('docs/seeds.md has every promise once, and each kept one is shown by a test', () => {
  const rows = [
    ...readRepositoryFile('docs/seeds.md').matchAll(/^\| ([A-Z]\d+) \|.*\| (kept|not yet)[^|]* \|$/gm),
  ];
  const expected = Object.entries(seeds).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
  );
  assert.deepEqual(
    rows.map(([, id]) => id),
    expected,
  );
  const unshown = rows.filter(([, id, state]) => state === 'kept' && !citedByTest(id ?? ''));
  assert.deepEqual(
    unshown.map(([, id]) => id),
    [],
  );
});

test('every notification leads to a page of the console', () => {
  const routes = new Set(listConsoleRoutes());
  assert.ok(routes.has('/t/$/$/models') && routes.has('/operator/'));
  const lost = notificationKindNames
    .flatMap((kind) => {
      const { environment, platform } = notificationPlaces[kind];
      return [
        ...(environment === undefined ? [] : [`/t/$/$/${environment}`]),
        ...(platform === undefined ? [] : [`/operator/${platform}`]),
      ];
    })
    .map((place) => place.replace(/\{[a-z_]+\}/g, '$'))
    .filter((place) => !routes.has(place));
  assert.deepEqual(lost, []);
});

test('every metric that the dashboard and the alerts ask for is one that the service has', async () => {
  const { text } = await createMetrics().read();
  const known = new Set([...text.matchAll(/^# TYPE (\S+) (\S+)/gm)].map(([, name = '']) => name));
  for (const file of ['deploy/grafana/plugboard.json', 'deploy/prometheus/alerts.yml']) {
    const asked = [...readRepositoryFile(file).matchAll(/\b(?:plugboard|process|nodejs)_[a-z0-9_]+/g)].map(
      ([name]) => name,
    );
    assert.ok(asked.length > 5, file);
    const unknown = asked.filter(
      (name) => !known.has(name) && !known.has(name.replace(/_(bucket|count|sum)$/, '')),
    );
    assert.deepEqual(unknown, [], file);
  }
  const { panels } = JSON.parse(readRepositoryFile('deploy/grafana/plugboard.json')) as {
    panels: { title: string }[];
  };
  assert.equal(new Set(panels.map(({ title }) => title)).size, panels.length);
  const ours = [...known].filter((name) => name.startsWith('plugboard_'));
  const described = readRepositoryFile('docs/operations.md');
  assert.deepEqual(
    ours.filter((name) => !described.includes(name)),
    [],
  );
});

test('docs/notifications.md lists every kind of notification with whom it is told, and no other', () => {
  const told = { tenant: 'tenant', platform: 'operators' };
  const rows = [
    ...readRepositoryFile('docs/notifications.md').matchAll(/^\| `([a-z_]+\.[a-z_]+)` \| (\w+) \|/gm),
  ].map(([, kind, audience]) => `${kind} ${audience}`);
  const expected = notificationKindNames.map((kind) => `${kind} ${told[notificationKinds[kind].audience]}`);
  assert.deepEqual(rows.toSorted(), expected.toSorted());
});

test('README names every environment variable that is read, and no other', () => {
  const variable = /\b(PLUGBOARD_[A-Z0-9_]+|OTEL_[A-Z0-9_]+|DATABASE_URL)\b/g;
  const readme = readRepositoryFile('README.md');
  const table = readme.split('\n').filter((line) => line.startsWith('| `'));
  const documented = new Set(table.flatMap((line) => line.split('|')[1]?.match(variable) ?? []));
  const read = new Set<string>();
  for (const file of listRepositoryFiles().filter((file) => /^src\/config\/.*(?<!\.test)\.ts$/.test(file))) {
    for (const name of readRepositoryFile(file).match(variable) ?? []) read.add(name);
  }
  // Read by the tests, and known to the server only so that it is not called a typo.
  read.delete('PLUGBOARD_TEST_DATABASE_URL');
  assert.deepEqual([...documented].toSorted(), [...read].toSorted());
});

function leadsSomewhere(page: string, target: string, anchor: string | undefined): boolean {
  const file = target === '' ? page : path.join(path.dirname(page), target);
  if (!existsSync(path.join(repositoryRoot, file))) return false;
  return anchor === undefined || !file.endsWith('.md') || listAnchors(readRepositoryFile(file)).has(anchor);
}

/** As GitHub makes them of headings: small letters, dashes for blanks, no punctuation, a number where one comes again. */
function listAnchors(text: string): Set<string> {
  const seen = new Map<string, number>();
  const anchors = new Set<string>();
  for (const [, heading = ''] of text.replace(/^```.*?^```/gms, '').matchAll(/^#{1,6} (.+)$/gm)) {
    const anchor = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-');
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    anchors.add(times === 0 ? anchor : `${anchor}-${times}`);
  }
  return anchors;
}

function citedByTest(id: string): boolean {
  const cited = new RegExp(`\\b${id}\\b`);
  return testNames.some((name) => cited.test(name));
}

/** The first argument of `test`, `it`, `describe` and `suite`, with the holes of a template left out. */
function testNamesIn(file: string): string[] {
  const { tree } = parse(file, readRepositoryFile(file));
  const names: string[] = [];
  visit(tree, (node) => {
    if (
      !ts.isCallExpression(node) ||
      !/^(test|it|describe|suite|t\.test)\b/.test(node.expression.getText(tree))
    )
      return;
    const [name] = node.arguments;
    if (name && (ts.isStringLiteralLike(name) || ts.isTemplateExpression(name)))
      names.push(name.getText(tree));
  });
  return names;
}

/** By their paths; `$` stands for a part that varies. */
function listConsoleRoutes(): string[] {
  const areas: Record<string, string> = { placeRoute: '/t/$/$/', platformRoute: '/operator/' };
  const route = /getParentRoute: \(\) => (\w+),\s*path: '([^']+)'/g;
  return listRepositoryFiles()
    .filter((file) => /^console\/src\/pages\/.*\/route\.ts$/.test(file))
    .flatMap((file) => [...readRepositoryFile(file).matchAll(route)])
    .map(([, area = '', path = '']) => `${areas[area]}${path.replace(/^\//, '').replace(/\$\w+/g, '$')}`);
}
