import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type OpenConsole, openConsole, type Person } from './open-console.ts';
import { makeSampleTenant, playSampleHosts } from './sample-tenant.ts';

let world: Awaited<ReturnType<typeof playSampleHosts>>;
let console: OpenConsole;

before(async () => {
  world = await playSampleHosts();
  console = await openConsole({ playedNetwork: world.network });
  await makeSampleTenant(console.app, world.authorityPem);
});
after(async () => {
  await console.close();
  await world.close();
});

const ada: Person = { tenant: 'acme', role: 'tenant_admin', environments: ['dev', 'prod'], name: 'Ada' };

test('a double click makes one token, and no key leads away while its secret is shown', () =>
  console.visiting(ada, async ({ page, open }) => {
    await open('/t/acme/dev/tokens');
    await page.getByRole('button', { name: 'Create a token' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: /^Name/ }).fill('Once');
    await dialog.getByRole('button', { name: 'Create a token' }).dblclick();
    await dialog.getByRole('button', { name: 'I have copied it' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await dialog.getByRole('button', { name: 'I have copied it' }).click();
    assert.equal(new URL(page.url()).pathname, '/t/acme/dev/tokens');
    assert.equal(await page.getByRole('row').filter({ hasText: 'Once' }).count(), 1);
  }));

test('a session that ends in the middle of a form says so when the form is sent', () =>
  console.visiting(ada, async ({ page, open, context }) => {
    await open('/t/acme/dev/connect?provider=openai');
    await page.locator('input[type=password]').fill('sk-proj-0123456789abcdef');
    await context.clearCookies();
    await page.getByRole('button', { name: 'Validate & Continue' }).click();
    await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
  }));

test('an address that names nothing says so, and speaks of no form', () =>
  console.visiting(ada, async ({ page, open }) => {
    for (const path of ['accounts/nobody', 'requests/nobody', 'webhooks/nobody', 'connect?account=nobody']) {
      await open(`/t/acme/prod/${path}`);
      await page.getByRole('alert').getByText('There is nothing at this address').waitFor();
    }
  }));

test('a part of the console that is not loaded because the server is away is told as that', () =>
  console.visiting(ada, async ({ page, open }) => {
    await open('/t/acme/prod');
    await page.route('**/assets/budgets*', (route) => route.abort());
    await page.getByRole('link', { name: 'Budgets' }).click();
    await page.getByRole('alert').getByText('A part of the console could not be loaded').waitFor();
  }));
