import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { made } from '../integration/routing-world.ts';
import { makeAttempt } from '../sample-attempt.ts';
import { assertSoundInBothLooks, type OpenConsole, openConsole, type Person } from './open-console.ts';
import { makeSampleSettings } from './sample-settings.ts';
import { makeSampleTenant, playSampleHosts } from './sample-tenant.ts';
import { makeCalls, makeRates, ship } from './usage-world.ts';

let world: Awaited<ReturnType<typeof playSampleHosts>>;
let rates: ReturnType<typeof makeRates>;
let console: OpenConsole;

before(async () => {
  world = await playSampleHosts();
  rates = makeRates();
  console = await openConsole({
    playedNetwork: world.network,
    env: { PLUGBOARD_PLATFORM_NAME: 'Northwind', ...rates.env },
  });
  const { app } = console;
  await makeSampleTenant(app, world.authorityPem);
  await makeSampleSettings(app);
  await made(app.operator.call('POST', '/tenants', { id: 'hooli', name: 'Hooli', plan: 'standard' }));
  const watched = { id: 'watched', name: 'Watched', plan: 'enterprise', administered_by: 'operator' };
  await made(app.operator.call('POST', '/tenants', watched));
  const now = app.clock.now();
  await ship(app, [...makeCalls(now, 4), makeAttempt({ at: now, featureId: 'rca', promptTokens: 20_000 })]);
});
after(async () => {
  await console.close();
  await world.close();
  rates.remove();
});

const ada: Person = {
  tenant: 'acme',
  role: 'tenant_admin',
  environments: ['prod', 'dev', 'test'],
  name: 'Ada',
};
const operator: Person = { name: 'Grace' };
const inProd = () => console.app.operator.in('acme', 'prod');
const monthsAgo = (count: number): string => {
  const now = new Date(console.app.clock.now());
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count, 1)).toISOString().slice(0, 10);
};
/** There are calls on many of its days, whichever day is today. */
const lastMonth = () => monthsAgo(1).slice(0, 7);

interface Sums {
  requests: number;
  input_tokens: number;
}

const count = new Intl.NumberFormat('en');
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const table = (page: Page, name: string) => page.getByRole('group', { name, exact: true });

async function downloaded(page: Page, button: Locator): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

test('what was used is summed up by whatever is asked for, drawn, told as a table, and downloaded', () =>
  console.visiting(ada, async (visit) => {
    const { page, open, settled } = visit;
    const [all] = (await made(inProd().get('/usage')))['items'] as Sums[];
    await open('/t/acme/prod');
    await page.getByRole('link', { name: 'Usage' }).click();
    await region(page, 'In all')
      .getByText(count.format(all?.input_tokens ?? 0))
      .waitFor();
    await page.getByRole('table', { name: 'Over time: Calls' }).waitFor();

    await page.getByRole('combobox', { name: 'Group by' }).selectOption({ label: 'Model' });
    await page.getByRole('combobox', { name: 'Show' }).selectOption({ label: 'Estimated cost' });
    const chart = page.getByRole('table', { name: 'Over time: Estimated cost' });
    await chart.getByRole('columnheader', { name: 'gpt-4o' }).waitFor();
    await settled();
    assert.equal(await chart.getByRole('row').count(), 31, 'thirty days, with those without a call');
    await page.locator('[data-pointed]').last().hover();
    await region(page, 'Over time').getByText(', in all').waitFor({ state: 'detached' });
    const models = table(page, 'By model');
    await models.getByRole('row', { name: /^gpt-4o/ }).waitFor();
    await models
      .getByRole('row', { name: /Llama-3-70b-chat/ })
      .getByText('no price known')
      .waitFor();
    await assertSoundInBothLooks(visit);
    const { name, text } = await downloaded(page, page.getByRole('button', { name: 'Download CSV' }));
    assert.match(name, /^usage-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
    assert.match(text, /^model_name,requests,/);

    await page.getByLabel('From', { exact: true }).fill(monthsAgo(6));
    await settled();
    assert.equal(await page.getByRole('combobox', { name: 'Period' }).inputValue(), 'own');
    await page.reload();
    await page.getByRole('columnheader', { name: 'Month' }).waitFor();
    await page.getByRole('combobox', { name: 'Group by' }).selectOption({ label: 'Agent' });
    await table(page, 'By agent')
      .getByRole('row', { name: /^Support bot/ })
      .waitFor();
    await open('/t/acme/test/usage');
    await page.getByText('Nothing was used in this time').first().waitFor();
    await visit.assertSound();
  }));

test('R11 C2 T6 a statement shows both sides of a month, who is paid for what, and that it adds up to the ledger', () =>
  console.visiting(ada, async (visit) => {
    const { page, open } = visit;
    const statement = await made(inProd().get(`/statement?month=${lastMonth()}`));
    const billed = (statement['billed_by_platform'] as { amount: string }).amount;
    const own = (statement['own'] as { estimated_cost: { amount: string } }).estimated_cost.amount;
    await open(`/t/acme/prod/statement?month=${lastMonth()}`);
    const amount = (text: string) => new RegExp(`USD\\s${count.format(Math.floor(Number(text)))}\\.`);
    await region(page, 'Northwind bills').getByText(amount(billed)).first().waitFor();
    await region(page, 'Your providers charge').getByText(amount(own)).waitFor();
    await region(page, 'Your providers charge').getByText('only your provider knows the bill').waitFor();
    await region(page, 'The subscription includes').getByText('Nothing is billed for them').waitFor();
    await table(page, 'Managed models in place of own ones')
      .getByRole('row', { name: /^claude-sonnet-4-5/ })
      .waitFor();
    const sums = region(page, 'It adds up to the ledger');
    await sums.getByText('The three parts add up to all that was used.').waitFor();
    const { requests } = statement['totals'] as Sums;
    await sums
      .getByRole('row', { name: new RegExp(`^All that was used ${count.format(requests)} `) })
      .waitFor();
    await assertSoundInBothLooks(visit);
    const { name, text } = await downloaded(page, page.getByRole('button', { name: 'Download JSON' }));
    assert.equal(name, `statement-acme-${lastMonth()}.json`);
    assert.deepEqual(JSON.parse(text).totals, statement['totals']);

    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.equal(await page.getByRole('banner').isVisible(), false);
    assert.equal(await page.getByRole('button', { name: 'Print' }).isVisible(), false);
    const paper = await page.evaluate("getComputedStyle(document.body).getPropertyValue('--surface').trim()");
    assert.equal(paper, '#fff', 'paper is light');
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });

    await page.getByRole('combobox', { name: 'Month' }).selectOption({ index: 12 });
    await page.getByText('Nothing was used in this month.').waitFor();
  }));

