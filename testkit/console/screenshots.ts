import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { buildConsoleIfStale } from './build-if-stale.ts';
import { type ConsoleVisit, type OpenConsole, openConsole, type Person } from './open-console.ts';
import { makeSampleTenant, playSampleHosts } from './sample-tenant.ts';

interface Shot {
  name: string;
  path: string;
  person: Person;
  width?: number;
  /** What is done there first. */
  act?: (visit: ConsoleVisit) => Promise<void>;
}

async function askForPrimes({ page }: ConsoleVisit): Promise<void> {
  await page
    .getByRole('textbox', { name: 'Message' })
    .fill('What is a prime, and how do I find all up to 100?');
  await page.keyboard.press('Enter');
  await page.getByText('on your organisation’s account').waitFor();
}

const administrator: Person = {
  tenant: 'acme',
  role: 'tenant_admin',
  environments: ['dev', 'test', 'prod'],
  name: 'Ada Lovelace',
};
const user: Person = { tenant: 'acme', role: 'user', environments: ['prod'], name: 'Emmy Noether' };
const operator: Person = { name: 'Grace Hopper' };

/** Every page once; `npm run screenshots` looks at each in both themes. */
const shots: readonly Shot[] = [
  { name: 'overview', path: '/t/acme/prod', person: administrator },
  { name: 'overview-narrow', path: '/t/acme/prod', person: administrator, width: 360 },
  { name: 'overview-empty', path: '/t/acme/dev', person: administrator },
  { name: 'models', path: '/t/acme/prod/models', person: administrator },
  { name: 'tenants', path: '/operator', person: operator },
  { name: 'acting-in', path: '/t/acme/prod', person: operator },
];

/** In these a model is called, which the played hosts answer only where their authority is trusted. */
const talks: readonly Shot[] = [
  { name: 'chat-empty', path: '/t/acme/prod/chat', person: user },
  { name: 'chat', path: '/t/acme/prod/chat', person: user, act: askForPrimes },
  { name: 'chat-narrow', path: '/t/acme/prod/chat', person: user, width: 360, act: askForPrimes },
];

const folder = path.resolve(import.meta.dirname, '../../docs/screenshots');

async function take(
  console: OpenConsole,
  { name, path: address, person, width = 1280, act }: Shot,
): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    const visit = await console.signIn(person, { theme, width });
    await visit.open(address);
    await act?.(visit);
    await visit.page.screenshot({ path: path.join(folder, `${name}-${theme}.png`) });
    await visit.close();
  }
}

buildConsoleIfStale();
mkdirSync(folder, { recursive: true });
const wanted = process.argv.slice(2);
const world = await playSampleHosts();
const console = await openConsole({
  playedNetwork: world.network,
  env: { PLUGBOARD_PLATFORM_NAME: 'Northwind', PLUGBOARD_SUPPORT_URL: 'https://support.northwind.example' },
});
await makeSampleTenant(console.app, world.authorityPem);
const isWanted = ({ name }: Shot) => wanted.length === 0 || wanted.includes(name);
for (const shot of shots.filter(isWanted)) await take(console, shot);
await console.app.operator.call('POST', '/egress_rules', {
  tenant_id: 'acme',
  host: 'api.openai.com',
  private_ca: world.authorityPem,
  reason: 'played here',
});
for (const shot of talks.filter(isWanted)) await take(console, shot);
await console.close();
await world.close();
