import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openVisit } from '../browser.ts';
import { goodKey, makeNewTenant, playProviders } from './connect-world.ts';
import { assertSoundInBothLooks, type OpenConsole, openConsole, type Person } from './open-console.ts';

const otherModel = 'llama-3.1-8b-instant';
let world: Awaited<ReturnType<typeof playProviders>>;
let console: OpenConsole;

before(async () => {
  world = await playProviders([], [otherModel]);
  console = await openConsole({
    playedNetwork: world.network,
    env: { PLUGBOARD_PLATFORM_NAME: 'Northwind', PLUGBOARD_EGRESS_IPS: '198.51.100.7,198.51.100.8' },
  });
  await makeNewTenant(console.app, world.authorityPem);
  await console.app.operator.call('PATCH', '/tenants/globex', { administered_by: 'operator' });
});
after(async () => {
  await console.close();
  await world.close();
});

const hank: Person = { tenant: 'globex', role: 'tenant_admin', environments: ['prod'], name: 'Hank Scorpio' };
const uma: Person = { tenant: 'globex', role: 'user', environments: ['prod'], name: 'Uma' };
const grace: Person = { name: 'Grace Hopper' };
const secret = `sk-proj-${'Zq7Xw2Lm9Tb4Vc6N'.repeat(4)}`;
const hostile = '<script>alert(1)</script>';
const model = 'llama-3.3-70b-versatile';
const subject = 'BYO LLM Configuration Request — Globex';

const visiting: OpenConsole['visiting'] = (person, walk) => console.visiting(person, walk);
const inProd = () => console.app.operator.in('globex', 'prod');
/** By a link that an operator makes; whoever enters the key has no account here. */
async function askAndDeposit(
  page: Page,
  key: string,
  { environment, isRefused = false }: { environment?: string; isRefused?: boolean } = {},
): Promise<void> {
  const dialog = page.getByRole('dialog');
  const deposited = page.getByText('Key deposited');
  const before = await deposited.count();
  await page.getByRole('button', { name: 'Make a deposit link' }).click();
  if (environment !== undefined) await dialog.getByLabel('Environment').selectOption(environment);
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const url = String(await dialog.locator('code').textContent());
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByText('Not opened yet').waitFor();
  const holder = await openVisit(console.browser, { reducedMotion: 'reduce' });
  await holder.page.goto(url);
  await holder.page.locator('input[type=password]').fill(key);
  await holder.page.getByRole('button', { name: 'Test and deposit' }).click();
  if (isRefused) {
    await holder.page.getByLabel('Deposit it although the test failed').check();
    await holder.page.getByRole('button', { name: 'Test and deposit' }).click();
  }
  await holder.page.getByRole('heading', { name: 'Thank you, the key has arrived' }).waitFor();
  await holder.context.close();
  await page.reload();
  await deposited.nth(before).waitFor();
}

