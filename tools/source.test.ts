import assert from 'node:assert/strict';
import { test } from 'node:test';
import ts from 'typescript';
import { errorRegistry } from '../src/kernel/errors.ts';
import { lineOf, listImports, parse, parseSources, type SourceFile, visit } from './source-files.ts';

const sources = parseSources(['src']);

/** Modules that may open a socket without the guard, each with what makes that right. Empty is best. */
const socketsOutsideEgress: Record<string, string> = {
  'src/cli/ask-server.ts': 'the command line’s Unix socket to the server of the same data directory',
};

/** Modules whose work is not one tenant's, and which therefore run as the owner of the tables, and what it is. */
const ownerModules: Record<string, string> = {
  'src/boot/background-work.ts': 'prunes the list of changes, of all tenants',
  'src/boot/open-billing.ts': 'hands the sums of budgets on',
  'src/storage/budget-sums.ts': 'sums up what budgets of tenants as a whole count',
  'src/boot/bury-again.ts': 'deletes what a restore brought back',
  'src/boot/gateway.ts': 'hands the database to what the data plane keeps there',
  'src/boot/notifications.ts': 'hands the database to the outbox',
  'src/boot/readiness.ts': 'asks which migrations have run',
  'src/storage/owner-stores.ts':
    'tenant keys and canaries, signing keys, tombstones: asked before a tenant is known',
  'src/storage/snapshot-source.ts': 'reads who exists and who may call, of all tenants',
  'src/storage/ledger-chains.ts': 'signs and verifies the ledgers of all tenants',
  'src/boot/exports.ts': 'hands the database to what sends rows on',
  'src/storage/export-queue.ts': 'sends on ledgers and audit logs of all tenants',
  'src/storage/ledger-retention.ts': 'removes what of the ledgers of all tenants is kept no longer',
  'src/storage/attempt-store.ts': 'takes in the journal, which holds the attempts of all tenants',
  'src/storage/call-counts.ts': 'what replicas tell each other of the calls of all tenants',
  'src/storage/idempotency-store.ts':
    'keys of calls and their sealed answers, of all tenants, in one round trip',
  'src/storage/expired-conversations.ts': 'deletes what has expired, of all tenants',
  'src/storage/notification-outbox.ts':
    'what leaves next, and which models are listed next, of all tenants in turn',
  'src/storage/queued-call-store.ts': 'tries the queued calls of all tenants and settles them',
  'src/storage/queue-keeping.ts': 'sees by the clock to the queued calls of all tenants',
  'src/storage/deployment.ts': 'the database itself: its id, the platform’s own tenant, tombstones',
  'src/boot/note-key-openings.ts': 'hands the database to what notes openings of keys',
  'src/storage/key-openings.ts': 'notes which keys of all tenants were opened',
  'src/storage/last-uses.ts': 'notes when tokens and credentials of all tenants were last used',
  'src/storage/store.ts': 'what operators do across tenants, and sessions of people who belong to several',
};

test('S66 no code is made from text and no process is started by the server', () => {
  assert.deepEqual(sources.flatMap(dynamicCode), []);
  assert.deepEqual(dynamicCode(sample("eval('1')")), ['sample.ts:1: eval']);
  assert.deepEqual(dynamicCode(sample("new Function('return 1')")), ['sample.ts:1: Function']);
  assert.deepEqual(dynamicCode(sample("import { spawn } from 'child_process';")), [
    'sample.ts: child_process',
  ]);
  assert.deepEqual(dynamicCode(sample("await import('node:vm')")), ['sample.ts: vm']);
  assert.deepEqual(dynamicCode(sample("import cluster from 'node:cluster';")), ['sample.ts: cluster']);
  assert.deepEqual(dynamicCode(parse('src/main.ts', "import cluster from 'node:cluster';")), []);
});

test('S59 the server opens no inspector and writes no heap dump', () => {
  const found = sources.flatMap(({ file, text }) =>
    /node:(inspector|repl|trace_events)|writeHeapSnapshot|getHeapSnapshot|setHeapSnapshotNearHeapLimit/.test(
      text,
    )
      ? [file]
      : [],
  );
  assert.deepEqual(found, []);
});

test('S1 no module but egress has a way to open an outbound connection', () => {
  const outside = sources.filter(({ file }) => !file.startsWith('src/egress/'));
  const found = outside.filter(({ file }) => !(file in socketsOutsideEgress)).flatMap(outboundCalls);
  assert.deepEqual(found, []);
  const unneeded = Object.keys(socketsOutsideEgress).filter(
    (file) => !outside.some((source) => source.file === file && outboundCalls(source).length > 0),
  );
  assert.deepEqual(unneeded, [], 'these exceptions are not needed any more');
});

