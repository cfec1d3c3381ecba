import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { made } from '../integration/routing-world.ts';
import { goodKey, makeNewTenant, playProviders } from './connect-world.ts';
import { assertSoundInBothLooks, type OpenConsole, openConsole, type Person } from './open-console.ts';

let world: Awaited<ReturnType<typeof playProviders>>;
let console: OpenConsole;

before(async () => {
  world = await playProviders([]);
  console = await openConsole({
    playedNetwork: world.network,
    env: { PLUGBOARD_PLATFORM_NAME: 'Northwind' },
  });
  await makeNewTenant(console.app, world.authorityPem);
  const account = {
    name: 'Groq of the data team',
    provider: 'openai',
    creds_type: 'API_KEY',
    base_url: 'https://api.groq.com/openai/v1',
    api_key: goodKey,
  };
  await made(console.app.operator.in('globex', 'dev').call('POST', '/llm_credentials', account));
});
after(async () => {
  await console.close();
  await world.close();
});

const ada: Person = { tenant: 'globex', role: 'tenant_admin', environments: ['dev'], name: 'Ada' };
const uma: Person = { tenant: 'globex', role: 'user', environments: ['dev'], name: 'Uma' };
const grace: Person = { name: 'Grace' };

test('an administrator has operators rerun checks for a time, sees each in the record, and ends it', () =>
  console.visiting(ada, async (visit) => {
    const { page, open, settled, assertSound } = visit;
    const windows = page.getByRole('region', { name: 'Support windows' });
    const dialog = page.getByRole('dialog');
    await open('/t/globex/dev/requests');
    await windows.getByText('None was opened yet').waitFor();
    await windows.getByRole('button', { name: 'Open a window' }).click();
    await dialog.getByRole('textbox', { name: 'What for' }).fill(`It is slow with ${goodKey}`);
    await dialog.getByRole('button', { name: 'Open it' }).click();
    await dialog
      .getByText(/looks like|holds a/)
      .first()
      .waitFor();
    await assertSound();
    await dialog.getByRole('textbox', { name: 'What for' }).fill('Calls fail since this morning');
    await dialog.getByLabel('For how long').selectOption({ label: '1 hour' });
    await dialog.getByRole('button', { name: 'Open it' }).click();
    const row = windows.getByRole('row', { name: /Calls fail since this morning/ });
    await row.getByText('Open', { exact: true }).waitFor();
    await assertSoundInBothLooks(visit);

    await console.visiting(grace, async (operating) => {
      await operating.open('/t/globex/dev/requests');
      const hers = operating.page.getByRole('region', { name: 'Support windows' });
      assert.equal(await hers.getByRole('button', { name: /Open a window|End/ }).count(), 0);
      await hers.getByRole('button', { name: 'What was done' }).click();
      const checks = operating.page.getByRole('form', { name: 'Rerun the checks of an account' });
      await checks.getByLabel('Account').selectOption({ label: 'Groq of the data team' });
      await checks.getByRole('button', { name: 'Run the checks' }).click();
      await operating.page.getByText(/Checks ended: nothing red/).waitFor();
      await assertSoundInBothLooks(operating);

      await row.getByRole('button', { name: 'What was done' }).click();
      await dialog.getByText(/Checks begun/).waitFor();
      await dialog.getByText(/Checks ended: nothing red · Operator/).waitFor();
      assert.equal(await dialog.getByRole('form').count(), 0, 'checks are run by operators here');
      await assertSoundInBothLooks(visit);
      await page.keyboard.press('Escape');
      await row.getByRole('button', { name: 'End this support window' }).click();
      await dialog.getByRole('button', { name: 'End', exact: true }).click();
      await row.getByText('Over', { exact: true }).waitFor();

      await checks.getByRole('button', { name: 'Run the checks' }).click();
      await operating.page.getByText('The support window is over').waitFor();
    });
    await open('/t/globex/dev/notifications');
    await settled();
    await page.getByRole('heading', { name: 'Northwind ran checks in a support window' }).waitFor();
  }));

test('a user sees no support windows', () =>
  console.visiting(uma, async ({ page, open }) => {
    await open('/t/globex/dev/requests');
    assert.equal(await page.getByRole('region', { name: 'Support windows' }).count(), 0);
  }));
