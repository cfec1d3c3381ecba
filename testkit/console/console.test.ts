import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  assertSoundInBothLooks,
  type ConsoleVisit,
  type OpenConsole,
  openConsole,
  type Person,
} from './open-console.ts';
import { makeSampleTenant, playSampleHosts } from './sample-tenant.ts';

let world: Awaited<ReturnType<typeof playSampleHosts>>;
let console: OpenConsole;

before(async () => {
  world = await playSampleHosts();
  console = await openConsole({
    playedNetwork: world.network,
    env: { PLUGBOARD_PLATFORM_NAME: 'Northwind <b>', PLUGBOARD_SUPPORT_URL: 'https://support.example' },
  });
  await makeSampleTenant(console.app, world.authorityPem);
  const watched = { id: 'watched', name: 'Watched', plan: 'enterprise', administered_by: 'operator' };
  await console.app.operator.call('POST', '/tenants', watched);
});
after(async () => {
  await console.close();
  await world.close();
});

const administrator: Person = {
  tenant: 'acme',
  role: 'tenant_admin',
  environments: ['dev', 'prod'],
  name: 'Ada',
};
const user: Person = { tenant: 'acme', role: 'user', environments: ['prod'], name: 'Uma' };
const operator: Person = { name: 'Grace' };

async function visiting(
  person: Person,
  look: Parameters<OpenConsole['signIn']>[1],
  walk: (visit: ConsoleVisit) => Promise<void>,
): Promise<void> {
  const visit = await console.signIn(person, look);
  try {
    await walk(visit);
  } finally {
    await visit.close();
  }
}

/** All other pages are looked at by the tests of what they do. */
const places: [who: string, person: Person, paths: string[]][] = [
  ['an administrator', administrator, ['/t/acme/prod', '/t/acme/dev/models']],
  ['a user', user, ['/t/acme/prod/models']],
  ['an operator', operator, ['/operator', '/t/watched/dev/models']],
  ['anybody', administrator, ['/nothing', '/t/watched/dev', '/t/acme/nowhere', '/operator']],
];

for (const [who, person, paths] of places) {
  test(`S49 the pages of ${who} are accessible, fit wide and narrow, light and dark, and keep to the content policy`, () =>
    visiting(person, {}, async ({ open, lookAgain, assertSound }) => {
      for (const path of paths) {
        await open(path);
        await assertSound();
        await lookAgain({ theme: 'dark', width: 360 });
        await assertSound();
        await lookAgain({});
      }
    }));
}

