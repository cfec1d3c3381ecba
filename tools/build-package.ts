import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What `npm pack` carries: Node strips no types under node_modules, so the published package is JavaScript. */
const root = fileURLToPath(new URL('..', import.meta.url));
rmSync(`${root}dist`, { recursive: true, force: true });
execFileSync(process.execPath, ['node_modules/typescript-7/bin/tsc', '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
for (const file of readdirSync(`${root}src/http/pages`).filter((name) => /\.(html|js|css)$/.test(name))) {
  cpSync(`${root}src/http/pages/${file}`, `${root}dist/http/pages/${file}`);
}
execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', 'console'], {
  cwd: root,
  stdio: 'inherit',
});
