import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openVisit } from '../../../testkit/browser.ts';
import { startTestApp, type TestApp } from '../../../testkit/harness.ts';
import {
  type IdentityProvider,
  startIdentityProvider,
} from '../../../testkit/stand-ins/identity-provider.ts';

describe('the sign-in page', () => {
  let browser: Browser;
  let provider: IdentityProvider;
  let app: TestApp;

  before(async () => {
    provider = await startIdentityProvider();
    const oidc = {
      issuer: provider.issuer,
      client_id: provider.clientId,
      client_secret: provider.clientSecret,
    };
    app = await startTestApp({
      storage: 'postgres',
      env: { PLUGBOARD_OIDC: JSON.stringify(oidc), PLUGBOARD_PLATFORM_NAME: 'Northwind <b>Operations</b>' },
    });
    provider.registerClient(`${app.url}/signin/oidc/callback`);
    await app.operator.call('PUT', '/tenants/acme', {});
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    await app.close();
    await provider.close();
  });

  const open = (options?: Parameters<typeof openVisit>[1]) => openVisit(browser, options);

  async function makeLink(wish: Record<string, unknown>): Promise<string> {
    const { body } = await app.operator.call('POST', '/ai/api/v1/signin_links', wish);
    return String(body['url']);
  }

  async function signInByLink(page: Page, wish: Record<string, unknown>): Promise<void> {
    await page.goto(await makeLink(wish));
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await inConsole(page);
  }

  const inConsole = (page: Page) => page.getByRole('button', { name: /^Account of/ }).waitFor();

  test('S44 S45 a one-time link signs in at the press of a button, and signing out ends it', async () => {
    const { context, page, complaints } = await open();
    const link = await makeLink({ tenant: 'acme', name: 'Ada <i>Lovelace</i>' });
    await page.goto(link);
    const button = page.getByRole('button', { name: 'Sign in', exact: true });
    await button.waitFor();
    assert.deepEqual(await context.cookies(), [], 'looking at the link does not use it');
    await button.click();
    const account = page.getByRole('button', { name: 'Account of Ada <i>Lovelace</i>' });
    await account.click();
    await page.getByText('Tenant administrator').waitFor();
    assert.equal(page.url(), `${app.url}/t/acme/dev`);

    const [cookie] = await context.cookies();
    assert.equal(cookie?.name, '__Host-plugboard-session');
    assert.deepEqual(
      [cookie.httpOnly, cookie.secure, cookie.sameSite, cookie.path],
      [true, true, 'Lax', '/'],
      'the cookie reaches no script, no plain connection and no other site',
    );

    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
    assert.deepEqual(await context.cookies(), []);
    await page.goto(`${app.url}/`);
    await page.waitForURL(`${app.url}/signin`);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test('S43 a link that was used says so, in place, and tells how to get another', async () => {
    const { context, page } = await open();
    const link = await makeLink({});
    await page.goto(link);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await inConsole(page);
    await context.clearCookies();
    await page.goto(link);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').getByText('already used').waitFor();
    assert.equal(page.url(), `${app.url}/signin`, 'the dead link is gone from the address');
    await page.getByText('plugboard signin-link').waitFor();
    assert.deepEqual(await context.cookies(), []);
    await context.close();
  });

  test('S47 the button for the identity provider leads through it and back', async () => {
    const { context, page, complaints } = await open();
    provider.signInAs('grace', {
      tenant: 'acme',
      roles: 'ROLE_TENANT_ADMIN',
      environments: 'prod',
      name: 'Grace',
    });
    await page.goto(`${app.url}/signin`);
    await page.getByRole('link', { name: 'Sign in with Northwind <b>Operations</b>' }).click();
    await page.getByRole('button', { name: 'Account of Grace' }).waitFor();
    assert.deepEqual(
      (await context.cookies(app.url)).map(({ name }) => name).filter((name) => name.startsWith('__Host-')),
      ['__Host-plugboard-session'],
    );
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test('what went wrong at the identity provider is a sentence, whatever code the address names', async () => {
    const { context, page } = await open();
    const sentences = {
      no_membership: 'no tenant here',
      signin_failed: 'could not be completed',
      constructor: 'our side',
    };
    for (const [code, sentence] of Object.entries(sentences)) {
      await page.goto(`${app.url}/signin?error=${code}`);
      await page.getByRole('alert').getByText(sentence).waitFor();
    }
    await context.close();
  });

  test('S49 no page breaks its own content policy, and none may be framed', async () => {
    const { context, page, complaints } = await open();
    await signInByLink(page, {});
    for (const path of ['/signin', '/signin?error=signin_failed', '/ai/docs']) {
      const answer = await page.goto(app.url + path);
      await page.waitForLoadState('networkidle');
      const policy = answer?.headers()['content-security-policy'] ?? '';
      assert.match(policy, /frame-ancestors 'none'/, path);
      assert.doesNotMatch(policy, /unsafe|\*|https?:/, path);
      assert.deepEqual(complaints, [], path);
    }
    await context.close();
  });

  test('nothing is cut off or shifted aside on a narrow screen, in light or dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { context, page } = await open({ colorScheme, viewport: { width: 360, height: 740 } });
      await page.goto(`${app.url}/signin`);
      await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 360);
      await context.close();
    }
  });
});
