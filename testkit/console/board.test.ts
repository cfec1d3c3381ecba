import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type ConsoleVisit, type OpenConsole, openConsole, type Person } from './open-console.ts';
import { makeSampleSettings } from './sample-settings.ts';
import { makeSampleTenant, playSampleHosts } from './sample-tenant.ts';

let world: Awaited<ReturnType<typeof playSampleHosts>>;
let console: OpenConsole;

before(async () => {
  world = await playSampleHosts();
  console = await openConsole({
    playedNetwork: world.network,
    env: { PLUGBOARD_PLATFORM_NAME: 'Northwind' },
  });
  await makeSampleTenant(console.app, world.authorityPem);
  await makeSampleSettings(console.app);
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
  visit.page.setDefaultTimeout(8_000);
  try {
    await walk(visit);
  } finally {
    await visit.close();
  }
}

test('the board says each route in words at its ends, and follows it by keyboard', () =>
  visiting(ada, async ({ page, open, assertSound, lookAgain }) => {
    await open('/t/acme/prod');
    const sources = page.getByRole('list', { name: 'Where calls come from' });
    const route = sources.getByRole('link', {
      name: /^Runbook generation: Acme GPT-4o at api\.openai\.com\. Healthy\./,
    });
    const words = String(await route.getAttribute('aria-label'));
    assert.match(words, /You pay, on your provider’s bill\. Data leaves your network\./);
    assert.match(words, /If it cannot answer: Llama on our gateway, then Northwind Large\./);
    await sources
      .getByRole('link', { name: /^Ticket summaries: .* at gpu-server\.internal:8000\..* stays in/ })
      .waitFor();
    const accounts = page.getByRole('list', { name: 'Accounts' });
    await accounts
      .getByRole('link', { name: /^Acme AI gateway, .* Auth failed\. Stands in for: .*Runbook/ })
      .waitFor();
    await accounts.getByRole('img', { name: /^Northwind, api\.anthropic\.com \(eu\), Untested/ }).waitFor();
    const lit = page.locator('path').locator('xpath=..').and(page.locator('[data-lit="true"]'));
    assert.equal(await lit.count(), 0);
    await route.focus();
    await page.getByText(words, { exact: true }).waitFor();
    assert.equal(await lit.count(), 6, 'its cable, two that may follow, and three to their accounts');
    await lookAgain({ theme: 'dark' });
    await assertSound();
  }));

test('the same as a table, which is remembered, and as a list where it is narrow', () =>
  visiting(ada, async ({ page, open, assertSound, lookAgain }) => {
    await open('/t/acme/prod');
    await page.getByText('Table', { exact: true }).click();
    const row = page.getByRole('row', { name: /^Support bot Fast Llama Support at Groq/ });
    await row.getByText('Untested').waitFor();
    await page.getByRole('row', { name: /^None None Groq/ }).waitFor();
    await assertSound();
    await page.reload();
    await row.waitFor();
    await lookAgain({ width: 360, theme: 'dark' });
    await page.getByRole('list', { name: 'The board as a table' }).getByText('Root cause analysis').waitFor();
    await assertSound();
  }));

test('a call that is explained is a cable of its own, lit among the others; one that nothing answers hangs loose', () =>
  visiting(ada, async ({ page, open }) => {
    await open('/t/acme/prod/explain');
    const call = page.getByRole('link', { name: /^This call:/ });
    await call.and(page.getByRole('link', { name: /Acme GPT-4o/ })).waitFor();
    await page.getByLabel('Model', { exact: true }).fill('groq/qwen/qwen3-32b');
    await page.getByRole('button', { name: 'Explain' }).click();
    await call.and(page.getByRole('link', { name: /qwen\/qwen3-32b at api\.groq\.com/ })).waitFor();
    await page.getByLabel('Model', { exact: true }).fill('gone');
    await page.getByRole('button', { name: 'Explain' }).click();
    await call
      .and(page.getByRole('link', { name: /nothing answers\. There is no model “gone” here/ }))
      .waitFor();
  }));

test('A8 forty agents scroll inside of the board; markup in a name stays text; keys that end soon are told', () =>
  visiting(ada, async ({ page, open, assertSound }) => {
    const api = console.app.operator.in('acme', 'dev');
    for (let index = 0; index < 40; index += 1) {
      await api.call('POST', '/agents', {
        id: `agent-${index}`,
        name: index === 0 ? hostile : `Agent ${index}`,
      });
    }
    const account = {
      name: hostile,
      creds_type: 'API_KEY',
      provider: 'openai',
      api_key: 'sk-proj-0123456789abcdef',
      expires_at: new Date(console.app.clock.now() + 3 * 86_400_000).toISOString(),
    };
    const { id } = (await api.call('POST', '/llm_credentials', account)).body;
    const model = { name: hostile, provider: 'openai', llm_credentials_id: id, model_name: 'gpt-4o' };
    await api.call('POST', '/config/llm', { ...model, is_default: true });
    await api.call('PUT', '/mode', { mode: 'byo', force: true });
    await open('/t/acme/dev');
    await page.getByRole('link', { name: `${hostile}: ${hostile} at api.openai.com.` }).waitFor();
    await page.getByRole('link', { name: /^Agent 39:/ }).focus();
    await page.getByRole('region', { name: 'Good to know' }).getByText('Key expires').waitFor();
    const cards = page.getByRole('region', { name: 'Report cards' });
    await cards.getByRole('row', { name: /not tried/ }).waitFor();
    await assertSound();
  }));

test('who administers nothing sees no board, on the page as in the API', () =>
  visiting(uma, async ({ page, open }) => {
    await open('/t/acme/prod');
    await page.getByText('Runbook generation').waitFor();
    assert.equal(await page.getByRole('heading', { name: 'The board' }).count(), 0);
  }));
