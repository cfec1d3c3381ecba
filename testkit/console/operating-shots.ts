import type { ConsoleVisit, Person } from './open-console.ts';
import type { Shot } from './shot.ts';

const administrator: Person = {
  tenant: 'initech',
  role: 'tenant_admin',
  environments: ['dev', 'test', 'prod'],
  name: 'Peter Gibbons',
};
const operator: Person = { name: 'Grace Hopper' };

async function openFirstWebhook({ page, settled }: ConsoleVisit): Promise<void> {
  await page.getByRole('link', { name: /hooks$/ }).click();
  await page.getByRole('button', { name: 'Send a test message' }).waitFor();
  await settled();
}

async function beginStop({ page }: Pick<ConsoleVisit, 'page'>): Promise<void> {
  await page.getByRole('button', { name: 'Stop calls' }).click();
  await page.getByRole('dialog').getByLabel('Why').waitFor();
}

/** Everything that goes to a host that misbehaves, and the calls of one tenant. */
async function stopTwice({ page }: ConsoleVisit): Promise<void> {
  if ((await page.getByRole('button', { name: /^Lift/ }).count()) === 2) return;
  const dialog = page.getByRole('dialog');
  await beginStop({ page });
  await dialog.getByRole('combobox', { name: 'Tenant' }).selectOption('hooli');
  await dialog.getByLabel('Why').fill('Your invoice of October is open. Support case 4711.');
  await dialog.getByRole('button', { name: 'Stop calls' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Stop calls' }).click();
  await dialog.getByRole('radio', { name: 'A host' }).check();
  await dialog.getByLabel('Host', { exact: false }).last().fill('*.cheap-models.example');
  await dialog.getByLabel('Why').fill('It logs prompts in public.');
  await dialog.getByRole('button', { name: 'Stop calls' }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function beginTenant({ page }: ConsoleVisit): Promise<void> {
  await page.getByRole('button', { name: 'New tenant' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /^Id/ }).fill('Umbrella Corp');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Umbrella');
}

/** To where it says what is lost, and saves nothing. */
async function beginDowngrade({ page }: ConsoleVisit): Promise<void> {
  await page.getByRole('button', { name: 'Actions for Initech' }).click();
  await page.getByRole('menuitem', { name: 'Change' }).click();
  await page.getByRole('radio', { name: 'Standard' }).check();
  await page.getByRole('radio', { name: 'Operators' }).check();
}

/** In their order: what one leaves, the next one finds. */
export const badDayShots: readonly Shot[] = [
  { name: 'notifications', path: '/t/initech/prod/notifications', person: administrator },
  { name: 'notifications-narrow', path: '/t/initech/prod/notifications', person: administrator, width: 360 },
  { name: 'webhooks', path: '/t/initech/prod/webhooks', person: administrator, height: 900 },
  {
    name: 'webhook',
    path: '/t/initech/prod/webhooks',
    person: administrator,
    height: 1_000,
    act: openFirstWebhook,
  },
  { name: 'queue', path: '/t/initech/prod/queue', person: administrator },
  { name: 'queue-narrow', path: '/t/initech/prod/queue', person: administrator, width: 360 },
  { name: 'queue-empty', path: '/t/initech/dev/queue', person: administrator },
  { name: 'tenants', path: '/operator', person: operator },
  { name: 'tenants-narrow', path: '/operator', person: operator, width: 360 },
  { name: 'tenant-new', path: '/operator', person: operator, act: beginTenant },
  { name: 'tenant-change', path: '/operator', person: operator, height: 1_000, act: beginDowngrade },
  { name: 'incidents', path: '/operator/incidents', person: operator },
  { name: 'operator-notifications', path: '/operator/notifications', person: operator },
  { name: 'stop-calls', path: '/operator/stops', person: operator, height: 900, act: beginStop },
  { name: 'stops', path: '/operator/stops', person: operator, act: stopTwice },
  { name: 'queues', path: '/operator/queues', person: operator },
  { name: 'managed-models', path: '/operator/managed-models', person: operator },
  { name: 'operator-features', path: '/operator/features', person: operator },
  { name: 'egress-rules', path: '/operator/egress-rules', person: operator },
  { name: 'keys', path: '/operator/keys', person: operator },
  { name: 'people', path: '/operator/people', person: operator },
  { name: 'people-narrow', path: '/operator/people', person: operator, width: 360 },
  { name: 'operator-signin', path: '/operator/signin', person: operator },
];
