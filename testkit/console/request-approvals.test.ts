import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { made } from '../integration/routing-world.ts';
import { makeNewTenant, playProviders } from './connect-world.ts';
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
  await console.app.operator.call('PATCH', '/tenants/globex', { administered_by: 'operator' });
});
after(async () => {
  await console.close();
  await world.close();
});

const hank: Person = {
  tenant: 'globex',
  role: 'tenant_admin',
  environments: ['dev', 'prod'],
  name: 'Hank Scorpio',
};
const grace: Person = { name: 'Grace Hopper' };
const visiting: OpenConsole['visiting'] = (person, walk) => console.visiting(person, walk);
const inProd = () => console.app.operator.in('globex', 'prod');

async function askAsHank(body: unknown): Promise<Record<string, unknown>> {
  const token = { name: 'Hank Scorpio', role: 'tenant_admin', environment: 'prod' };
  const { token: secret } = await made(console.app.operator.call('POST', '/tenants/globex/tokens', token));
  return made(console.app.as(String(secret)).call('POST', '/service_requests', body));
}

const reason = 'Your gateway opens on Monday; we watch it until then.';

test('R4 R6 an operator who activates all the same says why, and the administrator reads it with what was red', async () => {
  const wish = {
    environment: 'prod',
    provider_name: 'Globex gateway',
    endpoint_url: 'https://gateway.acme.example/v1/chat/completions',
    auth_type: 'api_key',
    models: [{ name: 'llama-3.3-70b-versatile', streaming: true }],
    ip_allowlisting: false,
  };
  const request = await askAsHank({ kind: 'setup', environments: [wish] });
  const account = {
    name: 'Globex gateway',
    creds_type: 'API_KEY',
    base_url: 'https://gateway.acme.example/v1',
    api_key: 'gsk_not_that_one_0123456789',
  };
  const { id } = await made(inProd().call('POST', '/llm_credentials', account));
  await made(console.app.operator.call('POST', `/service_requests/${request['id']}/assign`, {}));
  const step = { environment: 'prod', llm_credentials_id: id };
  await made(console.app.operator.call('POST', `/service_requests/${request['id']}/configure`, step));

  await visiting(grace, async ({ page, open, assertSound }) => {
    await open('/operator/requests');
    await page.getByRole('link', { name: /BYO LLM Configuration Request/ }).click();
    await page.getByRole('button', { name: 'Activate Production' }).click();
    const dialog = page.getByRole('dialog');
    const activate = dialog.getByRole('button', { name: 'Activate all the same' });
    await dialog.getByText('credential.auth').waitFor();
    await activate.click();
    assert.equal((await inProd().get('/mode')).body['mode'], 'bundled', 'no reason, no activation');
    await dialog.getByLabel('Why all the same').fill(reason);
    await assertSound();
    await activate.click();
    await dialog.waitFor({ state: 'detached' });
  });
  assert.equal((await inProd().get('/mode')).body['mode'], 'byo');

  await visiting(hank, async (visit) => {
    const { page, open, settled } = visit;
    await open(`/t/globex/prod/requests/${request['id']}`);
    await page.getByText('Activated although checks were red').waitFor();
    await page.getByText(reason).first().waitFor();
    await page.getByText(/^Red at that time: .*credential\.auth/).waitFor();
    await settled();
    await assertSoundInBothLooks(visit);
  });
});

test('R8 T4 a fallback to managed models takes the approval of the tenant’s own administrator, in that environment', async () => {
  await visiting(hank, async (visit) => {
    const { page, open, settled } = visit;
    page.setDefaultTimeout(8_000);
    await open('/t/globex/dev/requests/new?kind=change&change=managed_fallback');
    await page.getByLabel('Environment', { exact: true }).selectOption({ label: 'Production' });
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByRole('heading', { name: /Fall back to managed models in PROD$/ }).waitFor();

    await visiting(grace, async (operating) => {
      await operating.open('/operator/requests');
      await operating.page.getByRole('link', { name: /Fall back to managed models/ }).click();
      await operating.page.getByRole('button', { name: 'Take it' }).click();
      await operating.page
        .getByText('The tenant’s own administrator has to approve it first.')
        .first()
        .waitFor();
      await operating.page.getByRole('button', { name: 'Carry it out' }).click();
      await operating.page.getByRole('alert').first().waitFor();
      await operating.assertSound();
      assert.notEqual((await inProd().get('/fallback')).body['policy'], 'managed', 'nobody has agreed');

      await page.reload();
      await page.getByText('This needs your approval').waitFor();
      await page.getByText('Your move: your approval.').waitFor();
      assert.equal(
        await page.getByRole('button', { name: 'Make a deposit link' }).count(),
        0,
        'no key comes',
      );
      await page.getByRole('link', { name: 'Approve it in Production' }).click();
      const approve = page.getByRole('button', { name: 'Approve', exact: true });
      await approve.waitFor();
      assert.ok(await approve.isDisabled());
      await settled();
      await assertSoundInBothLooks(visit);
      await page.getByLabel('I agree that data leaves our network then').check();
      await approve.click();
      await page.getByText('Approved', { exact: true }).waitFor();

      await operating.page.reload();
      await operating.page.getByText('The tenant’s own administrator has approved it.').waitFor();
      await operating.page.getByRole('button', { name: 'Carry it out' }).click();
      await operating.page.getByText('It is done.').waitFor();
    });
    await page.reload();
    await page.getByText(/^Done/).first().waitFor();
  });
  assert.equal((await inProd().get('/fallback')).body['policy'], 'managed');
});

test('a request is given to another operator, who finds it among their own', async () => {
  const edsger: Person = { name: 'Edsger Dijkstra', subject: 'edsger' };
  await visiting(edsger, ({ open }) => open('/operator'));
  await askAsHank({ kind: 'provider', notes: 'Do you connect to the models of Silo AI?' });
  await visiting(grace, async ({ page, open, assertSound }) => {
    await open('/operator/requests');
    await page
      .getByRole('link', { name: /not listed|provider/i })
      .first()
      .click();
    await page.getByRole('button', { name: 'Give it to…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Operator' }).selectOption({ label: 'Edsger Dijkstra' });
    await assertSound();
    await dialog.getByRole('button', { name: 'Give it', exact: true }).click();
    await page.getByText('Edsger Dijkstra has it.').waitFor();
  });
  await visiting(edsger, async ({ page, open }) => {
    await open('/operator/requests');
    await page.getByLabel('With whom').selectOption('With me');
    await page.getByRole('cell', { name: /Edsger Dijkstra/ }).waitFor();
  });
});