test('S1 the ban sees each form of an outbound call', () => {
  for (const code of [
    "await fetch('http://x')",
    'const f = globalThis.fetch;',
    'new WebSocket(url)',
    "import { request } from 'node:http'; request(url)",
    "import https from 'node:https'; https.get(url)",
    "import * as net from 'node:net'; net.createConnection(1)",
    "import { Socket } from 'node:net'; new Socket()",
    "import tls from 'tls'; tls.connect({})",
    "import { lookup } from 'node:dns/promises';",
    "import dgram from 'node:dgram';",
    "import { Pool } from 'undici';",
  ]) {
    assert.notDeepEqual(outboundCalls(sample(code)), [], code);
  }
  for (const code of [
    "import { createServer } from 'node:http'; createServer()",
    "import type { Socket } from 'node:net';",
    "import { isIP, type Socket } from 'node:net'; isIP('')",
    'const { fetch: load } = keys; load()',
    'cache.get(1); pool.connect()',
  ]) {
    assert.deepEqual(outboundCalls(sample(code)), [], code);
  }
});

test('the environment of the process is read in one place', () => {
  const readers = sources.filter(readsEnvironment).map(({ file }) => file);
  assert.deepEqual(
    readers.filter((file) => file !== 'src/config/env.ts'),
    [],
  );
  assert.ok(readsEnvironment(sample('process.env.HOME')));
  assert.ok(readsEnvironment(sample("import { env } from 'node:process';")));
  assert.ok(readsEnvironment(sample('const { env } = process;')));
});

test('only the listed modules reach past row-level security', () => {
  const doors = ['src/storage/transactions.ts', 'src/storage/open-database.ts'];
  // Whoever is handed the database itself, and not a tenant's transaction, runs as the owner of the tables.
  const holdsDatabase = /^import .*\bExecutor\b.* from '.*\/open-database\.ts'/m;
  const runsAsOwner = (source: SourceFile) =>
    listImports(source).some(({ values }) => values.some((name) => /^owner[A-Z]/.test(name)));
  const users = sources
    .filter((source) => !doors.includes(source.file))
    .filter((source) => runsAsOwner(source) || holdsDatabase.test(source.text))
    .map(({ file }) => file);
  assert.deepEqual(users.toSorted(), Object.keys(ownerModules).toSorted());
});

test('every error code of the registry is answered somewhere', () => {
  const used = new Set<string>();
  for (const { file, tree } of sources) {
    if (file === 'src/kernel/error-codes.ts') continue;
    visit(tree, (node) => {
      if (ts.isStringLiteralLike(node)) used.add(node.text);
    });
  }
  assert.deepEqual(
    Object.keys(errorRegistry).filter((code) => !used.has(code)),
    [],
  );
});

function sample(code: string): SourceFile {
  return parse('sample.ts', code);
}

function dynamicCode(source: SourceFile): string[] {
  const banned = ['vm', 'child_process', ...(source.file === 'src/main.ts' ? [] : ['cluster'])];
  const found = listImports(source)
    .filter(({ module }) => banned.includes(module))
    .map(({ module }) => `${source.file}: ${module}`);
  visit(source.tree, (node) => {
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return;
    const called = node.expression.getText(source.tree).replace(/^(globalThis|global)\./, '');
    if (called === 'eval' || called === 'Function')
      found.push(`${source.file}:${lineOf(source, node)}: ${called}`);
  });
  return found;
}

const outboundNames: Record<string, RegExp> = {
  http: /^(request|get|ClientRequest)$/,
  https: /^(request|get)$/,
  http2: /^connect$/,
  net: /^(connect|createConnection|Socket|Stream)$/,
  tls: /^(connect|TLSSocket)$/,
  dns: /./,
  'dns/promises': /./,
  dgram: /./,
  undici: /./,
};

const outboundGlobals = new Set(['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']);

function outboundCalls(source: SourceFile): string[] {
  const found: string[] = [];
  const report = (node: ts.Node, what: string) =>
    found.push(`${source.file}:${lineOf(source, node)}: ${what}`);
  const namespaces = new Map<string, RegExp>();
  for (const { module, values, local } of listImports(source)) {
    const names = outboundNames[module];
    if (names === undefined) continue;
    if (local) namespaces.set(local, names);
    if (
      values.some((name) => names.test(name) && (name !== '*' || local === undefined || names.source === '.'))
    ) {
      found.push(`${source.file}: ${module}`);
    }
  }
  visit(source.tree, (node) => {
    if (ts.isPropertyAccessExpression(node)) {
      const object = node.expression.getText(source.tree);
      if (namespaces.get(object)?.test(node.name.text)) report(node, node.getText(source.tree));
      if (object === 'globalThis' && outboundGlobals.has(node.name.text)) report(node, node.name.text);
    } else if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && ts.isIdentifier(node.expression)) {
      if (outboundGlobals.has(node.expression.text)) report(node, node.expression.text);
    }
  });
  return found;
}

function readsEnvironment(source: SourceFile): boolean {
  if (listImports(source).some(({ module, values }) => module === 'process' && values.includes('env')))
    return true;
  let reads = false;
  visit(source.tree, (node) => {
    if (ts.isPropertyAccessExpression(node) && node.name.text === 'env') {
      reads ||= /(^|\.)process$/.test(node.expression.getText(source.tree));
    } else if (ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name)) {
      const named = node.name.elements.some(
        (element) => (element.propertyName ?? element.name).getText() === 'env',
      );
      reads ||= named && node.initializer?.getText(source.tree) === 'process';
    }
  });
  return reads;
}
