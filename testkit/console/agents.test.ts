import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type ConsoleVisit, type OpenConsole, openConsole, type Person } from './open-console.ts';
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

const ada: Person = { tenant: 'acme', role: 'tenant_admin', environments: ['prod', 'dev'], name: 'Ada' };
const uma: Person = { tenant: 'acme', role: 'user', environments: ['prod'], name: 'Uma' };
const hostile = '<script>alert(1)</script>';

async function visiting(person: Person, walk: (visit: ConsoleVisit) => Promise<void>) {
  const visit = await console.signIn(person);
  try {
    await walk(visit);
  } finally {
    await visit.close();
  }
}

const inProd = () => console.app.operator.in('acme', 'prod');

async function explainedModel(agent: string): Promise<unknown> {
  const { body } = await inProd().call('POST', '/routing/explain', { agent_id: agent });
  return (body['targets'] as { name: string }[] | undefined)?.[0]?.name;
}

test('A4 an agent is made, gets its LLM by its display name, and gives it back', () =>
  visiting(ada, async ({ page, open, settled, assertSound, lookAgain }) => {
    await open('/t/acme/prod/agents');
    await page.getByText('There is no agent yet').waitFor();
    await page.getByRole('button', { name: 'Create an agent' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Create an agent' });
    await dialog.getByLabel('Id').fill('Not an id');
    await dialog.getByRole('button', { name: 'Create an agent' }).click();
    await dialog.getByText('Something in the form is not right').waitFor();
    await assertSound();
    await dialog.getByLabel('Id').fill('support-bot');
    await dialog.getByLabel('Name').fill(hostile);
    await dialog.getByRole('button', { name: 'Create an agent' }).click();
    await page.waitForURL('**/agents/support-bot');
    await page.getByRole('heading', { level: 1, name: hostile }).waitFor();
    await settled();
    await assertSound();
    await lookAgain({ theme: 'dark', width: 360 });
    await assertSound();
    await lookAgain({});
    await page.getByText('"model":"default"').waitFor();
    await page.getByLabel('Through').selectOption({ label: 'Acme AI gateway' });
    await page.getByText('X-Plugboard-Provider-Id: acme-ai-gateway').waitFor();
    await page.getByRole('link', { name: 'All agents' }).click();
    const llm = page.getByLabel(`LLM of ${hostile}`);
    await llm.selectOption({ label: 'Acme GPT-4o' });
    await page.locator('option', { hasText: 'Acme GPT-4o for support-bot' }).waitFor({
      state: 'attached',
    });
    assert.equal(await explainedModel('support-bot'), 'Acme GPT-4o for support-bot');
    await assertSound();
    await llm.selectOption({ label: 'The environment’s default' });
    const question = page.getByRole('dialog', { name: /Let the environment’s default serve/ });
    await question.getByRole('button', { name: 'Use the default' }).click();
    await question.waitFor({ state: 'hidden' });
    assert.equal(await explainedModel('support-bot'), 'Acme GPT-4o');
  }));

test('a token’s secret is shown once, with a call to try it by, and never again', () =>
  visiting(ada, async ({ page, open, assertSound, lookAgain }) => {
    await inProd().call('POST', '/agents', { id: 'triage' });
    await open('/t/acme/prod/tokens?agent=triage');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill(hostile);
    const agent = dialog.getByRole('combobox', { name: 'Agent' });
    await agent.locator('option', { hasText: 'triage' }).waitFor({ state: 'attached' });
    assert.equal(await agent.inputValue(), 'triage');
    await dialog.getByLabel('Expires on').fill('2020-01-01');
    await dialog.getByRole('button', { name: 'Create a token' }).click();
    await dialog.getByRole('alert').waitFor();
    await assertSound();
    await dialog.getByLabel('Expires on').fill('');
    await dialog.getByRole('button', { name: 'Create a token' }).click();
    await dialog.getByText('Copy the token now').waitFor();
    const secret = (await dialog.locator('code').first().textContent()) ?? '';
    assert.equal((await console.app.as(secret).get('/v1/models')).status, 200);
    assert.ok(await dialog.locator('pre', { hasText: `Authorization: Bearer ${secret}` }).isVisible());
    await dialog.getByRole('tab', { name: 'OpenAI SDK, Python' }).click();
    await page.keyboard.press('Escape');
    assert.ok(await dialog.isVisible(), 'a stray key does not take the only look at it away');
    await assertSound();
    await dialog.getByRole('button', { name: 'I have copied it' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await page.getByText(secret).count(), 0);
    await page.getByRole('cell', { name: hostile }).first().waitFor();
    await lookAgain({ theme: 'dark', width: 360 });
    await assertSound();
    await lookAgain({});
    await page.getByRole('button', { name: `Actions for ${hostile}` }).click();
    await page.getByRole('menuitem', { name: 'Suspend' }).click();
    await page.getByText('Suspended').waitFor();
    assert.equal((await console.app.as(secret).get('/v1/models')).status, 401);
  }));

test('deleting an agent names what goes with it', () =>
  visiting(ada, async ({ page, open, assertSound }) => {
    await open('/t/acme/prod/agents');
    await page.getByRole('button', { name: 'Actions for triage' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete triage?' });
    await dialog.getByText(`Token ${hostile}`).waitFor();
    await assertSound();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('link', { name: 'triage' }).waitFor({ state: 'detached' });
    assert.equal((await inProd().get('/agents/triage')).status, 404);
  }));

test('a user sees the agents and changes none; tokens are not for users', () =>
  visiting(uma, async ({ page, open, assertSound }) => {
    await open('/t/acme/prod/agents');
    await page.getByRole('cell', { name: 'support-bot' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Create an agent' }).count(), 0);
    assert.equal(await page.getByRole('combobox').count(), 0);
    await assertSound();
    await open('/t/acme/prod/tokens');
    await page.getByText('This page is not for your role').waitFor();
  }));
