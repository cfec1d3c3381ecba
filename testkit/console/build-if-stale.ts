import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const document = path.join(root, 'console/dist/index.html');
const sources = [
  'console/src',
  'console/build',
  'console/index.html',
  'console/vite.config.ts',
  'package-lock.json',
];

/** Tests look at the console as it is in the sources now, not as it was when somebody last built it. */
export function buildConsoleIfStale(): void {
  const builtAt = existsSync(document) ? statSync(document).mtimeMs : 0;
  if (sources.every((source) => newestIn(path.join(root, source)) < builtAt)) return;
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', 'console', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  });
}

function newestIn(place: string): number {
  const stat = statSync(place);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(place).map((name) => newestIn(path.join(place, name))));
}
