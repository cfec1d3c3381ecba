import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--headless',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-gpu',
  '--disable-quic',
  '--force-color-profile=srgb',
];

/**
 * The browser lies in its package compressed, and the first to ask for it writes it out. Whoever asks meanwhile is given
 * a file that is not whole yet: what starts browsers side by side has it unpacked before.
 */
export async function unpackBrowser(): Promise<void> {
  await chromium.executablePath();
}

export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: await chromium.executablePath(), args: flags });
}

export interface Visit {
  context: BrowserContext;
  page: Page;
  /** What the browser held against the page: errors of scripts, what its content policy stopped. */
  complaints: string[];
}

/** A fresh browser of its own, as far as the site can tell. */
export async function openVisit(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Visit> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The browser reports every refusal as an error of its own. Those are answers, and the pages show them.
    const isAnswer = new URL(message.location().url || 'about:blank').pathname.startsWith('/ai/api/v1/');
    if (message.type() === 'error' && !isAnswer) complaints.push(message.text());
  });
  return { context, page, complaints };
}
