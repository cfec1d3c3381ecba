import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openVisit, type Visit } from '../browser.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../harness.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Person {
  /** Left out: an operator. */
  tenant?: string;
  role?: 'tenant_admin' | 'user';
  environments?: readonly ('dev' | 'test' | 'prod')[];
  name?: string;
  /** Who it is; left out, everybody of one role in a tenant is the same person. */
  subject?: string;
}

export interface Look {
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
}

/** Somebody who is signed in to the console, in a browser of their own. */
export interface ConsoleVisit extends Visit {
  /** Goes there, and waits until the page has its heading and nothing on it is loading. */
  open(path: string): Promise<void>;
  /** Until nothing on the page is loading any more. */
  settled(): Promise<void>;
  /** The same page as it looks to somebody else: Mantine follows the system’s theme. */
  lookAgain(look: Look): Promise<void>;
  /** No violation that axe finds, no sideways scrolling, nothing in the browser’s console, no broken content policy. */
  assertSound(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenConsole {
  app: TestApp;
  browser: Browser;
  signIn(person: Person, look?: Look): Promise<ConsoleVisit>;
  /** Signed in for as long as the walk takes, however it ends. */
  visiting(person: Person, walk: (visit: ConsoleVisit) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** The whole service with its console, and a browser to look at it with. Share one per test file. */
export async function openConsole(options: Partial<TestAppOptions> = {}): Promise<OpenConsole> {
  const app = await startTestApp({ storage: 'postgres', ...options });
  const browser = await launchBrowser();
  return {
    app,
    browser,
    signIn: (person, look = {}) => signIn(app, browser, person, look),
    visiting: async (person, walk) => {
      const visit = await signIn(app, browser, person, {});
      await walk(visit).finally(() => visit.close());
    },
    close: async () => {
      await browser.close();
      await app.close();
    },
  };
}

async function signIn(app: TestApp, browser: Browser, person: Person, look: Look): Promise<ConsoleVisit> {
  const { theme = 'light', width = 1280, height = 800 } = look;
  const visit = await openVisit(browser, {
    baseURL: app.url,
    colorScheme: theme,
    viewport: { width, height },
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const { page } = visit;
  const { body } = await app.operator.call('POST', '/ai/api/v1/signin_links', person);
  const link = new URL(String(body['url'])).hash.slice(1);
  const signedIn = await page.request.post('/ai/api/v1/session', {
    data: { link },
    headers: { origin: app.url },
  });
  assert.equal(signedIn.status(), 200, await signedIn.text());
  return {
    ...lookingAt(visit, { theme, width, height }),
    open: async (path) => {
      await page.goto(path);
      await page.locator('main h1').waitFor();
      await settled(page);
    },
    close: () => visit.context.close(),
  };
}

/** A browser that shows the console, whoever sits before it. */
export function lookingAt(
  visit: Visit,
  { theme = 'light', width = 1280, height = 800 }: Look = {},
): Visit & Pick<ConsoleVisit, 'settled' | 'lookAgain' | 'assertSound'> {
  const { page } = visit;
  return {
    ...visit,
    settled: () => settled(page),
    lookAgain: async (other) => {
      await page.emulateMedia({ colorScheme: other.theme ?? theme });
      await page.setViewportSize({ width: other.width ?? width, height: other.height ?? height });
      await page.locator(`html[data-mantine-color-scheme="${other.theme ?? theme}"]`).waitFor();
    },
    assertSound: () => assertSound(visit),
  };
}

async function settled(page: Page): Promise<void> {
  await page.locator('[role="status"][aria-label^="Loading"]').first().waitFor({ state: 'detached' });
}

async function assertSound({ page, complaints }: Visit): Promise<void> {
  const where = new URL(page.url()).pathname;
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axeSource);
  // What differs in the dark are the colours.
  const isDark = (await page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")) as boolean;
  const rules = isDark ? ", runOnly: ['color-contrast']" : '';
  const results = (await page.evaluate(
    `axe.run(document, { preload: false, resultTypes: ['violations']${rules} })`,
  )) as AxeResults;
  const violations = results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`),
  );
  assert.deepEqual(violations, [], where);
  const [seen, whole] = (await page.evaluate(
    '[document.documentElement.clientWidth, document.documentElement.scrollWidth]',
  )) as [number, number];
  assert.ok(whole <= seen, `${where} scrolls sideways: ${whole} px of ${seen}`);
  assert.deepEqual(complaints, [], where);
}

/** Light and wide, and dark on a telephone; the page stays as it was. */
export async function assertSoundInBothLooks({
  assertSound,
  lookAgain,
}: Pick<ConsoleVisit, 'assertSound' | 'lookAgain'>) {
  await assertSound();
  await lookAgain({ theme: 'dark', width: 360 });
  await assertSound();
  await lookAgain({ theme: 'light', width: 1280 });
}
