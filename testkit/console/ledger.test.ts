import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { promptRetries } from '../integration/gateway-world.ts';
import { assertSoundInBothLooks, type OpenConsole, openConsole, type Person } from './open-console.ts';
import { letCallsOut, makeSampleCalls } from './sample-calls.ts';
import { makeSampleSettings } from './sample-settings.ts';
import { makeSampleTenant, playSampleHosts } from './sample-tenant.ts';

let world: Awaited<ReturnType<typeof playSampleHosts>>;
let console: OpenConsole;
let calls: string[];

before(async () => {
  world = await playSampleHosts();
  console = await openConsole({
    playedNetwork: world.network,
    env: { PLUGBOARD_PLATFORM_NAME: 'Northwind' },
    callBounds: { retries: promptRetries },
  });
  await makeSampleTenant(console.app, world.authorityPem);
  await makeSampleSettings(console.app);
  await letCallsOut(console.app, world.authorityPem);
  calls = await makeSampleCalls(console.app);
});
after(async () => {
  await console.close();
  await world.close();
});

const ada: Person = { tenant: 'acme', role: 'tenant_admin', environments: ['prod', 'dev'], name: 'Ada' };
const uma: Person = { tenant: 'acme', role: 'user', environments: ['prod'], name: 'Uma' };
const visiting: OpenConsole['visiting'] = (person, walk) => console.visiting(person, walk);

