import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startPostgres } from '../postgres.ts';
import { environmentNames } from '../shared-storage.ts';
import { buildConsoleIfStale } from './build-if-stale.ts';
import { type ConnectShot, connectShots, newcomer } from './connect-shots.ts';
import { makeNewTenant, playProviders } from './connect-world.ts';
import { type ConsoleVisit, type OpenConsole, openConsole, type Person } from './open-console.ts';
import { badDayShots } from './operating-shots.ts';
import { makeBadDay, playOperatingHosts } from './operating-world.ts';
import { makeRequests, requestShots } from './request-shots.ts';
import { letCallsOut, makeSampleCalls } from './sample-calls.ts';
import { makeSampleSettings, makeWatchedTenant } from './sample-settings.ts';
import { makeSampleTenant, playSampleHosts } from './sample-tenant.ts';
import type { Shot } from './shot.ts';
import { usageShots } from './usage-shots.ts';
import { makeCalls, makeRates, makeSampleBudgets, ship } from './usage-world.ts';

async function askForPrimes({ page }: ConsoleVisit): Promise<void> {
  await page
    .getByRole('textbox', { name: 'Message' })
    .fill('What is a prime, and how do I find all up to 100?');
  await page.keyboard.press('Enter');
  await page.getByText('on your organisation’s account').waitFor();
}

async function followRunbooks({ page }: ConsoleVisit): Promise<void> {
  await page.getByRole('link', { name: /^Runbook generation/ }).focus();
}

async function chooseTable({ page }: ConsoleVisit): Promise<void> {
  await page.getByText('Table', { exact: true }).click();
}

const administrator: Person = {
  tenant: 'acme',
  role: 'tenant_admin',
  environments: ['dev', 'test', 'prod'],
  name: 'Ada Lovelace',
};
const watcher: Person = {
  tenant: 'globex',
  role: 'tenant_admin',
  environments: ['prod'],
  name: 'Hank Scorpio',
};
const user: Person = { tenant: 'acme', role: 'user', environments: ['prod'], name: 'Emmy Noether' };
const operator: Person = { name: 'Grace Hopper' };

/** Every page once; `npm run screenshots` looks at each in both themes. */
const shots: readonly Shot[] = [
  { name: 'overview', path: '/t/acme/prod', person: administrator },
  { name: 'board-followed', path: '/t/acme/prod', person: administrator, act: followRunbooks },
  { name: 'board-table', path: '/t/acme/prod', person: administrator, act: chooseTable },
  { name: 'overview-whole', path: '/t/acme/prod', person: administrator, height: 1_950 },
  { name: 'overview-narrow', path: '/t/acme/prod', person: administrator, width: 360 },
  { name: 'overview-empty', path: '/t/acme/dev', person: administrator },
  { name: 'models', path: '/t/acme/prod/models', person: administrator },
  { name: 'models-mode', path: '/t/acme/prod/models', person: administrator, height: 1_350 },
  { name: 'features', path: '/t/acme/prod/features', person: administrator },
  { name: 'agents', path: '/t/acme/prod/agents', person: administrator },
  { name: 'agent', path: '/t/acme/prod/agents/support-bot', person: administrator, height: 1_000 },
  { name: 'failure-policy', path: '/t/acme/prod/fallback', person: administrator, height: 1_300 },
  { name: 'failure-policy-narrow', path: '/t/acme/prod/fallback', person: administrator, width: 360 },
  { name: 'explain', path: '/t/acme/prod/explain', person: administrator, height: 1_750 },
  { name: 'tokens', path: '/t/acme/prod/tokens', person: administrator },
  { name: 'audit', path: '/t/acme/prod/audit', person: administrator },
  { name: 'llm-config', path: '/t/globex/prod/llm-config', person: watcher },
  { name: 'acting-in', path: '/t/acme/prod', person: operator },
];

/** In these a model is called, which the played hosts answer only where their authority is trusted. */
const talks: readonly Shot[] = [
  { name: 'chat-empty', path: '/t/acme/prod/chat', person: user },
  { name: 'chat', path: '/t/acme/prod/chat', person: user, act: askForPrimes },
  { name: 'chat-narrow', path: '/t/acme/prod/chat', person: user, width: 360, act: askForPrimes },
];

async function verifyHere({ page }: ConsoleVisit): Promise<void> {
  const statement = page.getByRole('region', { name: 'Where calls went' });
  await statement.getByRole('button', { name: 'Verify here' }).click();
  await statement.getByText('The signature is right').waitFor();
}

/** The one that took the longest way. */
async function openLongestCall({ page, settled }: ConsoleVisit): Promise<void> {
  await page
    .getByRole('link', { name: /^The call of .* try 4$/ })
    .last()
    .click();
  await page.getByRole('heading', { name: 'What happened' }).waitFor();
  await settled();
}

async function verifyForgery({ page }: ConsoleVisit): Promise<void> {
  const panel = page.getByRole('region', { name: 'Verify a file' });
  const downloaded = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).first().click();
  const text = readFileSync(await (await downloaded).path(), 'utf8');
  const buffer = Buffer.from(text.replace(/"managed": \d+/, '"managed": 0'));
  const file = { name: 'statement.json', mimeType: 'application/json', buffer };
  await panel.locator('input[type=file]').first().setInputFiles(file);
  await panel.getByRole('button', { name: 'Verify', exact: true }).click();
  await panel.getByText('The statement was changed').waitFor();
  await panel.scrollIntoViewIfNeeded();
}

