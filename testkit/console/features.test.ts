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
  const api = console.app.operator;
  const models = (await api.in('acme', 'prod').get('/config/llm')).body['items'] as {
    id: string;
    name: string;
  }[];
  const llama = models.find(({ name }) => name.startsWith('Llama'));
  await api.in('acme', 'prod').call('PATCH', `/config/llm/${llama?.id}`, { capabilities: { tools: false } });
});
after(async () => {
  await console.close();
  await world.close();
});

const ada: Person = { tenant: 'acme', role: 'tenant_admin', environments: ['prod'], name: 'Ada' };
const uma: Person = { tenant: 'acme', role: 'user', environments: ['prod'], name: 'Uma' };

async function visiting(person: Person, walk: (visit: ConsoleVisit) => Promise<void>) {
  const visit = await console.signIn(person);
  try {
    await walk(visit);
  } finally {
    await visit.close();
  }
}

test('a feature says what it needs and what serves it; a model that cannot is refused in place, with the need', () =>
  visiting(ada, async ({ page, open, settled, assertSound, lookAgain }) => {
    await open('/t/acme/prod/features');
    await page.getByText('No feature is registered yet').waitFor();
    await assertSound();
    await console.app.operator.call('PUT', '/features/runbooks', {
      name: 'Runbooks <script>alert(1)</script>',
      operation: 'chat',
      model_aliases: ['runbook-writer'],
      needs: ['tools', 'json'],
      min_context_tokens: 32_000,
    });
    await open('/t/acme/prod/features');
    const choice = page.getByLabel('Model for Runbooks <script>alert(1)</script>');
    await page.getByText('32,000 tokens of context').waitFor();
    await page.getByRole('cell', { name: /Acme GPT-4o.*api\.openai\.com/s }).waitFor();
    await page.getByText('Not known whether it has: tools, JSON, the context').waitFor();
    await assertSound();
    await choice.selectOption({ label: 'Llama on our gateway' });
    await page.getByText('Llama on our gateway was not assigned').waitFor();
    assert.equal(await choice.inputValue(), 'default');
    await assertSound();
    await lookAgain({ theme: 'dark', width: 360 });
    await assertSound();
    await choice.selectOption({ label: 'Off' });
    await page.getByText('nothing: it is off').waitFor();
    await choice.selectOption({ label: 'Acme GPT-4o' });
    await settled();
    await page.getByRole('cell', { name: /Acme GPT-4o.*api\.openai\.com/s }).waitFor();
    const { items } = (await console.app.operator.in('acme', 'prod').get('/features')).body as {
      items?: { assignment: string }[];
    };
    assert.equal(items?.[0]?.assignment, 'config');
  }));

test('a user sees which features are on, and changes nothing', () =>
  visiting(uma, async ({ page, open, assertSound }) => {
    await open('/t/acme/prod/features');
    await page.getByRole('cell', { name: 'on', exact: true }).waitFor();
    assert.equal(await page.getByRole('combobox').count(), 0);
    await assertSound();
  }));
