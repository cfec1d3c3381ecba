import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'node:test';
import { type App, type AppOptions, startApp } from '../src/app.ts';
import { parseConfig } from '../src/config/config.ts';
import type { PlayedNetwork } from '../src/egress/guarded-connector.ts';
import { type Api, createApi } from './api.ts';
import { makeEmbeddedDirectory, makePostgresDatabase, removeDirectory } from './shared-storage.ts';
import { createTestClock, type TestClock } from './test-clock.ts';

export type StorageKind = 'pglite' | 'postgres' | 'given';

/** What stores something is tested on each: the embedded database, a real Postgres 18, and one that is given. */
export const storages: readonly StorageKind[] = [
  'pglite',
  'postgres',
  ...(process.env['PLUGBOARD_TEST_DATABASE_URL'] ? (['given'] as const) : []),
];

export function onEachStorage(name: string, suite: (storage: StorageKind) => void): void {
  for (const storage of storages) describe(`${name} (${storage})`, () => suite(storage));
}

/**
 * For rules that lie above storage: what they ask of it is shown on each by the tests of storage itself, and the whole
 * run has to end within minutes. `PLUGBOARD_TEST_EVERY_STORAGE=1` runs these on each as well.
 */
export function onPostgres(name: string, suite: (storage: StorageKind) => void): void {
  const everywhere = process.env['PLUGBOARD_TEST_EVERY_STORAGE'] === '1';
  for (const storage of storages) {
    if (everywhere || storage !== 'pglite') describe(`${name} (${storage})`, () => suite(storage));
  }
}

/** Thirty-two bytes that pass every check on keys, the same in each test. */
export const testMasterKey = Buffer.from(
  Array.from({ length: 32 }, (_, index) => (index * 37 + 11) % 251),
).toString('base64');
export const operatorToken = 'operator-token-of-the-tests-0123456789';

export interface TestAppOptions {
  storage: StorageKind;
  /** More of the environment, or other values for it. */
  env?: Record<string, string>;
  /** To start again on what an earlier one left. */
  place?: TestPlace;
  clock?: TestClock;
  /** The internet as the app sees it; left out, the real one. */
  playedNetwork?: PlayedNetwork;
  /** Shorter ones than models need. */
  callBounds?: AppOptions['callBounds'];
}

/** Where a test app keeps its data; it outlives the app, so that another one can be started on it. */
export interface TestPlace {
  dataDirectory: string;
  databaseUrl: string | undefined;
}

export interface TestApp {
  app: App;
  url: string;
  place: TestPlace;
  clock: TestClock;
  /** As the operator of the configuration. */
  operator: Api;
  /** As whoever holds the token. */
  as(token: string): Api;
  logs(): string;
  /** Stops it; the place stays. */
  stop(): Promise<void>;
  /** Stops it and takes its data away. */
  close(): Promise<void>;
}

export async function makePlace(storage: StorageKind): Promise<TestPlace> {
  if (storage === 'pglite') return { dataDirectory: await makeEmbeddedDirectory(), databaseUrl: undefined };
  const given = process.env['PLUGBOARD_TEST_DATABASE_URL'];
  return {
    dataDirectory: mkdtempSync(join(tmpdir(), 'plugboard-data-')),
    databaseUrl: await makePostgresDatabase(storage === 'given' ? given : undefined),
  };
}

export async function startTestApp(options: TestAppOptions): Promise<TestApp> {
  const place = options.place ?? (await makePlace(options.storage));
  const clock = options.clock ?? createTestClock();
  const lines: string[] = [];
  const parsed = parseConfig(environmentOf(place, options.env), { local: false });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  const app = await startApp({
    config: parsed.config,
    version: '0.0.0-test',
    clock: clock.now,
    logDestination: { write: (line: string) => void lines.push(line) },
    ...(options.playedNetwork && { playedNetwork: options.playedNetwork }),
    ...(options.callBounds && { callBounds: options.callBounds }),
  });
  let stopped = false;
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    await app.close('test');
  };
  return {
    app,
    url: app.url,
    place,
    clock,
    operator: createApi(app.url, operatorToken),
    as: (token) => createApi(app.url, token),
    logs: () => lines.join(''),
    stop,
    close: async () => {
      await stop();
      removeDirectory(place.dataDirectory);
    },
  };
}

/** What a process of its own would be started with. */
export function environmentOf(place: TestPlace, extra: Record<string, string> = {}): Record<string, string> {
  return {
    PLUGBOARD_DATA_DIR: place.dataDirectory,
    PLUGBOARD_PORT: '0',
    PLUGBOARD_MASTER_KEY: testMasterKey,
    PLUGBOARD_OPERATOR_TOKEN: operatorToken,
    ...(place.databaseUrl !== undefined && { DATABASE_URL: place.databaseUrl }),
    ...extra,
  };
}