test('the ledger shows each try, narrows to what is asked for and keeps that in the address, and leads to the story of a call', () =>
  visiting(ada, async (visit) => {
    const { page, open, settled } = visit;
    await open('/t/acme/prod/ledger');
    const rows = page.getByRole('group', { name: 'Attempts' }).getByRole('row');
    const all = await rows.count();
    assert.ok(all > calls.length, 'with that of the headings, and more tries than calls');
    await assertSoundInBothLooks(visit);
    await page.getByLabel('Account', { exact: true }).selectOption({ label: 'Northwind’s' });
    await page.waitForURL('**/ledger?owner=managed');
    await rows.nth(2).waitFor({ state: 'detached' });
    await rows.filter({ hasText: 'Stands in, by the failure policy' }).waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('button', { name: 'More filters' }).click();
    await page.getByLabel('User', { exact: true }).fill('nobody-at-all');
    await page.keyboard.press('Enter');
    await page.getByText('No attempt of this period is like that').waitFor();
    await page.reload();
    await page.getByText('No attempt of this period is like that').waitFor();
    assert.equal(await page.getByLabel('User', { exact: true }).inputValue(), 'nobody-at-all');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await rows.nth(all - 1).waitFor();

    await page.getByRole('textbox', { name: 'Find a call by its x-request-id' }).fill(`${calls.at(-1)} `);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/ledger/${calls.at(-1)}`);
    await page
      .getByText(/^It was answered by gpt-4o at api\.openai\.com, on the platform’s account/)
      .waitFor();
    await page.getByRole('heading', { name: /^Try \d: gpt-4o$/ }).waitFor();
    await page.getByText('x-plugboard-served-by').waitFor();
    await settled();
    await assertSoundInBothLooks(visit);
    await open('/t/acme/dev/ledger');
    await page.getByText('No call was made in this period').waitFor();
    await open(`/t/acme/dev/ledger/${calls[0]}`);
    await page.getByText('Nothing is known of this call').waitFor();
  }));

test('S55 a statement is checked in the browser against its key and its rows, and a file that was tampered with is told by what was done to it', () =>
  visiting(ada, async (visit) => {
    const { page, open } = visit;
    await open('/t/acme/prod/proof');
    const happened = page.getByRole('region', { name: 'Where calls went' });
    await happened.getByText(`${calls.length} calls, in`).waitFor();
    await happened.getByText('Northwind’s models were tried once.').waitFor();
    await happened.getByRole('button', { name: 'Verify here' }).click();
    await happened.getByText('The signature is right').waitFor();
    await happened.getByRole('button', { name: 'Recount from the rows' }).click();
    await happened.getByText('The rows add up to the statement').waitFor();
    await happened.getByText('The last one is the end of the chain').waitFor();
    const possible = page.getByRole('region', { name: 'Where calls could go' });
    await possible.getByText('Calls can reach Northwind’s models').waitFor();
    await possible.getByRole('button', { name: 'Verify here' }).click();
    await possible.getByText('The signature is right').waitFor();
    const chain = page.getByRole('region', { name: 'Checkpoints of the ledger' });
    await chain.getByRole('button', { name: 'Verify the ledger' }).click();
    await chain.getByText('The ledger is whole').waitFor();
    await assertSoundInBothLooks(visit);

    const downloaded = page.waitForEvent('download');
    await happened.getByRole('button', { name: 'Download' }).click();
    const text = readFileSync(await (await downloaded).path(), 'utf8');
    await walkTheFiles(page, text);
    await visit.assertSound();
  }));

async function walkTheFiles(page: Page, text: string): Promise<void> {
  const panel = page.getByRole('region', { name: 'Verify a file' });
  const verify = async (content: string) => {
    const file = { name: 'statement.json', mimeType: 'application/json', buffer: Buffer.from(content) };
    await panel.locator('input[type=file]').first().setInputFiles(file);
    await panel.getByRole('button', { name: 'Verify', exact: true }).click();
  };
  const proof = JSON.parse(text) as { statement: { calls: number }; key_id: string; signed: string };
  const { statement } = proof;
  await verify(text);
  await panel.getByRole('heading', { name: 'A statement of where calls went' }).waitFor();
  await verify(JSON.stringify({ ...proof, statement: { ...statement, calls: statement.calls - 1 } }));
  await panel.getByText('The statement was changed after it was signed').waitFor();
  await panel.getByText('differs from what was signed in: calls.').waitFor();
  const signed = Buffer.from(proof.signed, 'base64').toString().replace('"calls":', '"calls":1');
  await verify(JSON.stringify({ ...proof, signed: Buffer.from(signed).toString('base64') }));
  await panel.getByText('The signature is wrong').waitFor();
  await verify(JSON.stringify({ ...proof, key_id: 'a-key-of-nobody' }));
  await panel.getByText('The key is not known').waitFor();
  await verify('{}');
  await panel.getByText('This is no signed file').waitFor();

  await panel.getByRole('radio', { name: 'a key that I kept' }).check();
  const { publicKey } = generateKeyPairSync('ed25519');
  const other = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  await panel.getByLabel('Public key').fill(other);
  await verify(text);
  await panel.getByText('The signature is wrong').waitFor();
  const { body } = await console.app.operator.get('/ledger/keys');
  const keys = { name: 'keys.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(body)) };
  await panel.locator('input[type=file]').last().setInputFiles(keys);
  await panel.getByRole('button', { name: 'Verify', exact: true }).click();
  await panel.getByText('The signature is right').waitFor();
}

test('a browser without Ed25519 says so, and not that the statement is wrong', () =>
  visiting(ada, async ({ page, open }) => {
    await page.addInitScript(
      `crypto.subtle.importKey = () => Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'));`,
    );
    await open('/t/acme/prod/custody');
    await page.getByRole('button', { name: 'Verify here' }).click();
    await page.getByText('This browser cannot check it').waitFor();
  }));

test('S50 the custody page tells of each key who deposited it and where it was used, and shows no secret', () =>
  visiting(ada, async (visit) => {
    const { page, open } = visit;
    await open('/t/acme/prod/custody');
    const account = page.getByRole('region', { name: 'Acme at OpenAI' });
    await account.getByText('Deposited', { exact: true }).last().waitFor();
    await account.getByText('https://api.openai.com').waitFor();
    await account.getByText(/^Key version 1 served/).waitFor();
    await page.getByRole('button', { name: 'Verify here' }).click();
    await page.getByText('The signature is right').waitFor();
    assert.ok(!(await page.content()).includes('sk-proj-sample'));
    await assertSoundInBothLooks(visit);
    await open('/t/acme/dev/custody');
    await page.getByText('No key was ever deposited here').waitFor();
    await open('/t/acme/dev/proof');
    await page.getByText('No call was made in this period.').waitFor();
  }));

test('who may not see the ledger is not offered it, and its addresses say so', () =>
  visiting(uma, async ({ page, open }) => {
    await open(`/t/acme/prod/ledger/${calls[0]}`);
    await page.getByText('This page is not for your role').waitFor();
    assert.equal(await page.getByText('Proof & usage').count(), 0);
  }));
