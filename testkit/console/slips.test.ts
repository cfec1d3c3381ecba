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

const ada: Person = {
  tenant: 'acme',
  role: 'tenant_admin',
  environments: ['dev', 'test', 'prod'],
  name: 'Ada',
};
const long = 'Unbreakable_'.repeat(9).slice(0, 100);

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

test('what was typed into a dialog survives a click beside it and a stray Escape; an empty one closes', () =>
  console.visiting(ada, async ({ page, open }) => {
    const dialogs = {
      'dev/tokens': ['Create a token', 'Name'],
      'dev/webhooks': ['Add a webhook', 'Description'],
      'dev/models': ['Ask someone else for the key', 'Name of the account'],
    };
    for (const [path, [deed = '', field = '']] of Object.entries(dialogs)) {
      await open(`/t/acme/${path}`);
      const opening = page.getByRole('button', { name: deed }).first();
      const dialog = page.getByRole('dialog');
      await opening.click();
      await dialog.getByRole('textbox', { name: field }).waitFor();
      await page.mouse.click(5, 400);
      await dialog.waitFor({ state: 'detached' });
      await opening.click();
      await dialog.getByRole('textbox', { name: field }).fill('Half a name');
      await page.mouse.click(5, 400);
      await page.keyboard.press('Escape');
      assert.equal(await dialog.getByRole('textbox', { name: field }).inputValue(), 'Half a name', path);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await dialog.waitFor({ state: 'detached' });
    }
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
    const paths = ['accounts/nobody', 'requests/nobody', 'webhooks/nobody', 'connect?account=nobody'];
    for (const path of paths) {
      await open(`/t/acme/prod/${path}`);
      await page.getByRole('alert').getByText('There is nothing at this address').waitFor();
      const deeds = page.getByRole('main').getByRole('button', { name: /Send|New|Delete|Disable/ });
      assert.equal(await deeds.count(), 0, path);
    }
  }));

test('a part of the console that is not loaded because the server is away is told as that', () =>
  console.visiting(ada, async ({ page, open }) => {
    await open('/t/acme/prod');
    await page.route('**/assets/budgets*', (route) => route.abort());
    await page.getByRole('link', { name: 'Budgets' }).click();
    await page.getByRole('alert').getByText('A part of the console could not be loaded').waitFor();
  }));

test('a name of a hundred letters without a blank leaves the other columns where they can be seen', () =>
  console.visiting(ada, async ({ page, open, assertSound }) => {
    const api = console.app.operator.in('acme', 'dev');
    const account = { name: long, creds_type: 'API_KEY', base_url: 'https://llm.acme.example/v1' };
    const { id } = (await api.call('POST', '/llm_credentials', account)).body;
    await api.call('POST', '/config/llm', {
      name: long,
      provider: 'openai',
      llm_credentials_id: id,
      model_name: 'gpt-4o',
    });
    const token = { name: long, role: 'user', environment: 'dev' };
    await console.app.operator.call('POST', '/tenants/acme/tokens', token);
    for (const path of ['tokens', 'byom']) {
      await open(`/t/acme/dev/${path}`);
      const row = page.getByRole('row').filter({ hasText: long });
      const box = await row.first().boundingBox();
      assert.ok((box?.width ?? Number.POSITIVE_INFINITY) < 1_000, `${path}: ${box?.width} px`);
      await assertSound();
    }
    await open('/t/acme/dev/models');
    // It has no key, and calls go there all the same.
    await page.getByRole('cell', { name: 'llm.acme.example', exact: true }).waitFor();
  }));

test('the overview leads to each account, and to where what happened can be mended', () =>
  console.visiting(ada, async ({ page, open }) => {
    await open('/t/acme/prod');
    const told = page.getByRole('region', { name: 'Good to know' });
    await told.getByRole('link', { name: /^The key of Acme AI gateway/ }).click();
    await page.waitForURL('**/t/acme/prod/accounts/*');
    await open('/t/acme/prod');
    const accounts = page.getByRole('region', { name: 'Accounts' });
    await accounts.getByRole('link', { name: 'Groq', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Groq' }).waitFor();
  }));

test('among many models one is found by its name, what the provider calls it, or its account', () =>
  console.visiting(ada, async ({ page, open, assertSound }) => {
    const search = page.getByRole('textbox', { name: 'Find a model' });
    await open('/t/acme/prod/models');
    assert.equal(await search.count(), 0, 'a few are seen at once');
    const api = console.app.operator.in('acme', 'test');
    const account = { name: 'House gateway', creds_type: 'API_KEY', base_url: 'https://llm.acme.example/v1' };
    const { id } = (await api.call('POST', '/llm_credentials', account)).body;
    for (let number = 1; number <= 12; number += 1) {
      const model = { name: `Model ${number}`, provider: 'openai', model_name: `house-${number * 100}` };
      await api.call('POST', '/config/llm', { ...model, llm_credentials_id: id });
    }
    await open('/t/acme/test/models');
    const rows = page.getByRole('group', { name: 'Your models' }).getByRole('row');
    for (const [wanted, count] of [
      ['model 7', 1],
      ['HOUSE-120', 1],
      ['gateway', 12],
    ] as const) {
      await search.fill(wanted);
      await page.getByRole('group', { name: 'Your models' }).waitFor();
      assert.equal(await rows.count(), count + 1, wanted);
    }
    await assertSound();
    await search.fill('nothing of the kind');
    await page.getByText('No model here is called that').waitFor();
  }));

test('whoever did something is told by name, with the id on hover', async () => {
  const robot = { name: 'Deploy robot', role: 'tenant_admin', environment: 'prod' };
  const { token, id } = (await console.app.operator.call('POST', '/tenants/acme/tokens', robot)).body;
  const agent = { id: 'by-robot', name: 'By a robot' };
  await console.app.as(String(token)).call('POST', '/agents', agent);
  await console.visiting(ada, async ({ page, open }) => {
    await open('/t/acme/prod/audit');
    const row = page.getByRole('row').filter({ hasText: 'by-robot' });
    await row.getByText('token Deploy robot').waitFor();
    assert.equal(await row.getByTitle(String(id)).count(), 1);
    await open('/t/acme/prod/custody');
    await page.getByText('OpenAI · key version 1').first().waitFor();
  });
  await console.visiting({ name: 'Olga' }, async ({ page, open, assertSound }) => {
    await open('/t/acme/prod/audit');
    await page.getByText('person Ada').first().waitFor();
    await assertSound();
  });
});