test('operators see who signs in, make links that are shown once and work once, and suspend people', () =>
  visiting(operator, {}, async (visit) => {
    const { page, open, settled, assertSound } = visit;
    const hostile = '<script>alert(1)</script>';
    await open('/operator/people');
    await page.getByText('People come in by one-time links alone.').waitFor();
    await page.getByRole('button', { name: 'Make a sign-in link' }).click();
    const dialog = page.getByRole('dialog');
    const make = () => dialog.getByRole('button', { name: 'Make a sign-in link' }).click();
    await dialog.getByRole('textbox', { name: /^Name/ }).fill(hostile);
    await dialog.getByRole('textbox', { name: 'Sign-in name' }).fill('Not a slug');
    await dialog.getByRole('combobox', { name: 'Tenant' }).selectOption('acme');
    await dialog.getByRole('checkbox', { name: 'Development' }).uncheck();
    await make();
    await dialog.getByRole('alert').waitFor();
    await assertSound();
    await dialog.getByRole('textbox', { name: 'Sign-in name' }).fill('mallory');
    await make();
    const link = (await dialog.getByText(/\/signin#/).textContent()) ?? '';
    await assertSound();
    await dialog.getByRole('button', { name: 'I have copied it' }).click();
    assert.ok(!(await page.content()).includes(link));
    const comeIn = async () =>
      (await console.app.as('').call('POST', '/session', { link: new URL(link).hash.slice(1) })).status;
    assert.deepEqual([await comeIn(), await comeIn()], [200, 400]);

    const row = page.getByRole('row').filter({ hasText: hostile });
    await row.getByText('acme (test, prod): Tenant administrator').waitFor();
    await settled();
    await assertSoundInBothLooks(visit);
    await row.getByRole('button', { name: /^New link/ }).click();
    assert.equal(await dialog.getByRole('combobox', { name: 'Tenant' }).inputValue(), 'acme');
    assert.equal(await dialog.getByRole('checkbox', { name: 'Development' }).isChecked(), false);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await row.getByRole('button', { name: /^Suspend/ }).click();
    await dialog.getByRole('button', { name: 'Suspend' }).click();
    await row.getByText('Suspended').waitFor();
    assert.equal(await row.getByRole('button', { name: /^New link/ }).count(), 0);
    await row.getByRole('button', { name: /^Let in again/ }).click();
    await dialog.getByRole('button', { name: 'Let in again' }).click();
    await row.getByText('May sign in').waitFor();
  }));

test('the front door leads to one’s place, and operators to the tenants', async () => {
  await visiting(administrator, {}, async ({ page, open }) => {
    await open('/');
    assert.equal(new URL(page.url()).pathname, '/t/acme/dev');
    await open('/t/acme/prod/models');
    await open('/');
    assert.equal(new URL(page.url()).pathname, '/t/acme/prod', 'where one was last');
  });
  await visiting(operator, {}, async ({ page, open }) => {
    await open('/');
    assert.equal(new URL(page.url()).pathname, '/operator');
  });
});

test('an operator who acts in a tenant sees so on every page, and nobody else does', async () => {
  await visiting(operator, {}, async ({ page, open }) => {
    for (const path of ['/t/acme/prod', '/t/acme/dev/models']) {
      await open(path);
      await page.getByText('You are acting in acme').waitFor();
    }
    await open('/operator');
    assert.equal(await page.getByText('You are acting in').count(), 0);
  });
  await visiting(administrator, {}, async ({ page, open }) => {
    await open('/t/acme/prod');
    assert.equal(await page.getByText('You are acting in').count(), 0);
  });
});

test('switching the environment keeps the page; one without access says why it is closed', () =>
  visiting(administrator, {}, async ({ page, open, settled }) => {
    await open('/t/acme/prod/models');
    await page.getByRole('button', { name: 'Environment: Production. Switch' }).click();
    assert.equal(await page.getByRole('menuitem', { name: /Test.*no access/ }).isDisabled(), true);
    await page.getByRole('menuitem', { name: 'Development' }).click();
    await page.waitForURL('**/t/acme/dev/models');
    await settled();
    await page.getByText('No model is named yet').waitFor();
  }));

test('an operator finds another tenant by typing', () =>
  visiting(operator, {}, async ({ page, open }) => {
    await open('/t/acme/prod/models');
    await page.getByRole('button', { name: 'Tenant: acme. Switch' }).click();
    await page.getByRole('textbox', { name: 'Find a tenant' }).fill('watch');
    await page.getByRole('option', { name: 'Watched' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/t/watched/prod/models');
  }));

test('what a role may not see is not in the navigation, and its address says so', () =>
  visiting(user, {}, async ({ page, open }) => {
    await open('/t/acme/prod/models');
    await page.getByText('This page is not for your role').waitFor();
    assert.equal(await page.getByRole('link', { name: 'Models' }).count(), 0);
  }));

test('R7 an administrator of a tenant that operators administer reads so, and can change nothing', () =>
  visiting({ tenant: 'watched', role: 'tenant_admin', environments: ['dev'] }, {}, async ({ page, open }) => {
    await open('/t/watched/dev/models');
    await page
      .getByText('LLM configurations for this tenant are managed by Northwind <b>.')
      .first()
      .waitFor();
    await page.getByText('No LLM configurations available, please contact support.').waitFor();
    await page.getByText('Northwind <b> makes them for your tenant: by one,').waitFor();
    for (const [path, who] of [
      ['tokens', 'Northwind <b> makes them for your tenant.'],
      ['agents', 'Northwind <b> creates them for your tenant.'],
      ['budgets', 'Northwind <b> can set one for your tenant'],
    ]) {
      await open(`/t/watched/dev/${path}`);
      await page.getByText(String(who)).waitFor();
    }
    await open('/t/watched/dev/connect');
    await page.getByText('Northwind <b> does this for your tenant.').waitFor();
  }));

test('a session that ends under an open page says so, and signing in leads back to that page', () =>
  visiting(administrator, {}, async ({ page, open, context }) => {
    await open('/t/acme/prod');
    await context.clearCookies();
    await page.getByRole('link', { name: 'Models', exact: true }).click();
    await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await page.waitForURL('**/signin');
    const { body } = await console.app.operator.call('POST', '/ai/api/v1/signin_links', administrator);
    await page.goto(String(body['url']));
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL('**/t/acme/prod/models');
  }));

test('keys lead to pages and to their own list, and can be switched off', () =>
  visiting(administrator, {}, async ({ page, open, assertSound }) => {
    await open('/t/acme/prod');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Skip to content');
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.waitForURL('**/t/acme/prod/models');
    await page.locator('h1:focus').filter({ hasText: 'Models' }).waitFor();
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.waitFor();
    await assertSound();
    await sheet.getByRole('switch').click();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    assert.equal(new URL(page.url()).pathname, '/t/acme/prod/models');
  }));

test('the theme that is chosen is there before anything is painted, also against the system’s', () =>
  visiting(administrator, { theme: 'light' }, async ({ page, open, assertSound }) => {
    await open('/t/acme/prod');
    await page.getByRole('button', { name: 'Account of Ada' }).click();
    await page.getByRole('menuitem', { name: 'Dark' }).click();
    await assertSound();
    await page.addInitScript(
      `new PerformanceObserver(() => { window.schemeAtPaint ??= document.documentElement.dataset.mantineColorScheme; }).observe({ type: 'paint', buffered: true });`,
    );
    await page.reload();
    await page.locator('main h1').waitFor();
    await page.waitForFunction('window.schemeAtPaint !== undefined');
    assert.equal(await page.evaluate('window.schemeAtPaint'), 'dark');
  }));

test('deleting a model asks first, shows a refusal in place, and takes it off the list', () =>
  visiting(administrator, {}, async ({ page, open, settled, assertSound }) => {
    const api = console.app.operator.in('acme', 'prod');
    await open('/t/acme/prod/models');
    await page.getByRole('button', { name: 'Actions for Llama on our gateway' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete Llama on our gateway?' });
    await dialog.waitFor();
    await assertSound();
    const configs = (await api.get('/config/llm')).body['items'] as { id: string; name: string }[];
    const gone = configs.find(({ name }) => name === 'Llama on our gateway');
    await api.call('DELETE', `/config/llm/${gone?.id}`);
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await open('/t/acme/prod/models');
    await settled();
    assert.equal(await page.getByText('Llama on our gateway').count(), 0);
  }));
