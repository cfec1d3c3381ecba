import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openVisit, type Visit } from '../browser.ts';
import { goodKey, makeNewTenant, playProviders } from './connect-world.ts';
import {
  assertSoundInBothLooks,
  lookingAt,
  type OpenConsole,
  openConsole,
  type Person,
} from './open-console.ts';

let world: Awaited<ReturnType<typeof playProviders>>;
let console: OpenConsole;

before(async () => {
  world = await playProviders([]);
  console = await openConsole({
    playedNetwork: world.network,
    env: { PLUGBOARD_PLATFORM_NAME: 'Northwind', PLUGBOARD_SUPPORT_URL: 'https://help.northwind.example' },
  });
  await makeNewTenant(console.app, world.authorityPem);
});
after(async () => {
  await console.close();
  await world.close();
});

const administrator: Person = { tenant: 'globex', role: 'tenant_admin', environments: ['dev'], name: 'Ada' };
const inDev = () => console.app.operator.in('globex', 'dev');

/** A browser of somebody who has no account, with every request that it makes. */
async function asHolder(walk: (visit: Visit, sent: string[]) => Promise<void>): Promise<void> {
  const visit = await openVisit(console.browser, {
    baseURL: console.app.url,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  visit.page.setDefaultTimeout(8000);
  const sent: string[] = [];
  visit.context.on('request', (request) => {
    sent.push(`${request.method()} ${request.url()} ${JSON.stringify(request.headers())}`);
  });
  await walk(visit, sent).finally(() => visit.context.close());
}

async function freshLink(): Promise<string> {
  const body = {
    provider: 'openai',
    creds_type: 'API_KEY',
    settings: { base_url: 'https://api.groq.com/openai/v1' },
  };
  const { body: made } = await inDev().call('POST', '/deposits', body);
  return String(made['url']).replace(console.app.url, '');
}

test('from a link made by an administrator to an account that is there, by somebody without one of their own', () =>
  console.visiting(administrator, async ({ page, open, assertSound, settled }) => {
    page.setDefaultTimeout(8000);
    await open('/t/globex/dev/models');
    await page.getByRole('region', { name: 'Deposit links' }).getByText('enters it by a link').waitFor();
    await page.getByRole('button', { name: 'Ask someone else for the key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Provider' }).selectOption({ label: 'OpenAI-compatible' });
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    await dialog.getByText('This is needed.').waitFor();
    await dialog.getByRole('textbox', { name: 'Base URL' }).fill('https://api.groq.com/openai/v1');
    await dialog.getByRole('textbox', { name: 'Name of the account' }).fill('Groq of the data team');
    await assertSound();
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    const url = await dialog.locator('code').textContent();
    assert.match(String(url), /\/deposit#pbd_/);
    await assertSound();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('row', { name: /Groq of the data team.*Not opened yet/ }).waitFor();

    await asHolder(async (holder, sent) => {
      const link = String(url).replace(console.app.url, '');
      await holder.page.goto(link);
      await holder.page.getByRole('heading', { name: 'A key for Northwind' }).waitFor();
      await holder.page.getByText('api.groq.com').first().waitFor();
      const looking = lookingAt(holder);
      await assertSoundInBothLooks(looking);
      const secret = holder.page.locator('input[type=password]');
      await secret.fill('gsk_wrong_0123456789abcdef');
      await holder.page.getByRole('button', { name: 'Test and deposit' }).click();
      await holder.page.getByText('Nothing was kept.').waitFor();
      await assertSoundInBothLooks(looking);
      await secret.fill(goodKey);
      await holder.page.getByRole('button', { name: 'Test and deposit' }).click();
      await holder.page.getByRole('heading', { name: 'Thank you, the key has arrived' }).waitFor();
      await holder.page.getByText(`ends in ${goodKey.slice(-4)}`).waitFor();
      await assertSoundInBothLooks(looking);
      assert.equal(new URL(holder.page.url()).hash, '', 'what is used up does not stay in the address');
      assert.equal(await holder.page.locator('input').count(), 0);

      const token = link.split('#')[1] ?? '';
      assert.ok(sent.length > 3 && sent.every((request) => !request.includes(token)), 'no URL, no Referer');
      const origins = new Set(sent.map((request) => new URL(request.split(' ')[1] ?? '').origin));
      assert.deepEqual([...origins], [console.app.url], 'nothing is loaded from elsewhere');

      await holder.page.goto('about:blank');
      await holder.page.goto(link);
      await holder.page.getByRole('heading', { name: 'This link is not valid' }).waitFor();
      const used = await holder.page.locator('main').textContent();
      await holder.page.goto('about:blank');
      await holder.page.goto('/deposit#pbd_nothing-of-ours');
      await holder.page.getByRole('heading', { name: 'This link is not valid' }).waitFor();
      assert.equal(
        await holder.page.locator('main').textContent(),
        used,
        'S43 wrong and used links look alike',
      );
      await looking.assertSound();
    });

    await open('/t/globex/dev/models');
    await settled();
    const row = page.getByRole('row', { name: /Groq of the data team.*Key deposited/ });
    await row.getByText('test passed').waitFor();
    await row.getByRole('link', { name: /ends in/ }).click();
    await page.getByRole('heading', { name: 'Groq of the data team' }).waitFor();
    await page.getByRole('button', { name: 'Ask someone else for the key' }).click();
    await page.getByRole('dialog').getByText('takes over when it works').waitFor();
    await assertSound();
  }));

test('S43 of two windows that deposit by one link one is thanked and the other told that it is not valid', async () => {
  const link = await freshLink();
  await asHolder(async ({ context, page }) => {
    const other = await context.newPage();
    for (const window of [page, other]) {
      await window.goto(link);
      await window.locator('input[type=password]').fill(goodKey);
    }
    await Promise.all(
      [page, other].map((window) => window.getByRole('button', { name: 'Test and deposit' }).click()),
    );
    const thanked = (window: typeof page) => window.getByRole('heading', { name: 'Thank you' });
    const refused = (window: typeof page) => window.getByRole('alert').getByText('is not valid');
    const ends = await Promise.all(
      [page, other].map(async (window) => {
        await thanked(window).or(refused(window)).first().waitFor();
        return (await thanked(window).count()) > 0;
      }),
    );
    assert.deepEqual(ends.toSorted(), [false, true]);
  });
});
