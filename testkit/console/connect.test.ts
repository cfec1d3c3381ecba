import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { azureKey, failures, goodKey, makeNewTenant, playProviders } from './connect-world.ts';
import { type ConsoleVisit, type OpenConsole, openConsole, type Person } from './open-console.ts';

const script = '<script>document.title="owned"</script>';

let world: Awaited<ReturnType<typeof playProviders>>;
let console: OpenConsole;

before(async () => {
  world = await playProviders([script]);
  console = await openConsole({
    playedNetwork: world.network,
    env: { PLUGBOARD_PLATFORM_NAME: 'Northwind', PLUGBOARD_EGRESS_IPS: '198.51.100.7,198.51.100.8' },
  });
  await makeNewTenant(console.app, world.authorityPem);
});
after(async () => {
  await console.close();
  await world.close();
});

const administrator: Person = {
  tenant: 'globex',
  role: 'tenant_admin',
  environments: ['dev', 'test', 'prod'],
  name: 'Ada',
};

async function visiting(walk: (visit: ConsoleVisit) => Promise<void>): Promise<void> {
  const visit = await console.signIn(administrator);
  visit.page.setDefaultTimeout(8000);
  try {
    await walk(visit);
  } finally {
    await visit.close();
  }
}

const inDev = () => console.app.operator.in('globex', 'dev');
const inTest = () => console.app.operator.in('globex', 'test');

/** As the clipboard does it: no keys, no clicks. */
async function paste(page: Page, text: string): Promise<void> {
  await page.getByLabel('What you have').focus();
  await page.evaluate(
    `{ const clipboardData = new DataTransfer();
      clipboardData.setData('text', ${JSON.stringify(text)});
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })); }`,
  );
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const secretField = (page: Page) => page.locator('input[type=password]');

test('A3 R2 from a pasted key to the first answer in at most eight clicks', () =>
  visiting(async ({ page, open, settled, assertSound }) => {
    await open('/t/globex/dev');
    await page.getByRole('link', { name: 'Connect a model' }).first().click();
    await page.getByText('198.51.100.7').waitFor();
    await settled();
    await page.evaluate(
      `window.clicks = 0; addEventListener('pointerdown', (event) => { if (event.isTrusted) window.clicks += 1; }, true);`,
    );
    await paste(
      page,
      `curl https://api.groq.com/openai/v1/chat/completions -H "Authorization: Bearer ${goodKey}" -d '{"model":"llama-3.3-70b-versatile"}'`,
    );
    await page.getByText('This was read:').waitFor();
    assert.equal(await page.getByLabel('What you have').inputValue(), '', 'no key stays in sight');
    assert.equal(await page.getByLabel('Base URL').inputValue(), 'https://api.groq.com/openai/v1');
    await assertSound();
    await press(page, 'Validate & Continue');
    const chosen = page.getByRole('checkbox', { name: 'llama-3.3-70b-versatile' });
    await chosen.waitFor();
    assert.equal(await chosen.isChecked(), true, 'the model of the command is selected');
    await page.getByText(script).waitFor();
    await page.getByRole('textbox', { name: 'Find a model' }).fill('embed');
    await page.getByRole('checkbox', { name: 'text-embedding-3-small' }).check();
    await assertSound();
    await press(page, 'Continue');
    await page.getByRole('textbox', { name: 'Display name of llama-3.3-70b-versatile' }).fill('Big llama');
    await assertSound();
    await press(page, 'Complete');
    await page.getByText('Big llama was tried with all that features need.').waitFor();
    await page.getByRole('row', { name: /Runbooks/ }).waitFor();
    await page.getByRole('row', { name: /Search by meaning Served well/ }).waitFor();
    await assertSound();
    await press(page, 'Use for all AI features now');
    await page.getByText('Your models are in use').waitFor();
    const clicks = await page.evaluate('window.clicks');
    assert.equal(clicks, 5, 'docs/console.md says how many');

    const { body } = await console.app.operator.call('POST', '/tenants/globex/tokens', {
      name: 'a feature',
      role: 'user',
      environment: 'dev',
    });
    const answer = await fetch(`${console.app.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${body['token']}`, 'content-type': 'application/json' },
      body: JSON.stringify({ messages: [{ role: 'user', content: 'Say hello' }] }),
    });
    assert.equal(answer.status, 200, await answer.text());
    assert.equal(answer.headers.get('x-plugboard-served-by'), 'own');
  }));

