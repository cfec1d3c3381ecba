import { describe } from 'node:test';
import { fileURLToPath } from 'node:url';
import { listServiceSuites } from './list-suites.ts';

const bundles = 4;

/**
 * To load the service and to warm it up takes longer than most suites: a few processes run them all, one suite after
 * the other, each with its own hooks. What starts processes lies in `testkit/processes`.
 */
export function runSuites(files: readonly string[]): void {
  for (const file of files) {
    describe(file, async () => {
      await import(fileURLToPath(new URL(`../../${file}`, import.meta.url)));
    });
  }
}

/** Neighbours are alike, in what they need and in how long they take: each bundle takes every fourth. */
export function runBundle(bundle: number): void {
  runSuites(listServiceSuites().filter((_, index) => index % bundles === bundle - 1));
}
