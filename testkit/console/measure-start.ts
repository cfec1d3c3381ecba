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
    // What looks is made from text, which the pages themselves forbid.
    const options = { baseURL: console.app.url, storageState, bypassCSP: true };
    const { context, page } = await openVisit(console.browser, options);
    await page.goto(path, { waitUntil: 'commit' });
    // Looked at with each frame: a locator looks every half second after a while, and the time would be rounded up to that.
    const seen = `document.querySelector(${JSON.stringify(usable)})?.checkVisibility() && performance.now()`;
    const found = await page.waitForFunction(seen, undefined, { polling: 'raf' });
    times.push(Number(await found.jsonValue()));
    await context.close();
  }
  const sorted = times.map(Math.round).toSorted((one, other) => one - other);
  process.stdout.write(`${path}: median ${sorted[Math.floor(runs / 2)]} ms, slowest ${sorted.at(-1)} ms\n`);
}

await console.close();
await world.close();