test('R2 T2 a wrong key is said in the form with what the provider answered, and nothing is stored until one asks for it', () =>
  visiting(async ({ page, open, lookAgain, assertSound }) => {
    await open('/t/globex/test/connect');
    await page.getByRole('textbox', { name: 'Find a provider' }).fill('gro');
    await page.getByRole('button', { name: /^Groq/ }).click();
    await secretField(page).fill('gsk_wrong_0123456789abcdef');
    await press(page, 'Validate & Continue');
    await page.getByRole('alert').getByText('Invalid API key or credentials').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Key: Failed' }).getByText('Your move').waitFor();
    await page.getByText('Incorrect API key provided.').waitFor();
    await assertSound();
    await lookAgain({ theme: 'dark', width: 360 });
    await assertSound();
    await lookAgain({});
    assert.deepEqual((await inTest().get('/llm_credentials')).body['items'], []);
    await press(page, 'Save untested');
    await page.getByRole('heading', { name: 'Select models' }).waitFor();
    await page.getByText('The account is saved and untested.').waitFor();
    await open('/t/globex/test/models');
    await page.getByRole('row', { name: /Groq/ }).getByText('Untested').waitFor();
  }));

test('from the keyboard: a host that does not exist is the caller’s or the network team’s move', () =>
  visiting(async ({ page, open }) => {
    await open('/t/globex/prod/connect?provider=openai_compatible');
    await page.getByLabel('Base URL').focus();
    await page.keyboard.type('https://nobody.example/v1');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    const rung = page.getByRole('listitem').filter({ hasText: 'Name of the host: Failed' });
    await rung.getByText(/(Your|Your network team’s) move/).waitFor();
    assert.equal(await page.getByText('Way to the host').count(), 0, 'the ladder ends there');
  }));

test('A9 a gateway that lists nothing takes models by name, and what is typed is never markup', () =>
  visiting(async ({ page, open, settled, assertSound }) => {
    await open('/t/globex/prod/connect?provider=openai_compatible');
    await page.getByLabel('Base URL').fill('https://gateway.acme.example/v1/chat/completions');
    await secretField(page).fill(goodKey);
    await page.getByLabel('Name', { exact: true }).fill(script);
    await press(page, 'Validate & Continue');
    await page.getByText('This account tells nobody which models it has.').waitFor();
    await page.getByLabel('Add by name').fill('llama-3.3-70b-versatile');
    await page.keyboard.press('Enter');
    await page.getByText('1 model selected').waitFor();
    await assertSound();
    await press(page, 'Continue');
    await page.getByRole('textbox', { name: /^Display name/ }).fill(script);
    await press(page, 'Complete');
    await page.getByText(`Connected: ${script}`).waitFor();
    await page.getByText(`${script} was tried`).waitFor();
    await open('/t/globex/prod/models');
    await settled();
    assert.equal(await page.getByText(script, { exact: true }).count(), 3, 'model, its account, the account');
    assert.match(await page.title(), /^Models/);
    await assertSound();
  }));

test('Azure: endpoint, version and key lead to a deployment that has a name here', () =>
  visiting(async ({ page, open, settled }) => {
    await open('/t/globex/test/connect');
    await page.getByRole('button', { name: /^Azure OpenAI/ }).click();
    await page.getByLabel('Endpoint').fill('https://acme.openai.azure.com/');
    await page.getByLabel('API version (optional)').fill('2024-10-21');
    await secretField(page).fill(azureKey);
    await press(page, 'Validate & Continue');
    await page.getByRole('checkbox', { name: 'chat-deployment' }).check();
    await press(page, 'Continue');
    await page.getByRole('textbox', { name: 'Display name of chat-deployment' }).fill('GPT at Azure');
    await press(page, 'Complete');
    await page.getByText('GPT at Azure was tried').waitFor();
    await settled();
    const { items } = (await inTest().get('/config/llm')).body as { items: Record<string, unknown>[] };
    assert.equal(items.find(({ name }) => name === 'GPT at Azure')?.['is_default'], true);
  }));

test('A1 Bedrock’s form says at each field what is missing, and asks for other things in other ways of authenticating', () =>
  visiting(async ({ page, open, assertSound }) => {
    await open('/t/globex/test/connect?provider=bedrock');
    await press(page, 'Validate & Continue');
    await page.getByText('aws_region is required').first().waitFor();
    assert.equal(await page.getByLabel('Region', { exact: true }).getAttribute('aria-invalid'), 'true');
    await page.locator('[aria-invalid="true"]:focus').waitFor();
    await assertSound();
    await page.getByText('IAM role', { exact: true }).click();
    await page.getByLabel('Role ARN').waitFor();
    assert.equal(await page.getByLabel('Access key ID').count(), 0);
  }));

