import type { TestApp } from './harness.ts';

/** What the log says nobody foresaw. */
export function unexpectedIn(app: TestApp): string[] {
  return app
    .logs()
    .split('\n')
    .filter((line) => line.includes('"event":"unexpected"'));
}