/** After a week of calls. */
const proofs: readonly Shot[] = [
  { name: 'ledger', path: '/t/acme/prod/ledger', person: administrator },
  { name: 'ledger-narrow', path: '/t/acme/prod/ledger', person: administrator, width: 360 },
  { name: 'call', path: '/t/acme/prod/ledger', person: administrator, height: 1_500, act: openLongestCall },
  { name: 'proof', path: '/t/acme/prod/proof', person: administrator, height: 1_100, act: verifyHere },
  { name: 'proof-narrow', path: '/t/acme/prod/proof', person: administrator, width: 360 },
  { name: 'proof-forged', path: '/t/acme/prod/proof', person: administrator, act: verifyForgery },
  { name: 'custody', path: '/t/acme/prod/custody', person: administrator, height: 1_100 },
];

const folder = path.resolve(import.meta.dirname, '../../docs/screenshots');

async function take(
  console: OpenConsole,
  { name, path: address, person, width = 1280, height = 800, act }: Shot,
): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    const visit = await console.signIn(person, { theme, width, height });
    await visit.open(address);
    await act?.(visit);
    await visit.page.screenshot({ path: path.join(folder, `${name}-${theme}.png`) });
    await visit.close();
  }
}

const wanted = process.argv.slice(2);
const isWanted = ({ name }: { name: string }) => wanted.length === 0 || wanted.includes(name);

const platform = {
  PLUGBOARD_PLATFORM_NAME: 'Northwind',
  PLUGBOARD_SUPPORT_URL: 'https://support.northwind.example',
};

/** A tenant after its first week. */
async function takeSamples(): Promise<void> {
  const wish = {
    start: shots.filter(isWanted),
    talks: talks.filter(isWanted),
    proofs: proofs.filter(isWanted),
  };
  if (Object.values(wish).flat().length === 0) return;
  const world = await playSampleHosts();
  const console = await openConsole({ storage: 'pglite', playedNetwork: world.network, env: platform });
  await makeSampleTenant(console.app, world.authorityPem);
  await makeSampleSettings(console.app);
  await makeWatchedTenant(console.app);
  for (const shot of wish.start) await take(console, shot);
  // What is said needs the provider to be let in; what the other pages show does not.
  await letCallsOut(console.app, world.authorityPem);
  for (const shot of wish.talks) await take(console, shot);
  if (wish.proofs.length > 0) await makeSampleCalls(console.app);
  for (const shot of wish.proofs) await take(console, shot);
  await console.close();
  await world.close();
}

/** A tenant that connects its first model. */
async function takeFirstSteps(taken: readonly ConnectShot[]): Promise<void> {
  if (taken.length === 0) return;
  const world = await playProviders();
  const env = { ...platform, PLUGBOARD_EGRESS_IPS: '198.51.100.7,198.51.100.8' };
  const console = await openConsole({ storage: 'pglite', playedNetwork: world.network, env });
  await makeNewTenant(console.app, world.authorityPem);
  for (const { name, path: address, act, width = 1280 } of taken) {
    for (const [theme, environment] of [
      ['light', 'dev'],
      ['dark', 'test'],
    ] as const) {
      const visit = await console.signIn(newcomer, { theme, width });
      await visit.open(`/t/globex/${environment}${address}`);
      await act(visit.page);
      await visit.settled();
      await visit.page.screenshot({ path: path.join(folder, `${name}-${theme}.png`) });
      await visit.close();
    }
  }
  await console.close();
  await world.close();
}

/** Tenants on a bad day, and what operators see of it. */
async function takeBadDay(taken: typeof badDayShots): Promise<void> {
  if (taken.length === 0) return;
  const world = await playOperatingHosts();
  const console = await openConsole({ playedNetwork: world.network, env: platform });
  await makeBadDay(console.app, world.authorityPem);
  for (const shot of taken) await take(console, shot);
  await console.close();
  await world.close();
}

/** A tenant that asks, and operators who do what it asks for. */
async function takeRequests(taken: typeof requestShots): Promise<void> {
  if (taken.length === 0) return;
  const world = await playProviders();
  const env = { ...platform, PLUGBOARD_EGRESS_IPS: '198.51.100.7,198.51.100.8' };
  const console = await openConsole({ playedNetwork: world.network, env });
  await makeNewTenant(console.app, world.authorityPem);
  await makeRequests(console.app);
  for (const shot of taken) await take(console, shot);
  await console.close();
  await world.close();
}

/** A tenant after some weeks, with what its calls used. */
async function takeUsage(taken: typeof usageShots): Promise<void> {
  if (taken.length === 0) return;
  const world = await playSampleHosts();
  const rates = makeRates();
  const console = await openConsole({ playedNetwork: world.network, env: { ...platform, ...rates.env } });
  const { app } = console;
  await makeSampleTenant(app, world.authorityPem);
  await makeSampleSettings(app);
  await makeWatchedTenant(app);
  await ship(app, [...makeCalls(app.clock.now(), 60), ...makeCalls(app.clock.now(), 12, 'globex')]);
  await makeSampleBudgets(app);
  for (const shot of taken) await take(console, shot);
  await console.close();
  await world.close();
  rates.remove();
}

buildConsoleIfStale();
mkdirSync(folder, { recursive: true });
const postgres = await startPostgres();
process.env[environmentNames.postgres] = postgres.url;
await takeSamples();
await takeBadDay(badDayShots.filter(isWanted));
await takeUsage(usageShots.filter(isWanted));
await takeFirstSteps(connectShots.filter(isWanted));
await takeRequests(requestShots.filter(isWanted));
// Else it would hold this process, and outlive it.
await postgres.remove();