test('C6 an account is tested, rotated, switched off and deleted with what depends on it', () =>
  visiting(async ({ page, open, settled, assertSound }) => {
    await open('/t/globex/dev/models');
    await page
      .getByRole('row', { name: /api\.groq\.com/ })
      .getByRole('link', { name: 'Groq' })
      .click();
    await page.getByRole('heading', { name: 'Secret' }).waitFor();
    await settled();
    await assertSound();
    await press(page, 'Test connection');
    await page.getByText('It works').waitFor();

    await press(page, 'Rotate');
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[type=password]').fill('gsk_of_somebody_else_0123456789');
    await assertSound();
    await dialog.getByRole('button', { name: 'Try and take over' }).click();
    await dialog.getByText('The new secret was dropped; the old one serves on').waitFor();
    await dialog.getByRole('button', { name: 'Try another one' }).click();
    await dialog.locator('input[type=password]').fill(goodKey);
    await dialog.getByRole('button', { name: 'Try and take over' }).click();
    await dialog.getByText('The new secret has taken over').waitFor();
    await dialog.getByText('safe to revoke').waitFor();
    await assertSound();
    await dialog.getByRole('button', { name: 'Done' }).click();

    await press(page, 'Replace secret');
    await dialog.getByLabel('Base URL').fill('https://gateway.acme.example/v1');
    await dialog.getByRole('button', { name: 'Replace' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    await press(page, 'Disable');
    await page.getByRole('button', { name: 'Enable' }).waitFor();
    await press(page, 'Delete');
    await dialog.getByText('Big llama').waitFor();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No provider account is connected').waitFor();
    assert.deepEqual((await inDev().get('/llm_credentials')).body['items'], []);
  }));

test('K3 K5 an agent is set up from the user menu, and its provider id is there to copy', () =>
  visiting(async ({ page, open, settled, assertSound }) => {
    await inTest().call('POST', '/agents', { id: 'invoices', name: 'Invoices' });
    await open('/t/globex/test');
    await press(page, 'Account of Ada');
    await page.getByRole('menuitem', { name: 'BYOM' }).click();
    await page.getByRole('combobox', { name: 'Agent' }).selectOption('invoices');
    await settled();
    await assertSound();
    await press(page, 'Set Up OpenAI-compatible');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Base URL').fill('https://api.groq.com/openai/v1');
    await dialog.locator('input[type=password]').fill(goodKey);
    await dialog.getByLabel('Name', { exact: true }).fill('Invoices at Groq');
    await assertSound();
    await dialog.getByRole('button', { name: 'Save Changes' }).click();
    await page.getByText('invoices-at-groq/model-name').waitFor();
    const row = page.getByRole('row', { name: /Invoices at Groq/ });
    await row.getByRole('button', { name: 'Copy provider id invoices-at-groq' }).waitFor();
    await row.getByText('Healthy').waitFor();
    await assertSound();
  }));

test('each class of failure says what was answered and whose move it is', () =>
  visiting(async ({ page, open, assertSound }) => {
    const inProd = console.app.operator.in('globex', 'prod');
    const account = { name: 'Failing', creds_type: 'API_KEY', base_url: 'https://api.groq.com/openai/v1' };
    const { id } = (await inProd.call('POST', '/llm_credentials', { ...account, api_key: goodKey })).body;
    const model = { provider: 'openai', llm_credentials_id: id, model_name: 'llama-3.3-70b-versatile' };
    await inProd.call('POST', '/config/llm', { name: 'Llama at Failing', ...model });
    await open(`/t/globex/prod/accounts/${id}`);
    await page
      .getByLabel('What to try')
      .selectOption({ label: 'Llama at Failing, with all that features need' });
    for (const [status, body, said, move] of failures) {
      world.failWith({ status, body });
      await press(page, 'Test connection');
      const rung = page.getByRole('listitem').filter({ hasText: said }).last();
      await rung.getByText(move).waitFor();
      await rung.getByText(`The other side answered ${status}:`).waitFor();
      await rung.getByText('Repeat it yourself').waitFor();
      await page.getByRole('button', { name: 'Test connection', disabled: false }).waitFor();
    }
    await assertSound();
    world.failWith(undefined);
    const { items } = (await inProd.get('/config/llm')).body as { items: Record<string, unknown>[] };
    const found = items.find(({ name }) => name === 'Llama at Failing')?.['capabilities'];
    assert.deepEqual(
      found,
      { streaming: null, tools: null, json: null, context_tokens: null },
      'a bad moment says nothing about what a model can do',
    );
  }));
