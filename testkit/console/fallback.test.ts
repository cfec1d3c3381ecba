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
    env: { PLUGBOARD_PLATFORM_NAME: 'Northwind' },
  });
  await makeSampleTenant(console.app, world.authorityPem);
  const watched = { id: 'watched', name: 'Watched', plan: 'enterprise', administered_by: 'operator' };
  await console.app.operator.call('POST', '/tenants', watched);
});
after(async () => {
  await console.close();
  await world.close();
});

const ada: Person = { tenant: 'acme', role: 'tenant_admin', environments: ['prod'], name: 'Ada' };
const bob: Person = {
  tenant: 'acme',
  role: 'tenant_admin',
  environments: ['prod'],
  name: 'Bob',
  subject: 'bob',
};

async function visiting(person: Person, walk: (visit: ConsoleVisit) => Promise<void>, width?: number) {
  const visit = await console.signIn(person, width === undefined ? {} : { width });
  try {
    await walk(visit);
  } finally {
    await visit.close();
  }
}

const stored = async (path: string) => (await console.app.operator.in('acme', 'prod').get(path)).body;

test('own models stand in in the order that keys put them in', () =>
  visiting(ada, async ({ page, open, settled, assertSound, lookAgain }) => {
    await open('/t/acme/prod/fallback');
    for (const name of ['Acme GPT-4o', 'Llama on our gateway']) {
      await page.getByLabel('Add a model').selectOption({ label: name });
      await page.getByRole('button', { name: 'Add', exact: true }).click();
    }
    const up = page.getByRole('button', { name: 'Move Llama on our gateway up' });
    await up.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Llama on our gateway is now 1 of 2').waitFor();
    assert.equal(
      await page.evaluate('document.activeElement.getAttribute("aria-label")'),
      'Move Llama on our gateway down',
      'the way up has ended, and the focus is not lost',
    );
    await page.getByRole('radio', { name: 'Queue and retry' }).check();
    await page.getByLabel('Give up after').fill('10');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('is longer than the call is tried at all').first().waitFor();
    await assertSound();
    await page.getByLabel('Give up after').fill('5400');
    await page.getByText('one hour and 30 minutes').waitFor();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Saved').waitFor();
    await settled();
    await lookAgain({ theme: 'dark', width: 360 });
    await assertSound();
    const { policy, targets, deadline_s } = await stored('/fallback');
    assert.deepEqual([policy, deadline_s], ['queue_and_retry', 5400]);
    const configs = (await stored('/config/llm'))['items'] as { id: string; name: string }[];
    assert.deepEqual(
      (targets as string[]).map((id) => configs.find((config) => config.id === id)?.name),
      ['Llama on our gateway', 'Acme GPT-4o'],
    );
  }));

test('the platform’s models stand in only once the tenant’s administrator agreed, and the consent can be taken back', async () => {
  await visiting({ name: 'Grace' }, async ({ page, open, assertSound }) => {
    await open('/t/acme/prod/fallback');
    await page.getByRole('radio', { name: 'Fall back to Northwind’s models' }).check();
    await page.getByText('Nobody has agreed yet').waitFor();
    assert.equal(await page.getByRole('checkbox', { name: 'I agree' }).count(), 0);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('An administrator of the tenant itself has to agree first').waitFor();
    await assertSound();
  });
  await visiting(ada, async ({ page, open, assertSound, settled, lookAgain }) => {
    await open('/t/acme/prod/fallback');
    await page.getByRole('radio', { name: 'Fall back to Northwind’s models' }).check();
    await page.getByRole('checkbox', { name: 'I agree, for this tenant' }).check();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText(/Agreed by person/).waitFor();
    await settled();
    await assertSound();
    await lookAgain({ theme: 'dark', width: 360 });
    await assertSound();
    assert.equal((await stored('/fallback'))['policy'], 'managed');
    await page.getByRole('button', { name: 'Withdraw the consent' }).click();
    const dialog = page.getByRole('dialog', { name: 'Withdraw the consent?' });
    await dialog.getByRole('button', { name: 'Withdraw the consent' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.equal((await stored('/fallback'))['policy'], 'fail_closed');
  });
});

test('where operators administer, an administrator can agree and change nothing else', () =>
  visiting({ ...ada, tenant: 'watched' }, async ({ page, open, assertSound }) => {
    const api = console.app.operator.in('watched', 'prod');
    await api.call('PUT', '/fallback', { policy: 'fail_closed' });
    await open('/t/watched/prod/fallback');
    assert.equal(await page.getByRole('radio', { name: 'Fail closed' }).isDisabled(), true);
    assert.equal(await page.getByRole('button', { name: /Save/ }).count(), 0);
    await page.getByRole('checkbox', { name: 'I agree, for this tenant' }).check();
    await page.getByRole('button', { name: 'Agree', exact: true }).click();
    await page.getByText(/Agreed by person/).waitFor();
    await assertSound();
    assert.equal((await api.call('PUT', '/fallback', { policy: 'managed' })).status, 200);
  }));

test('a lock holds at once, and takes two administrators to loosen', async () => {
  await visiting(ada, async ({ page, open, assertSound }) => {
    await open('/t/acme/prod/fallback');
    await page.getByRole('checkbox', { name: 'Never use Northwind’s models' }).check();
    await page.getByLabel('Only these hosts').fill('<script>alert(1)</script>');
    await page.getByRole('button', { name: 'Save the lock' }).click();
    await page.getByText('Something in the form is not right').waitFor();
    await assertSound();
    await page.getByLabel('Only these hosts').fill('api.openai.com');
    await page.getByRole('button', { name: 'Save the lock' }).click();
    await page.getByText('Locked', { exact: true }).waitFor();
    await page.getByRole('checkbox', { name: 'Never use Northwind’s models' }).uncheck();
    await page.getByRole('button', { name: 'Save the lock' }).click();
    await page.getByRole('button', { name: 'Confirm the looser lock' }).click();
    const dialog = page.getByRole('dialog', { name: 'Loosen the lock?' });
    await dialog.getByRole('button', { name: 'Confirm the looser lock' }).click();
    await dialog.getByText('A second administrator has to confirm this').waitFor();
    await assertSound();
    assert.equal((await stored('/lock'))['managed'], 'never');
  });
  await visiting(
    bob,
    async ({ page, open, assertSound }) => {
      await open('/t/acme/prod/fallback');
      await page.getByText('A looser lock waits for a second administrator').waitFor();
      await assertSound();
      await page.getByRole('button', { name: 'Confirm the looser lock' }).click();
      const dialog = page.getByRole('dialog', { name: 'Loosen the lock?' });
      await dialog.getByRole('button', { name: 'Confirm the looser lock' }).click();
      await dialog.waitFor({ state: 'hidden' });
      assert.equal((await stored('/lock'))['managed'], null);
    },
    360,
  );
});
