import { fileURLToPath } from 'node:url';
import { listServiceSuites } from './list-suites.ts';

const bundles = 4;

/**
 * To load the service and to warm it up takes longer than most suites: a few processes run them all, one suite after
 * the other. Each begins its services in `before` of a `describe`; what starts processes lies in `testkit/processes`.
 */
export async function runSuites(files: readonly string[]): Promise<void> {
  for (const file of files) await import(fileURLToPath(new URL(`../../${file}`, import.meta.url)));
}

/** Neighbours are alike, in what they need and in how long they take: each bundle takes every fourth. */
export function runBundle(bundle: number): Promise<void> {
  return runSuites(listServiceSuites().filter((_, index) => index % bundles === bundle - 1));
}
