import type { Page } from 'playwright-core';
import { goodKey } from './connect-world.ts';
import type { Person } from './open-console.ts';

/** A page that is reached by doing something. */
export interface ConnectShot {
  name: string;
  path: string;
  width?: number;
  act: (page: Page) => Promise<unknown>;
}

export const newcomer: Person = {
  tenant: 'globex',
  role: 'tenant_admin',
  environments: ['dev', 'test', 'prod'],
  name: 'Ada Lovelace',
};

const atGroq = '/connect?provider=openai_compatible&preset=groq';

async function validate(page: Page, key: string): Promise<void> {
  await page.locator('input[type=password]').fill(key);
  await page.getByRole('button', { name: 'Validate & Continue' }).click();
}

async function refused(page: Page): Promise<void> {
  await validate(page, 'gsk_of_yesterday_0123456789');
  await page.getByRole('alert').waitFor();
  await page.evaluate(`document.querySelector('[role=alert]').scrollIntoView({ block: 'center' })`);
}

async function selected(page: Page): Promise<void> {
  await validate(page, goodKey);
  await page.getByRole('checkbox', { name: 'llama-3.3-70b-versatile' }).check();
  await page.getByRole('checkbox', { name: 'text-embedding-3-small' }).check();
}

async function completed(page: Page): Promise<void> {
  await selected(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('textbox', { name: 'Display name of llama-3.3-70b-versatile' }).fill('Big llama');
  await page.getByRole('button', { name: 'Complete' }).click();
  await page.getByText('Big llama was tried').waitFor();
}

async function openAccount(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Groq' }).first().click();
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByText('It works').waitFor();
}

async function makeLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Ask someone else for the key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Provider' }).selectOption({ label: 'OpenAI-compatible' });
  await dialog.getByRole('textbox', { name: 'Base URL' }).fill('https://api.groq.com/openai/v1');
  await dialog.getByRole('textbox', { name: 'Name of the account' }).fill('Groq of the data team');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  return String(await dialog.locator('code').textContent());
}

async function listLinks(page: Page): Promise<void> {
  await makeLink(page);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('region', { name: 'Deposit links' }).scrollIntoViewIfNeeded();
}

async function openLink(page: Page): Promise<void> {
  await page.goto(await makeLink(page));
  await page.locator('input[type=password]').waitFor();
}

async function fillLink(page: Page): Promise<void> {
  await openLink(page);
  await page.locator('input[type=password]').fill(goodKey);
  await page.getByRole('button', { name: 'Test and deposit' }).click();
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
}

/** In their order: what one leaves, the next one finds. Each theme has an environment of its own. */
export const connectShots: readonly ConnectShot[] = [
  { name: 'connect', path: '/connect', act: (page) => page.getByText('OpenAI-compatible').waitFor() },
  { name: 'connect-refused', path: atGroq, act: refused },
  { name: 'connect-refused-narrow', path: atGroq, act: refused, width: 360 },
  { name: 'connect-complete', path: atGroq, act: completed },
  { name: 'account', path: '/models', act: openAccount },
  { name: 'connect-models', path: atGroq, act: selected },
  { name: 'deposit', path: '/models', act: openLink },
  { name: 'deposit-narrow', path: '/models', act: openLink, width: 360 },
  { name: 'deposit-done', path: '/models', act: fillLink },
  { name: 'deposit-links', path: '/models', act: listLinks },
  { name: 'byom', path: '/byom', act: (page) => page.getByText('Add an LLM provider').waitFor() },
];
