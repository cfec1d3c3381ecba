import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertSoundInBothLooks, type OpenConsole, openConsole, type Person } from './open-console.ts';

let console: OpenConsole;

before(async () => {
  console = await openConsole({ env: { PLUGBOARD_PLATFORM_NAME: 'Northwind' } });
});
after(() => console.close());

const grace: Person = { name: 'Grace' };
const hostile = '<script>alert(1)</script>';

const visiting: OpenConsole['visiting'] = (person, walk) => console.visiting(person, walk);
const asOperator = (method: string, path: string, body?: unknown) =>
  console.app.operator.call(method, path, body);
const find = async (id: string) => (await asOperator('GET', `/tenants/${id}`)).body;

test('an operator without tenants is led to making the first one, and told what is wrong with its id', () =>
  visiting(grace, async (visit) => {
    const { page, open, assertSound } = visit;
    await open('/operator');
    await page.getByText('There is no tenant yet').waitFor();
    await assertSoundInBothLooks(visit);
    await page.getByRole('region', { name: 'Tenants' }).getByRole('button', { name: 'New tenant' }).click();
    const dialog = page.getByRole('dialog', { name: 'New tenant' });
    const id = dialog.getByRole('textbox', { name: /^Id/ });
    const send = dialog.getByRole('button', { name: 'New tenant' });
    await id.and(page.locator(':focus')).waitFor();
    for (const [typed, told] of [
      ['Umbrella Corp', /^Only small letters/],
      ['umbrella-', /^It begins and ends with/],
      ['platform', /^The platform itself has this id/],
    ] as const) {
      await id.fill(typed);
      await send.click();
      await dialog.getByText(told).waitFor();
      assert.equal(await id.getAttribute('aria-invalid'), 'true');
    }
    await assertSoundInBothLooks(visit);
    await id.fill('umbrella');
    await dialog.getByRole('textbox', { name: 'Name' }).fill(hostile);
    await dialog.getByRole('radio', { name: 'Enterprise' }).check();
    await send.dblclick();
    await page.getByRole('status').getByText(`${hostile} is there`).waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('row').filter({ hasText: 'umbrella' }).getByText('Enterprise').waitFor();
    const { name, plan, administered_by } = await find('umbrella');
    assert.deepEqual([name, plan, administered_by], [hostile, 'enterprise', 'tenant']);
    await assertSound();
    await page.getByRole('link', { name: 'Make a sign-in link' }).click();
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  }));

test('an id that is taken, or was, is refused at its field; by keyboard alone a free one is made', () =>
  visiting(grace, async ({ page, open }) => {
    for (const id of ['acme', 'gone']) await asOperator('PUT', `/tenants/${id}`, {});
    await asOperator('DELETE', '/tenants/gone');
    await open('/operator');
    const opener = page.getByRole('main').getByRole('button', { name: 'New tenant' });
    await opener.focus();
    await page.keyboard.press('Enter');
    const id = page.getByRole('dialog').getByRole('textbox', { name: /^Id/ });
    await id.and(page.locator(':focus')).waitFor();
    await page.keyboard.type('acme');
    await page.keyboard.press('Enter');
    await page.getByText(/ids of deleted tenants never come back/).waitFor();
    assert.equal(await page.getByRole('alert').count(), 0, 'it is said once, at the field');
    await id.fill('gone');
    await page.keyboard.press('Enter');
    await page.getByText(/ids of deleted tenants never come back/).waitFor();
    await id.fill('hooli');
    await page.getByText(/ids of deleted tenants never come back/).waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('hooli is there').waitFor();
    await opener.and(page.locator(':focus')).waitFor();
    assert.deepEqual((await find('hooli'))['plan'], 'standard');
  }));

