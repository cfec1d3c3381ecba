import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertSoundInBothLooks, type OpenConsole, openConsole, type Person } from './open-console.ts';
import { longPauses, makeBadDay, playOperatingHosts } from './operating-world.ts';

let world: Awaited<ReturnType<typeof playOperatingHosts>>;
let console: OpenConsole;

before(async () => {
  world = await playOperatingHosts();
  console = await openConsole({
    playedNetwork: world.network,
    env: { PLUGBOARD_PLATFORM_NAME: 'Northwind' },
    callBounds: longPauses,
  });
  await makeBadDay(console.app, world.authorityPem);
});
after(async () => {
  await console.close();
  await world.close();
});

const ada: Person = { tenant: 'initech', role: 'tenant_admin', environments: ['prod'], name: 'Ada' };
const grace: Person = { name: 'Grace' };
const hostile = '<script>alert(1)</script>';

const visiting: OpenConsole['visiting'] = (person, walk) => console.visiting(person, walk);
const asOperator = (method: string, path: string, body?: unknown) =>
  console.app.operator.call(method, path, body);
const inProd = () => console.app.operator.in('initech', 'prod');

test('administrators are told in the header and on a page, and what one has read is read', () =>
  visiting(ada, async (visit) => {
    const { page, open, settled } = visit;
    await open('/t/initech/prod');
    const bell = page.getByRole('link', { name: /^Notifications: \d+ unread$/ });
    await bell.click();
    await page
      .getByRole('heading', { name: 'The key of Gateway of the laboratory does not work any more' })
      .waitFor();
    await settled();
    await assertSoundInBothLooks(visit);
    const way = page.getByRole('link', { name: /^Go there: The key of/ });
    assert.match(String(await way.getAttribute('href')), /^\/t\/initech\/prod\/accounts\/[0-9a-f-]+$/);
    const unread = async () => Number((await inProd().get('/notifications?unread=true')).body['unread']);
    const before = await unread();
    await page.getByRole('button', { name: /^Mark as read: The key of/ }).click();
    await page.getByRole('link', { name: `Notifications: ${before - 1} unread` }).waitFor();
    assert.equal(await unread(), before - 1);
    await page.getByLabel('How grave').selectOption({ label: 'Critical' });
    await page.getByText('That is all.').waitFor();
    assert.equal(await page.getByRole('heading', { level: 3 }).count(), 1);
    await page.getByText(/^Unread \(/).click();
    await page.getByText('There is none of this kind').waitFor();
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await page.getByRole('banner').getByRole('link', { name: 'Notifications', exact: true }).waitFor();
    assert.equal(await unread(), 0);
  }));

test('a webhook’s secret is shown once, its messages show what became of them, and mail says whether it is sent', () =>
  visiting(ada, async (visit) => {
    const { page, open, settled, assertSound } = visit;
    await open('/t/initech/prod/webhooks');
    await page.getByText('Posts to the channel of the AI team').waitFor();
    await page.getByText('No mail is sent yet').waitFor();
    await assertSoundInBothLooks(visit);
    await page.getByLabel('Addresses').fill('ai-team@initech.example\nnobody');
    await page.getByRole('checkbox', { name: 'Everything' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Something in the form is not right').waitFor();
    await page.getByLabel('Addresses').fill('ai-team@initech.example');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();

    await page.getByRole('button', { name: 'Add a webhook' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Address').fill('http://hooks.initech.example/hooks');
    await dialog.getByLabel('Description').fill(hostile);
    await dialog.getByRole('button', { name: 'Add a webhook' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('Address').fill('https://hooks.initech.example/hooks');
    await dialog.getByRole('button', { name: 'Add a webhook' }).click();
    const secret = (await dialog.getByText(/^whsec_/).textContent()) ?? '';
    await assertSound();
    await dialog.getByRole('button', { name: 'I have copied it' }).click();
    assert.ok(!(await page.content()).includes(secret));

    const row = page.getByRole('row').filter({ hasText: hostile });
    await row.getByRole('link').click();
    await page.getByText('Nothing was sent yet').waitFor();
    await page.getByRole('button', { name: 'Send a test message' }).click();
    await page.getByRole('cell', { name: /^A test message/ }).waitFor();
    await page.getByText('Arrived').waitFor();
    await settled();
    await assertSoundInBothLooks(visit);
    await page.getByRole('button', { name: /^Send again: message msg_/ }).click();
    await page.getByRole('cell', { name: '2', exact: true }).waitFor();
    await page.getByText('Arrived').waitFor();
    await page.getByRole('button', { name: 'New secret' }).click();
    await dialog.getByRole('button', { name: 'New secret' }).click();
    await page.getByText(/^whsec_/).waitFor();
    await page.getByRole('button', { name: 'I have copied it' }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'Webhooks & mail' }).waitFor();
    await page.getByText(hostile).waitFor({ state: 'detached' });
  }));

test('the queue shows what waits and why, and empties it by one or as a whole', () =>
  visiting(ada, async (visit) => {
    const { page, open } = visit;
    await open('/t/initech/prod/queue');
    const waiting = page.getByRole('group', { name: 'Waiting calls' }).getByRole('row');
    await waiting.nth(3).waitFor();
    await assertSoundInBothLooks(visit);
    await page
      .getByRole('button', { name: /^Cancel the call/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Cancel', exact: true }).last().click();
    await page.getByRole('group', { name: 'Lately over' }).getByText('Cancelled').waitFor();
    await asOperator('PUT', '/queues/initech', { state: 'paused' });
    await page.getByText('Northwind’s operators have paused the queue').waitFor();
    await page.getByRole('button', { name: 'Cancel all' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel all' }).click();
    await page.getByText('No call waits').waitFor();
    assert.equal((await inProd().get('/queue/summary')).body['depth'], 0);
    assert.equal(await page.getByRole('main').getByRole('link', { name: 'Failure policy' }).count(), 2);
  }));

test('operators see incidents, stop and let go on, and hold a tenant’s queue', () =>
  visiting(grace, async (visit) => {
    const { page, open, settled, assertSound } = visit;
    await open('/operator/incidents');
    await page.getByText('One incident is going on').waitFor();
    await assertSoundInBothLooks(visit);
    await page.getByRole('link', { name: /^Notifications: \d+ unread$/ }).click();
    await page.getByRole('heading', { name: 'Many credentials of openai fail alike: auth_failed' }).waitFor();
    await settled();
    await assertSound();

    await open('/operator/stops');
    await page.getByText('Nothing is stopped').waitFor();
    await page.getByRole('button', { name: 'Stop calls' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Tenant' }).selectOption({ label: 'Hooli (hooli)' });
    await dialog.getByLabel('Why').fill(hostile);
    await assertSound();
    await dialog.getByRole('button', { name: 'Stop calls' }).click();
    await page.getByText('hooli, all environments').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Stop calls' }).click();
    await dialog.getByRole('radio', { name: 'An account' }).check();
    await dialog
      .getByRole('combobox', { name: 'Whose account' })
      .selectOption({ label: 'The platform itself' });
    await dialog.getByRole('combobox', { name: /^Account/ }).selectOption({ label: 'Northwind at OpenAI' });
    await assertSound();
    await dialog.getByRole('radio', { name: 'Everything' }).check();
    await dialog.getByLabel('Why').fill('A key has leaked.');
    assert.equal(await dialog.getByRole('button', { name: 'Stop calls' }).isDisabled(), true);
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Stop calls' }).click();
    await page.getByText('every call of every tenant').waitFor();
    await assertSoundInBothLooks(visit);
    await page.getByRole('button', { name: 'Lift the stop of every call of every tenant' }).click();
    await dialog.getByRole('button', { name: 'Lift' }).click();
    await page.getByText('every call of every tenant', { exact: true }).waitFor({ state: 'detached' });

    await asOperator('DELETE', '/queues/initech');
    await asOperator('PUT', '/queues/initech', { state: 'paused' });
    await open('/operator/queues');
    await page.getByRole('row').filter({ hasText: 'initech' }).getByText('Paused').waitFor();
    await page.getByRole('combobox', { name: 'Tenant' }).selectOption({ label: 'Globex (globex)' });
    await page.getByRole('button', { name: 'Drain' }).click();
    await page.getByRole('row').filter({ hasText: 'globex' }).getByText('Draining').waitFor();
    await assertSoundInBothLooks(visit);
    await page.getByRole('button', { name: 'Actions for the queue of initech' }).click();
    await page.getByRole('menuitem', { name: 'Let it run' }).click();
    await page.getByRole('row').filter({ hasText: 'initech' }).waitFor({ state: 'detached' });
  }));

test('operators see at a glance how tenants are doing, and find those that need them', () =>
  visiting(grace, async (visit) => {
    const { page, open } = visit;
    await asOperator('DELETE', '/queues/initech');
    await asOperator('POST', '/stops', { tenant_id: 'hooli', environment: 'dev', reason: 'a test' });
    await open('/operator');
    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    await row('Globex').getByText('5 × Auth failed').waitFor();
    await row('Hooli')
      .getByText(/stops?$/)
      .waitFor();
    await assertSoundInBothLooks(visit);
    await page.getByRole('switch').click();
    const { body } = await asOperator('GET', '/tenant_health');
    const initech = (body['items'] as { environments: unknown[] }[]).at(-1);
    const credentials = ['auth_failed', 'healthy', 'untested'].map((status) => ({ status, count: 1 }));
    assert.deepEqual(initech?.environments, [
      { environment: 'prod', mode: 'bundled', credentials, models: 2, waiting: 0 },
    ]);
    await row('Initech').getByRole('link', { name: 'Act in Initech, prod' }).click();
    await page.getByText('You are acting in').waitFor();
  }));

test('operators connect the platform’s own models as tenants do, and say what each stands in for', () =>
  visiting(grace, async (visit) => {
    const { page, open, settled, assertSound } = visit;
    await open('/operator/managed-models');
    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    await row('Northwind small').getByText('gpt-4o-mini, claude-3-5-haiku-latest').waitFor();
    await assertSoundInBothLooks(visit);
    await page.getByRole('button', { name: 'Actions for Northwind small' }).click();
    await page.getByRole('menuitem', { name: 'What it stands in for…' }).click();
    await page.getByRole('radio', { name: 'For no other model' }).check();
    await assertSound();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await row('Northwind small').getByText('no other model').waitFor();
    await page.getByRole('link', { name: 'Add model provider' }).click();
    await page.getByRole('link', { name: 'Stop switches' }).waitFor();
    assert.equal(await page.getByText('You are acting in').count(), 0, 'the platform is no tenant');
    await open('/operator/managed-models');
    await page.getByRole('link', { name: 'Northwind at OpenAI' }).click();
    await page.getByRole('heading', { name: 'Northwind at OpenAI' }).waitFor();
    await settled();
    await assertSound();
  }));

test('operators register features with what they need, and take them away', () =>
  visiting(grace, async (visit) => {
    const { page, open, assertSound } = visit;
    for (const id of ['rca', 'runbooks', 'search']) await asOperator('DELETE', `/features/${id}`);
    await open('/operator/features');
    await page.getByText('No feature is registered yet').waitFor();
    await page.getByRole('button', { name: 'Register a feature' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Id').fill('run books');
    await dialog.getByLabel('Name').fill(hostile);
    await dialog.getByLabel('Tools').check();
    await dialog.getByLabel('Context, in tokens').fill('32000');
    await dialog.getByLabel('Aliases').fill('runbook-writer\ngpt-4o');
    await dialog.getByRole('button', { name: 'Register a feature' }).click();
    await dialog.getByRole('alert').waitFor();
    await assertSound();
    await dialog.getByLabel('Id').fill('runbooks');
    await dialog.getByRole('button', { name: 'Register a feature' }).click();
    await page.getByText('32,000 tokens of context').waitFor();
    await page.getByText('runbook-writer, gpt-4o').waitFor();
    await assertSoundInBothLooks(visit);
    await page.getByRole('button', { name: /^Actions for/ }).click();
    await page.getByRole('menuitem', { name: 'Change' }).click();
    await dialog.getByLabel('Context, in tokens').fill('');
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('32,000 tokens of context').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Actions for/ }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No feature is registered yet').waitFor();
  }));

test('operators open ways to private targets, and see keys and sign-in as they are', () =>
  visiting(grace, async (visit) => {
    const { page, open, assertSound } = visit;
    await open('/operator/egress-rules');
    await page.getByText('Their own gateway, in their data centre').waitFor();
    await assertSoundInBothLooks(visit);
    await page.getByRole('button', { name: 'Add a rule' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'For' }).selectOption({ label: 'The platform itself' });
    await dialog.getByLabel('Host, address or network').fill('10.1.0.0/16');
    await dialog.getByLabel('Port').fill('8443');
    await dialog.getByLabel('Why').fill(hostile);
    await assertSound();
    await dialog.getByRole('button', { name: 'Add a rule' }).click();
    await page.getByLabel('Rules of').selectOption({ label: 'The platform itself' });
    await page.getByText('port 8443').waitFor();
    await page.getByRole('button', { name: 'Delete the rule for 10.1.0.0/16' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('port 8443').waitFor({ state: 'detached' });

    await open('/operator/keys');
    await page.getByText('Every tenant key is wrapped by the primary version.').waitFor();
    await assertSoundInBothLooks(visit);
    await open('/operator/signin');
    await page.getByText('No identity provider is configured').waitFor();
    await assertSoundInBothLooks(visit);
  }));

test('a tenant’s administrator reaches none of the operators’ pages', () =>
  visiting(ada, async ({ page }) => {
    await page.goto('/operator/stops');
    await page.getByText('There is nothing at this address').waitFor();
    await page.goto('/t/platform/prod/notifications');
    await page.getByText('There is nothing at this address').waitFor();
  }));
