import { openVisit } from '../browser.ts';
import { buildConsoleIfStale } from './build-if-stale.ts';
import { openConsole } from './open-console.ts';
import { makeSampleSettings } from './sample-settings.ts';
import { makeSampleTenant, playSampleHosts } from './sample-tenant.ts';

/** How long a browser that has never been here takes until a page can be used; `npm run measure:console` prints it. */

const runs = 9;
const pages = [
  { path: '/t/acme/prod', usable: 'a[aria-label^="Runbook generation"]' },
  { path: '/t/acme/prod/models', usable: 'main table tbody a' },
  { path: '/t/acme/prod/connect', usable: 'main textarea' },
];

buildConsoleIfStale();
const world = await playSampleHosts();
const console = await openConsole({ storage: 'pglite', playedNetwork: world.network });
await makeSampleTenant(console.app, world.authorityPem);
await makeSampleSettings(console.app);
const visit = await console.signIn({ tenant: 'acme', role: 'tenant_admin', environments: ['prod'] });
const storageState = await visit.context.storageState();

for (const { path, usable } of pages) {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const { context, page } = await openVisit(console.browser, { baseURL: console.app.url, storageState });
    await page.goto(path, { waitUntil: 'commit' });
    await page.locator(usable).first().waitFor();
    times.push(Number(await page.evaluate('performance.now()')));
    await context.close();
  }
  const sorted = times.map(Math.round).toSorted((one, other) => one - other);
  process.stdout.write(`${path}: median ${sorted[Math.floor(runs / 2)]} ms, slowest ${sorted.at(-1)} ms\n`);
}

await console.close();
await world.close();