test('what a change of plan and of administration means is said before it is made', () =>
  visiting(grace, async (visit) => {
    const { page, open } = visit;
    await asOperator('PUT', '/tenants/initech', { name: 'Initech', plan: 'enterprise' });
    await console.app.operator.in('initech', 'prod').call('PUT', '/mode', { mode: 'byo', force: true });
    await open('/operator');
    const actions = page.getByRole('button', { name: 'Actions for Initech' });
    await actions.click();
    await page.getByRole('menuitem', { name: 'Change' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change Initech' });
    const save = dialog.getByRole('button', { name: 'Save changes' });
    assert.ok(await save.isDisabled(), 'nothing is changed yet');
    await dialog.getByRole('radio', { name: 'Operators' }).check();
    await dialog.getByText('Operators administer it from then on').waitFor();
    await dialog.getByRole('radio', { name: 'Standard' }).check();
    await dialog.getByText(/Nothing moves to Northwind’s models by itself/).waitFor();
    await dialog.getByText('On own models now: prod.', { exact: false }).waitFor();
    await dialog.getByText(/^Keys stay sealed until \d{1,2} [A-Z]\w+ \d{4}; /).waitFor();
    await assertSoundInBothLooks(visit);
    assert.ok(await save.isDisabled(), 'a downgrade is meant');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Initech Ltd');
    await save.click();
    await page.getByRole('status').getByText('Initech Ltd was changed').waitFor();
    const { name, plan, administered_by } = await find('initech');
    assert.deepEqual([name, plan, administered_by], ['Initech Ltd', 'standard', 'operator']);
    await dialog.waitFor({ state: 'detached' });
    const row = page.getByRole('row').filter({ hasText: 'Initech Ltd' });
    await row.getByText('operators').waitFor();
    await row.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Change' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    const again = page.getByRole('dialog', { name: 'Change Initech Ltd' });
    await again.getByRole('radio', { name: 'Enterprise' }).check();
    await again.getByText('It can connect its own models', { exact: true }).waitFor();
    await again.getByRole('radio', { name: 'The tenant itself' }).check();
    await again.getByText('Its own administrators take over').waitFor();
    await assertSoundInBothLooks(visit);
    await page.keyboard.press('Escape');
    await again.waitFor({ state: 'detached' });
    await row.getByRole('button').and(page.locator(':focus')).waitFor();
    assert.equal((await find('initech'))['plan'], 'standard');
  }));

test('what went wrong stands in the form, and what was typed stays', () =>
  visiting(grace, async ({ page, open }) => {
    await asOperator('PUT', '/tenants/soylent', { name: 'Soylent' });
    await open('/operator');
    await page.getByRole('button', { name: 'Actions for Soylent' }).click();
    await page.getByRole('menuitem', { name: 'Change' }).click();
    const dialog = page.getByRole('dialog');
    const name = dialog.getByRole('textbox', { name: 'Name' });
    await name.fill('Soylent Green');
    await page.route('**/ai/api/v1/tenants/soylent', (route) => route.abort());
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await dialog.getByRole('alert').getByText('The server did not answer').waitFor();
    assert.equal(await name.inputValue(), 'Soylent Green');
    await page.unroute('**/ai/api/v1/tenants/soylent');
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('status').getByText('Soylent Green was changed').waitFor();
  }));

test('a tenant is deleted by whoever types its id, and is told what goes with it', () =>
  visiting(grace, async (visit) => {
    const { page, open } = visit;
    await asOperator('PUT', '/tenants/wayne', { name: 'Wayne' });
    await open('/operator');
    await page.getByRole('button', { name: 'Actions for Wayne' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete Wayne?' });
    const remove = dialog.getByRole('button', { name: 'Delete for good' });
    const typed = dialog.getByRole('textbox', { name: 'Type wayne to delete it' });
    await dialog.getByText('At present: no provider account.').waitFor();
    await typed.fill('Wayne');
    assert.ok(await remove.isDisabled());
    await page.keyboard.press('Enter');
    assert.equal((await asOperator('GET', '/tenants/wayne')).status, 200);
    await assertSoundInBothLooks(visit);
    await typed.fill('wayne');
    await remove.click();
    await page.getByRole('status').getByText('Wayne was deleted').waitFor();
    await page.getByRole('row').filter({ hasText: 'wayne' }).waitFor({ state: 'detached' });
    assert.equal((await asOperator('GET', '/tenants/wayne')).status, 404);
  }));

test('a tenant’s administrator has none of it', () =>
  visiting(
    { tenant: 'acme', role: 'tenant_admin', environments: ['prod'], name: 'Ada' },
    async ({ page, open }) => {
      await open('/t/acme/prod');
      assert.equal(await page.getByRole('link', { name: 'Tenants' }).count(), 0);
      await page.goto('/operator');
      await page.getByText('There is nothing at this address').waitFor();
      assert.equal(await page.getByRole('button', { name: 'New tenant' }).count(), 0);
    },
  ));
