import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openVisit } from '../browser.ts';
import { made } from '../integration/routing-world.ts';
import { goodKey, makeNewTenant, playProviders } from './connect-world.ts';
import { type ExampleHost, startExampleHost } from './example-host.ts';
import { type ConsoleVisit, type OpenConsole, openConsole, type Person } from './open-console.ts';

/** Each product’s own walk, from the address or menu that it is known by to the first streamed answer. */

const model = 'llama-3.3-70b-versatile';

let world: Awaited<ReturnType<typeof playProviders>>;
let console: OpenConsole;
let host: ExampleHost;

before(async () => {
  world = await playProviders();
  host = await startExampleHost();
  console = await openConsole({
    playedNetwork: world.network,
    env: {
      PLUGBOARD_PLATFORM_NAME: 'Northwind',
      PLUGBOARD_SANDBOX: '1',
      PLUGBOARD_EMBED_ORIGINS: host.origin,
    },
  });
  await makeNewTenant(console.app, world.authorityPem);
});
after(async () => {
  await console.close();
  await host.close();
  await world.close();
});

const ada: Person = {
  tenant: 'globex',
  role: 'tenant_admin',
  environments: ['dev', 'test', 'prod'],
  name: 'Ada',
};
const inEnvironment = (environment: string, tenant = 'globex') =>
  console.app.operator.in(tenant, environment);

async function visiting(person: Person, walk: (visit: ConsoleVisit) => Promise<void>) {
  const visit = await console.signIn(person);
  visit.page.setDefaultTimeout(8_000);
  try {
    await walk(visit);
  } finally {
    await visit.close();
  }
}