test('budgets are set, said how far they are used, changed and deleted; the platform’s are for operators alone', async () => {
  await console.visiting(ada, async (visit) => {
    const { page, open, settled, assertSound } = visit;
    await open('/t/acme/prod/budgets');
    await page.getByText('No budget is set').waitFor();
    await region(page, 'Who is told').getByText('Every administrator').waitFor();
    await visit.assertSound();

    await page.getByRole('button', { name: 'Set a budget' }).click();
    const dialog = page.getByRole('dialog', { name: 'Set a budget' });
    await dialog.getByRole('combobox', { name: 'Feature' }).selectOption({ label: 'Root cause analysis' });
    await dialog.getByRole('combobox', { name: 'In', exact: true }).selectOption('tokens');
    await dialog.getByRole('textbox', { name: 'At most' }).fill('10000');
    await dialog.getByRole('radio', { name: 'Calls are refused' }).check();
    await dialog.getByRole('textbox', { name: 'Told at' }).fill('50, 101');
    await dialog.getByRole('button', { name: 'Set a budget' }).click();
    await dialog.getByText('Something in the form is not right').waitFor();
    assert.equal(await dialog.getByRole('textbox', { name: 'Told at' }).getAttribute('aria-invalid'), 'true');
    await assertSound();
    await dialog.getByRole('textbox', { name: 'Told at' }).fill('50, 100');
    await dialog.getByRole('button', { name: 'Set a budget' }).click();
    await dialog.waitFor({ state: 'detached' });
    const row = table(page, 'Budgets').getByRole('row', { name: /^Feature Root cause analysis/ });
    await row.getByText('Spent').waitFor();
    await row.getByText(/of 10,000 tokens/).waitFor();
    await row.getByText('Calls are refused (429)').waitFor();
    await page.getByRole('button', { name: 'Set a budget' }).click();
    await dialog.getByRole('combobox', { name: 'Feature' }).selectOption({ label: 'Root cause analysis' });
    await dialog.getByRole('combobox', { name: 'In', exact: true }).selectOption('tokens');
    await dialog.getByText('There is a budget for just this.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await assertSoundInBothLooks(visit);

    await row.getByRole('button', { name: /^Actions for the budget/ }).click();
    await page.getByRole('menuitem', { name: 'Change…' }).click();
    const changing = page.getByRole('dialog', { name: 'Change the budget' });
    await changing.getByRole('textbox', { name: 'At most' }).fill('1000000000');
    await changing.getByRole('radio', { name: 'Calls go on' }).check();
    await changing.getByRole('button', { name: 'Save' }).click();
    await changing.waitFor({ state: 'detached' });
    await row.getByText(/of 1,000,000,000 tokens/).waitFor();
    assert.equal(await row.getByText('Spent').count(), 0);
    await row.getByRole('button', { name: /^Actions for the budget/ }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No budget is set').waitFor();
    await settled();
  });

  await console.visiting(operator, async ({ page, open, assertSound }) => {
    await open('/t/acme/prod/budgets');
    await page.getByRole('button', { name: 'Set a budget' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Where' }).selectOption('tenant');
    assert.equal(await dialog.getByRole('combobox', { name: 'Agent' }).count(), 0);
    await dialog.getByRole('textbox', { name: 'At most' }).fill('5000');
    await assertSound();
    await dialog.getByRole('button', { name: 'Set a budget' }).click();
    await table(page, 'Budgets').getByText('Set by Northwind').waitFor();
  });
  await console.visiting(ada, async ({ page, open }) => {
    await open('/t/acme/prod/budgets');
    const row = table(page, 'Budgets').getByRole('row', { name: /^All environments together/ });
    await row.getByText('Set by Northwind').waitFor();
    assert.equal(await row.getByRole('button').count(), 0, 'it is not the tenant’s to change');
  });
});

test('C7 T3 it is drawn and said what goes to whom with and without own models, what is kept, and for how long', () =>
  console.visiting(ada, async (visit) => {
    const { page, open } = visit;
    await open('/t/acme/prod/data-flow');
    const way = (mode: string) => page.getByRole('list', { name: `${mode}: the way of a call` });
    assert.deepEqual(await way('Without own models').getByRole('listitem').count(), 4);
    await way('Without own models').getByText('claude-sonnet-4-5 at api.anthropic.com').waitFor();
    await way('Without own models').getByText('region eu').waitFor();
    await way('With own models').getByText('gpt-4o at api.openai.com').waitFor();
    await page.getByText('Calls can reach Northwind’s models').waitFor();
    const flows = table(page, 'Everywhere that content can go');
    await flows
      .getByRole('row', { name: /^Acme GPT-4o/ })
      .getByText('By default')
      .waitFor();
    const inside = flows.getByRole('row', { name: /^Llama 3 in the cellar/ });
    await inside.getByText('No', { exact: true }).waitFor();
    const kept = table(page, 'What is kept here');
    await kept
      .getByRole('row', { name: /^Calls that wait/ })
      .getByText('not kept')
      .waitFor();
    await assertSoundInBothLooks(visit);
    const { text } = await downloaded(page, page.getByRole('button', { name: 'Download JSON' }));
    assert.equal(JSON.parse(text).tenant, 'acme');
  }));

test('for how long things are kept is changed in place: less is asked about first, what is refused stands in the form', () =>
  console.visiting(ada, async ({ page, open, assertSound }) => {
    await open('/t/acme/prod/data-flow');
    const kept = table(page, 'What is kept here');
    const save = async (days: string) => {
      await page.getByRole('dialog').getByRole('textbox').fill(days);
      await page.getByRole('button', { name: 'Save changes' }).click();
    };
    await kept.getByRole('button', { name: 'Change how long the ledger is kept' }).click();
    for (const [days, why] of [
      ['30', 'At least 90 days.'],
      ['4000', 'must be <= 3650'],
    ] as const) {
      await save(days);
      await page.getByRole('dialog').getByText(why).waitFor();
    }
    await assertSound();
    await save('120');
    await page.getByText('signed before the first of them goes').waitFor();
    await page.getByRole('button', { name: 'Remove older rows' }).click();
    await kept.getByRole('row', { name: /^The ledger.* 120 days/ }).waitFor();
    const { retention_days: days } = await made(inProd().get('/ledger/settings'));
    assert.equal(days, 120);
  }));

test('C1 on the standard plan it is said before any form that own models need another one', () =>
  console.visiting({ ...ada, tenant: 'hooli' }, async (visit) => {
    const { page, open } = visit;
    for (const address of ['models', 'connect', 'byom']) {
      await open(`/t/hooli/prod/${address}`);
      await page.getByText('Own models need the enterprise plan').waitFor();
      assert.equal(await page.getByRole('main').locator('input[type=password]').count(), 0);
      if (address === 'connect') assert.equal(await page.getByRole('button', { name: /^OpenAI/ }).count(), 0);
    }
    await visit.assertSound();
  }));

test('administrators of a tenant that operators administer see all of it, and change nothing; operators see all tenants', async () => {
  await console.visiting({ ...ada, tenant: 'watched' }, async ({ page, open }) => {
    for (const name of ['Usage', 'Budgets', 'Statement', 'Data flow']) {
      await open('/t/watched/prod');
      await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    }
    await page.getByText('set by administrators').first().waitFor();
    await open('/t/watched/prod/budgets');
    await page.getByText(/ can set one for your tenant: /).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Set a budget' }).count(), 0);
  });
  await console.visiting(operator, async (visit) => {
    const { page, open } = visit;
    await open('/operator/usage');
    await page.getByRole('combobox', { name: 'Group by' }).selectOption({ label: 'Tenant' });
    await table(page, 'By tenant').getByRole('row', { name: /^acme/ }).waitFor();
    await visit.assertSound();
  });
});