async function activate(page: Page, environment: string): Promise<void> {
  await page.getByRole('button', { name: `Activate ${environment}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Activate', exact: true }).click();
  await page.getByRole('button', { name: `Activate ${environment}` }).waitFor({ state: 'detached' });
}

/** What came by the link. */
let account = '';

test('R1 R3 an administrator asks for a set-up from the read-only page; a key in it is refused at its field, and kept nowhere', () =>
  visiting(hank, async (visit) => {
    const { page, open, settled, assertSound } = visit;
    await open('/t/globex/prod/requests');
    await page.getByText('Nothing is asked for yet').waitFor();
    await assertSoundInBothLooks(visit);
    await open('/t/globex/prod/llm-config');
    await page.getByRole('link', { name: 'Request a set-up' }).click();
    await page.getByText('Credentials are never put here').waitFor();
    const production = page.getByRole('region', { name: 'Production' });
    await production.getByLabel('LLM provider name').fill('Globex gateway');
    await production
      .getByLabel('Chat completions endpoint URL')
      .fill('http://gateway.acme.example/v1/chat/completions');
    await production.getByLabel('Authentication type').selectOption('API key');
    await production.getByLabel('Model 1', { exact: true }).fill(model);
    await production.getByRole('radio', { name: 'Yes' }).check();
    await page.getByLabel('Notes').fill(`Our key is ${secret}`);
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('There is a credential in the text: nothing of it was kept').waitFor();
    await page
      .getByText(/^holds .*OpenAI/)
      .first()
      .waitFor();
    await assertSoundInBothLooks(visit);
    await page.getByLabel('Notes').fill(hostile);
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText(/https/).and(page.locator('[class*="error"]')).first().waitFor();
    await production
      .getByLabel('Chat completions endpoint URL')
      .fill('https://gateway.acme.example/v1/chat/completions');
    for (const name of ['Development', 'Test']) {
      await page.getByRole('checkbox', { name }).check();
      await page.getByRole('region', { name }).getByRole('button', { name: 'Same as Production' }).click();
    }
    await page.getByRole('button', { name: 'Save as a draft' }).click();
    await page.getByRole('heading', { name: subject }).waitFor();
    await page.getByText('Nobody else sees it until you submit it.').waitFor();
    assert.deepEqual((await console.app.operator.get('/service_requests')).body['items'], []);
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('The endpoint answers').nth(2).waitFor();
    await page.getByText('Addresses to let in').first().click();
    await page.getByText('198.51.100.8').first().waitFor();
    await settled();
    await assertSoundInBothLooks(visit);
    await page.getByRole('textbox', { name: 'Message' }).fill(secret);
    await page.getByRole('button', { name: 'Send' }).click();
    await page
      .getByText(/^holds .*OpenAI/)
      .first()
      .waitFor();
    await page.getByRole('textbox', { name: 'Message' }).fill('The build is 8fK2mQ9xV4tR7wL1pZ6nB3yH5cJ0dG.');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('button', { name: 'It is no credential: send it' }).click();
    await page.getByRole('list', { name: 'Messages' }).getByText('The build is').waitFor();
    assert.ok(!console.app.logs().includes(secret));
    await assertSound();
  }));

test('R3 R4 R5 an operator takes it from the queue, has the key come by a link, configures it in a step, sees whose move each red check is, and writes back', () =>
  visiting(grace, async (visit) => {
    const { page, open, settled } = visit;
    const dialog = page.getByRole('dialog');
    await open('/operator');
    await page.getByRole('link', { name: 'Requests', exact: true }).click();
    await page.getByLabel('With whom').selectOption('With nobody');
    await page.getByRole('link', { name: subject }).waitFor();
    await settled();
    await assertSoundInBothLooks(visit);
    await page.getByRole('link', { name: subject }).click();
    await page.getByRole('complementary', { name: 'For the tenant' }).getByText('Globex').waitFor();
    await page.getByRole('button', { name: 'Take it' }).click();
    await page.getByText('Grace Hopper has it.').waitFor();
    await page.getByRole('button', { name: 'Ask for credentials' }).click();
    await dialog.getByRole('button', { name: 'Ask for credentials' }).click();
    await page.getByText('The tenant’s move: the credentials.').waitFor();
    await askAndDeposit(page, 'gsk_not_that_one_0123456789', { environment: 'Production', isRefused: true });
    const { body } = await inProd().get('/llm_credentials');
    account = String((body['items'] as { id: string }[])[0]?.id);
    await page.getByRole('button', { name: 'Configure Production' }).click();
    await dialog.getByRole('option', { name: /came by the link/ }).waitFor({ state: 'attached' });
    assert.equal(await dialog.getByLabel('Account').inputValue(), account);
    await dialog.getByRole('button', { name: 'Configure and check' }).click();
    await page.getByText(/red$/).first().waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('The tenant’s move', { exact: true }).first().waitFor();
    await settled();
    await assertSoundInBothLooks(visit);
    await page.getByRole('button', { name: 'Activate Production' }).click();
    await dialog.getByText('credential.auth').waitFor();
    assert.ok(await dialog.getByLabel('Why all the same').isVisible());
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page
      .getByRole('textbox', { name: 'Message' })
      .fill('The key does not open your gateway: please send a new one.');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('list', { name: 'Messages' }).getByText('a new one').waitFor();
  }));

test('R4 R6 R10 mended, it is activated; its administrator sees that, and a user’s first streamed answer comes from the own model', async () => {
  await inProd().call('PATCH', `/llm_credentials/${account}`, { api_key: goodKey });
  await visiting(grace, async (visit) => {
    const { page, open } = visit;
    await open('/operator/requests');
    await page.getByRole('link', { name: subject }).click();
    await page.getByRole('button', { name: 'Check Production again' }).click();
    await page.getByText('All checks passed').first().waitFor();
    await activate(page, 'Production');
    for (const environment of ['Development', 'Test']) {
      await askAndDeposit(page, goodKey, { environment });
      await page.getByRole('button', { name: `Configure ${environment}` }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('option', { name: /came by the link/ }).waitFor({ state: 'attached' });
      await dialog.getByRole('button', { name: 'Configure and check' }).click();
      await dialog.waitFor({ state: 'detached' });
      await activate(page, environment);
    }
    await page.getByText('The tenant’s own models serve.').waitFor();
    await assertSoundInBothLooks(visit);
  });
  await visiting(hank, async ({ page, open, settled }) => {
    await open('/t/globex/prod/notifications');
    await page
      .getByRole('link', { name: /^Go there: Your own models serve/ })
      .first()
      .click();
    await page.getByText('Your own models serve. Users can choose them').waitFor();
    await page
      .getByText('By the signed ledger, 2 test calls went to own models and 0 to managed ones.')
      .nth(2)
      .waitFor();
    await settled();
    await page.getByRole('group', { name: 'History' }).getByText('mode.changed').nth(2).waitFor();
  });
  await visiting(uma, async ({ page, open }) => {
    await open('/t/globex/prod/chat');
    await page.getByRole('textbox', { name: 'Message' }).fill('Hello');
    await page.keyboard.press('Enter');
    await page.getByText('on your organisation’s account').waitFor();
  });
});

test('R8 R10 a rotation is asked for beside its configuration, and done once the new key has come by a link and taken over', async () => {
  await visiting(hank, async ({ page, open }) => {
    await open('/t/globex/prod/llm-config');
    await page.getByRole('link', { name: 'Request a change of Globex gateway' }).click();
    await page.getByRole('radio', { name: 'Rotate credentials' }).check();
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByRole('heading', { name: /: Rotate credentials in PROD$/ }).waitFor();
  });
  await visiting(grace, async ({ page, open }) => {
    await open('/operator/requests');
    await page.getByRole('link', { name: /Rotate credentials/ }).click();
    await page.getByRole('button', { name: 'Take it' }).click();
    await page.getByRole('button', { name: 'Carry it out' }).click();
    await page.getByText('The new credentials have not come yet').waitFor();
    await askAndDeposit(page, goodKey);
    await page.getByRole('button', { name: 'Carry it out' }).click();
    await page.getByText('It is done.').waitFor();
  });
});

test('R8 an endpoint is changed, a model added, and a configuration switched off, each by a request', async () => {
  const ask = (change: string, fields: Record<string, string>, targets: RegExp) =>
    visiting(hank, async ({ page, open }) => {
      await open(`/t/globex/prod/requests/new?kind=change&change=${change}`);
      const target = page.getByLabel('Configuration or account');
      const option = target.locator('option', { hasText: targets }).first();
      await option.waitFor({ state: 'attached' });
      await target.selectOption(String(await option.getAttribute('value')));
      for (const [label, value] of Object.entries(fields))
        await page.getByLabel(label, { exact: true }).fill(value);
      await page.getByRole('button', { name: 'Submit' }).click();
      await page.getByRole('heading', { name: / in PROD$/ }).waitFor();
    });
  const carryOut = (link: RegExp, key?: string) =>
    visiting(grace, async ({ page, open }) => {
      await open('/operator/requests');
      await page.getByRole('link', { name: link }).click();
      await page.getByRole('button', { name: 'Take it' }).click();
      if (key !== undefined) await askAndDeposit(page, key);
      await page.getByRole('button', { name: 'Carry it out' }).click();
      await page.getByText('It is done.').waitFor();
    });
  const endpoint = 'https://api.groq.com/openai/v1/chat/completions';
  await ask('change_endpoint', { 'New endpoint URL': endpoint }, /\(model\)/);
  await carryOut(/Change an endpoint/, goodKey);
  await ask('add_model', { 'Model identifier': otherModel, 'Display name': 'Small llama' }, /\(model\)/);
  await carryOut(/: Add a model/);
  await ask('set_enabled', {}, /Small llama \(model\)/);
  await carryOut(/Enable or disable/);
  const { body } = await inProd().get('/config/llm');
  const found = body['items'] as { name: string; enabled: boolean; model_name: string }[];
  assert.deepEqual(found.map(({ model_name, enabled }) => [model_name, enabled]).toSorted(), [
    [otherModel, false],
    [model, true],
  ]);
  const { items } = (await inProd().get('/llm_credentials?limit=10')).body as {
    items: Record<string, unknown>[];
  };
  account = String(items.find((item) => JSON.stringify(item).includes('api.groq.com'))?.['id']);
});

test('R8 a removal is asked for beside its configuration, shows the conversations that it breaks, and breaks them', async () => {
  await visiting(hank, async ({ page, open }) => {
    await open(`/t/globex/prod/requests/new?kind=change&change=remove&target=${account}`);
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByRole('heading', { name: /: Remove a configuration in PROD$/ }).waitFor();
    await page.getByText('One conversation will show an error.').waitFor();
  });
  await visiting(grace, async (visit) => {
    const { page, open, settled } = visit;
    await open('/operator/requests');
    await page.getByRole('link', { name: /Remove a configuration/ }).click();
    await page.getByRole('button', { name: 'Take it' }).click();
    await page.getByText('One conversation will show an error.').waitFor();
    await settled();
    await assertSoundInBothLooks(visit);
    await page.getByLabel('I know that one conversation will show an error').check();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.getByText('It is done.').waitFor();
  });
  assert.equal((await inProd().get(`/llm_credentials/${account}`)).status, 404);
});