/** An element, as far as it is looked at in the browser. */
interface Pressable {
  disabled?: boolean;
  textContent: string;
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

async function hearFirstAnswer({ page, open }: ConsoleVisit, place: string, choice?: string): Promise<void> {
  await open(`/t/${place}/chat`);
  const list = page.getByRole('combobox', { name: 'Model' });
  if (choice === undefined) await list.waitFor();
  else await list.selectOption({ label: choice });
  await page.getByRole('textbox', { name: 'Message' }).fill('Say hello');
  await page.keyboard.press('Enter');
  await page.getByRole('log', { name: 'Messages' }).getByText('on your organisation’s account').waitFor();
}

test('A3 A4 from “Explore models” to a model in an agent’s list, and its first streamed answer', () =>
  visiting(ada, async (visit) => {
    const { page, open } = visit;
    await open('/app/studio/models');
    await page.getByRole('link', { name: 'Add model provider' }).first().click();
    await page.getByRole('button', { name: /^Groq/ }).click();
    await page.locator('input[type=password]').fill(goodKey);
    await press(page, 'Validate & Continue');
    await page.getByRole('textbox', { name: 'Find a model' }).fill('llama-3.3');
    await page.getByRole('checkbox', { name: model }).check();
    await press(page, 'Continue');
    await page.getByRole('textbox', { name: `Display name of ${model}` }).fill('Big llama');
    await press(page, 'Complete');
    await page.getByText('Big llama was tried').waitFor();
    await made(inEnvironment('dev').call('POST', '/agents', { id: 'helper', name: 'Helper' }));
    await open('/t/globex/dev/agents/helper');
    await page.getByRole('option', { name: 'Big llama' }).first().waitFor({ state: 'attached' });
    await hearFirstAnswer(visit, 'globex/dev', 'Big llama');
  }));

test('T2 T3 C3 from Settings → AI → LLM provider to a test, a saved endpoint inside of the network, which serves every feature', () =>
  visiting(ada, async (visit) => {
    const { page, open } = visit;
    await open('/t/globex/test');
    await open('/settings/ai/llm-provider');
    assert.match(page.url(), /\/t\/globex\/test\/connect$/);
    await page.getByRole('button', { name: /^OpenAI-compatible/ }).click();
    await page.getByLabel('Base URL').fill('https://gateway.acme.example/v1');
    await page.locator('input[type=password]').fill(goodKey);
    await press(page, 'Test connection');
    await page.getByText('It answers, but tells nobody which models it has').waitFor();
    await press(page, 'Validate & Continue');
    await page.getByLabel('Add by name').fill(model);
    await page.keyboard.press('Enter');
    await press(page, 'Continue');
    await page.getByRole('textbox', { name: /^Display name/ }).fill('Our gateway');
    await press(page, 'Complete');
    await page.getByText('Our gateway was tried').waitFor();
    await made(inEnvironment('test').call('PUT', '/mode', { mode: 'byo', force: true }));
    await open('/t/globex/test');
    const route = page.getByRole('link', { name: /^Any other call: Our gateway at gateway\.acme\.example/ });
    assert.match(String(await route.getAttribute('aria-label')), /Data stays in your network/);
    await page.getByRole('link', { name: /^Runbooks: Our gateway/ }).waitFor();
    await hearFirstAnswer(visit, 'globex/test');
    await open('/settings/ai/llm-provider/fallback');
    await page.getByRole('heading', { name: 'Failure policy' }).waitFor();
  }));

test('K2 K3 K4 K6 from BYOM in the user menu to an automation that names the model of its own provider', () =>
  visiting(ada, async ({ page, open, settled }) => {
    const api = inEnvironment('prod');
    await made(api.call('POST', '/agents', { id: 'invoices', name: 'Invoices' }));
    assert.equal((await api.get('/mode')).body['mode'], 'bundled', 'K2 the environment stays as it is');
    await open('/t/globex/prod');
    await press(page, 'Account of Ada');
    await page.getByRole('menuitem', { name: 'BYOM' }).click();
    await page.getByRole('combobox', { name: 'Agent' }).selectOption('invoices');
    await settled();
    await press(page, 'Set Up OpenAI-compatible');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Base URL').fill('https://api.groq.com/openai/v1');
    await dialog.locator('input[type=password]').fill(goodKey);
    await dialog.getByLabel('Name', { exact: true }).fill('Own Groq');
    await dialog.getByRole('button', { name: 'Save Changes' }).click();
    await page.getByText('own-groq/model-name').waitFor();
    const token = { name: 'automation', role: 'user', environment: 'prod', agent_id: 'invoices' };
    const { body } = await console.app.operator.call('POST', '/tenants/globex/tokens', token);
    const messages = [{ role: 'user', content: 'Extract the total' }];
    const answer = await fetch(`${console.app.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${body['token']}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: `own-groq/${model}`, messages, stream: true }),
    });
    assert.match(await answer.text(), /data: \[DONE\]/);
    assert.equal(answer.headers.get('x-plugboard-served-by'), 'own');
    const unnamed = await api.call('POST', '/v1/chat/completions', { messages });
    assert.equal(unnamed.headers.get('x-plugboard-served-by'), 'managed', 'K6 everybody else as before');
  }));

const hank: Person = { tenant: 'initech', role: 'tenant_admin', environments: ['prod'], name: 'Hank' };
const uma: Person = { tenant: 'initech', role: 'user', environments: ['prod'], name: 'Uma' };

test('R7 R9 where operators administer, its administrator sees all and changes nothing by any means; its users choose a model', async () => {
  await makeNewTenant(console.app, world.authorityPem, 'initech');
  await made(console.app.operator.call('PATCH', '/tenants/initech', { administered_by: 'operator' }));
  const api = inEnvironment('prod', 'initech');
  const account = {
    name: 'Corporate gateway',
    creds_type: 'API_KEY',
    base_url: 'https://api.groq.com/openai/v1',
  };
  const { id } = await made(api.call('POST', '/llm_credentials', { ...account, api_key: goodKey }));
  const config = { name: 'Corporate llama', provider: 'openai', llm_credentials_id: id, model_name: model };
  const { id: configId } = await made(api.call('POST', '/config/llm', { ...config, is_default: true }));
  await visiting(hank, async ({ page, open, assertSound }) => {
    await open('/admin/llm-config');
    await page.getByRole('row', { name: /Corporate gateway .* Active/ }).waitFor();
    for (const path of ['', '/models', '/features', '/agents', '/fallback', '/explain', `/accounts/${id}`]) {
      await open(`/t/initech/prod${path}`);
      await page.getByText('are managed by Northwind').first().waitFor();
      const main = page.getByRole('main');
      const changing = /^(Add|Connect|Replace|Rotate|Disable|Enable|Delete|Save|Switch|Test|Create|Lock)/;
      const buttons = main
        .getByRole('button', { name: changing })
        .or(main.getByRole('link', { name: changing }));
      const enabled = await buttons.evaluateAll((all) =>
        (all as unknown as Pressable[]).filter((one) => !one.disabled).map((one) => one.textContent),
      );
      assert.deepEqual(enabled, [], path);
    }
    await open('/t/initech/prod/connect');
    await page.getByText('This page is not for your role').waitFor();
    await assertSound();
    const refused = await page.evaluate(
      async ([credential, named]) => {
        const headers = { 'content-type': 'application/json', 'x-plugboard-membership': 'initech/prod' };
        const ask = async (method: string, path: string, body?: unknown) => {
          const answer = await fetch(`/ai/api/v1${path}`, {
            method,
            headers,
            ...(body !== undefined && { body: JSON.stringify(body) }),
          });
          return ((await answer.json()) as { code: string }).code;
        };
        return [
          await ask('PATCH', `/llm_credentials/${credential}`, { enabled: false }),
          await ask('POST', `/llm_credentials/${credential}/rotate`, { api_key: 'another-0123456789' }),
          await ask('DELETE', `/llm_credentials/${credential}?cascade=true`, {}),
          await ask('PATCH', `/config/llm/${named}`, { enabled: false }),
          await ask('PUT', '/mode', { mode: 'byo' }),
          await ask('PUT', '/fallback', { policy: 'fail_closed' }),
          await ask('POST', '/embed_tokens', { role: 'tenant_admin', pages: ['models'], subject: 'hank' }),
        ];
      },
      [String(id), String(configId)],
    );
    assert.deepEqual(new Set(refused), new Set(['administered_by_operator']));
  });
  await visiting(uma, (visit) => hearFirstAnswer(visit, 'initech/prod', 'Corporate llama'));
});

test('A7 what is wrong is said in the form: a key of another kind, and an address that is nobody’s to reach', () =>
  visiting(ada, async ({ page, open, assertSound }) => {
    await open('/t/globex/prod/connect?provider=openai_compatible');
    const attempt = async (baseUrl: string, key: string) => {
      await page.getByLabel('Base URL').fill(baseUrl);
      await page.locator('input[type=password]').fill(key);
      await press(page, 'Test connection');
      await page.getByRole('button', { name: 'Test connection' }).and(page.locator(':enabled')).waitFor();
    };
    await attempt('https://api.groq.com/openai/v1', 'ya29.a0AfH6SMBx-0123456789');
    await page.getByText(/OAuth/).first().waitFor();
    await attempt('https://10.0.0.8/v1', goodKey);
    await page.getByText('is an address of a private network').first().waitFor();
    await assertSound();
  }));

test('S49 the example page of the docs, on another site, shows a page of ours by a token that it renews', async () => {
  await made(inEnvironment('dev').call('POST', '/agents', { id: 'framed', name: 'Framed agent' }));
  host.issue = async () =>
    (
      await inEnvironment('dev').call('POST', '/embed_tokens', {
        role: 'tenant_admin',
        pages: ['models', 'agents'],
        subject: 'customer-7',
        lifetime_s: 40,
      })
    ).body;
  host.src = `${console.app.url}/embed/t/globex/dev/agents?theme=dark&accent=ffcc00`;
  const { page, complaints, context } = await openVisit(console.browser, { reducedMotion: 'reduce' });
  page.setDefaultTimeout(10_000);
  await page.goto(host.origin);
  const frame = page.frameLocator('#plugboard');
  await frame.getByRole('link', { name: 'Framed agent' }).waitFor();
  assert.equal(await frame.getByRole('navigation').count(), 0, 'without the shell');
  const root = frame.locator('html');
  assert.equal(await root.getAttribute('data-mantine-color-scheme'), 'dark');
  assert.match(String(await root.getAttribute('style')), /--accent: #ffcc00/);
  await frame.getByRole('link', { name: 'Framed agent' }).click();
  await frame.getByRole('heading', { name: 'Framed agent' }).waitFor();
  assert.equal(host.tokens, 1);
  assert.ok(
    page.frames().every((one) => !one.url().includes('eyJ')),
    'no token is in an address',
  );
  assert.deepEqual(await context.cookies(), []);
  // It ended before the frame thought so, as where a clock is wrong: the frame asks for another, and nothing is lost.
  console.app.clock.advance(60_000);
  await frame.getByRole('textbox', { name: 'Name' }).fill('Renamed in a frame');
  await frame.getByRole('button', { name: 'Save changes' }).click();
  await frame.getByRole('heading', { name: 'Renamed in a frame' }).waitFor();
  assert.equal(host.tokens, 2);
  const audit = (await inEnvironment('dev').get('/audit?limit=1')).body['items'] as { actor: unknown }[];
  assert.deepEqual(audit[0]?.actor, { kind: 'jwt', id: 'embed#customer-7', role: 'tenant_admin' });
  host.src = host.src.replace('/agents', '/audit');
  await page.reload();
  await frame.getByText('This page is not for your role').waitFor();
  assert.deepEqual(complaints, []);
  await page.goto(host.src);
  await page.getByText('This page belongs into another one').waitFor();
  await context.close();
});
