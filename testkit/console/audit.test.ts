import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type ConsoleVisit, type OpenConsole, openConsole, type Person } from './open-console.ts';
import { makeSampleTenant, playSampleHosts } from './sample-tenant.ts';

let world: Awaited<ReturnType<typeof playSampleHosts>>;
let console: OpenConsole;

before(async () => {
  world = await playSampleHosts();
  console = await openConsole({
    playedNetwork: world.network,
    env: { PLUGBOARD_PLATFORM_NAME: 'Northwind', PLUGBOARD_SANDBOX: '1' },
  });
  await makeSampleTenant(console.app, world.authorityPem);
  const watched = { id: 'watched', name: 'Watched', plan: 'enterprise', administered_by: 'operator' };
  await console.app.operator.call('POST', '/tenants', watched);
});
after(async () => {
  await console.close();
  await world.close();
});

const ada: Person = { tenant: 'acme', role: 'tenant_admin', environments: ['prod', 'dev'], name: 'Ada' };
const watcher: Person = { tenant: 'watched', role: 'tenant_admin', environments: ['prod'], name: 'Wilma' };
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

test('the audit log shows who did what, goes on to older events, and can be verified', async () => {
  for (let round = 0; round < 45; round += 1) {
    await inProd().call('POST', '/agents', { id: `agent-${round}`, name: round === 44 ? hostile : 'Agent' });
  }
  await visiting(ada, async ({ page, open, assertSound, lookAgain }) => {
    await open('/t/acme/prod/audit');
    await page.getByText(hostile).first().waitFor();
    await assertSound();
    const rows = page.getByRole('group', { name: 'Events' }).getByRole('row');
    assert.equal(await rows.count(), 51, 'with that of the headings');
    await page.getByRole('button', { name: 'Show older events' }).click();
    await page.getByText('That is all.').waitFor();
    assert.ok((await rows.count()) > 51);
    await page.getByRole('button', { name: 'Verify the log' }).click();
    await page.getByText('The log is whole').waitFor();
    await lookAgain({ theme: 'dark', width: 360 });
    await assertSound();
  });
});

test('a route is told in words, with what comes when each target fails, and nothing is called', async () => {
  const configs = (await inProd().get('/config/llm')).body['items'] as { id: string; name: string }[];
  const llama = configs.find(({ name }) => name.startsWith('Llama'));
  await inProd().call('PATCH', `/config/llm/${llama?.id}`, { name: `Llama ${hostile}` });
  await visiting(ada, async ({ page, open, settled, assertSound, lookAgain }) => {
    await open('/t/acme/prod/explain');
    const told = page.getByRole('region', { name: 'The route' });
    const first = told.getByRole('listitem').filter({ hasText: 'Acme GPT-4o' });
    await first.getByText('Leaves your network').waitFor();
    await first.getByText('No model is named, and this is the default.').waitFor();
    await first.getByText('nothing else is asked').waitFor();
    await assertSound();
    await lookAgain({ theme: 'dark', width: 360 });
    await assertSound();
    await page.getByLabel('Model', { exact: true }).fill('gone');
    await page.getByRole('button', { name: 'Explain' }).click();
    await page.getByText('No model would answer this call').waitFor();
    await assertSound();
    await page.getByLabel('Model', { exact: true }).fill('');
    await page.getByLabel('Operation').selectOption({ label: 'Embeddings' });
    await page.getByRole('button', { name: 'Explain' }).click();
    await page.getByText('Embeddings never move to another model').waitFor();
    await settled();
  });
});

test('an environment is switched to own models only when its default is ready, or by force, after the warnings', () =>
  visiting(ada, async ({ page, open, settled, assertSound }) => {
    await console.app.operator.call('PUT', '/features/runbooks', {
      name: 'Runbooks',
      operation: 'chat',
      needs: ['tools'],
    });
    await open('/t/acme/prod/models');
    await page.getByRole('radio', { name: 'Northwind’s models' }).check();
    await page.getByRole('button', { name: 'Switch…' }).click();
    const leaving = page.getByRole('dialog', { name: 'Switch to Northwind’s models?' });
    await leaving.getByText('leaves your network').waitFor();
    await assertSound();
    await leaving.getByRole('button', { name: 'Switch', exact: true }).click();
    await leaving.waitFor({ state: 'hidden' });
    const own = (await inProd().get('/config/llm')).body['items'] as { id: string; is_default: boolean }[];
    await settled();
    assert.equal((await inProd().get('/mode')).body['mode'], 'bundled');
    const credentials = (await inProd().get('/llm_credentials')).body['items'] as {
      id: string;
      name: string;
    }[];
    const openai = credentials.find(({ name }) => name === 'Acme at OpenAI');
    await inProd().call('PATCH', `/llm_credentials/${openai?.id}`, { enabled: false });
    assert.ok(own.length > 0);
    await page.getByRole('radio', { name: 'Your own models' }).check();
    await page.getByRole('button', { name: 'Switch…' }).click();
    const coming = page.getByRole('dialog', { name: 'Switch to your own models?' });
    await coming.getByText('What features would miss on your default model').waitFor();
    await coming.getByRole('button', { name: 'Switch', exact: true }).click();
    await coming.getByText('The model is not ready for this').waitFor();
    await assertSound();
    await coming.getByRole('checkbox', { name: /although/ }).check();
    await coming.getByRole('button', { name: 'Switch', exact: true }).click();
    await coming.waitFor({ state: 'hidden' });
    assert.equal((await inProd().get('/mode')).body['mode'], 'byo');
  }));

test('R7 administrators of a tenant that operators administer see its configurations with their state, and nothing to edit', async () => {
  const api = console.app.operator.in('watched', 'prod');
  await visiting(watcher, async ({ page, open, assertSound, lookAgain }) => {
    await open('/t/watched/prod');
    await page.getByRole('link', { name: 'Large Language Model Config' }).click();
    await page.getByText('No LLM configurations available, please contact support.').waitFor();
    await assertSound();
    const account = {
      name: hostile,
      creds_type: 'API_KEY',
      provider: 'openai',
      api_key: 'sk-proj-0123456789abcdef',
    };
    const { id } = (await api.call('POST', '/llm_credentials', account)).body;
    const model = { name: 'Own', provider: 'openai', llm_credentials_id: id, model_name: 'gpt-4o' };
    await api.call('POST', '/config/llm', model);
    const off = (await api.call('POST', '/llm_credentials', { ...account, name: 'Old gateway' })).body;
    await api.call('PATCH', `/llm_credentials/${off['id']}`, { enabled: false });
    await open('/t/watched/prod/llm-config');
    await page
      .getByText(
        'LLM configurations for this tenant are managed by Northwind. If you need changes or additional models, please contact the support team.',
      )
      .first()
      .waitFor();
    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    await row(hostile).getByText('Active', { exact: true }).waitFor();
    await row(hostile).getByText('gpt-4o').waitFor();
    await row('Old gateway').getByText('Inactive').waitFor();
    await row('Old gateway').getByText('Switched off here').waitFor();
    assert.equal(await page.getByRole('main').getByRole('button').count(), 0);
    assert.equal(await page.getByRole('main').getByRole('textbox').count(), 0);
    await assertSound();
    await lookAgain({ theme: 'dark', width: 360 });
    await assertSound();
  });
  await visiting(ada, async ({ page, open }) => {
    await open('/t/acme/prod');
    assert.equal(await page.getByRole('link', { name: 'Large Language Model Config' }).count(), 0);
  });
});
