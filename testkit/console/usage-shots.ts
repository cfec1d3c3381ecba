import type { ConsoleVisit, Person } from './open-console.ts';
import type { Shot } from './shot.ts';

const administrator: Person = {
  tenant: 'acme',
  role: 'tenant_admin',
  environments: ['dev', 'test', 'prod'],
  name: 'Ada Lovelace',
};
const operator: Person = { name: 'Grace Hopper' };

async function beginBudget({ page }: ConsoleVisit): Promise<void> {
  await page.getByRole('button', { name: 'Set a budget' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'At most' }).waitFor();
}

async function shortenRetention({ page }: ConsoleVisit): Promise<void> {
  await page.getByRole('button', { name: 'Change how long conversations are kept' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('7');
  await page.getByText('Older conversations of all users').waitFor();
}

async function print({ page }: ConsoleVisit): Promise<void> {
  await page.emulateMedia({ media: 'print' });
}

export const usageShots: readonly Shot[] = [
  { name: 'usage', path: '/t/acme/prod/usage?by=model&show=tokens', person: administrator, height: 1_150 },
  { name: 'usage-narrow', path: '/t/acme/prod/usage', person: administrator, width: 360, height: 1_400 },
  { name: 'usage-of-all', path: '/operator/usage?by=tenant&show=cost', person: operator },
  { name: 'statement', path: '/t/acme/prod/statement', person: administrator, height: 1_700 },
  {
    name: 'statement-narrow',
    path: '/t/acme/prod/statement',
    person: administrator,
    width: 360,
    height: 1_400,
  },
  {
    name: 'statement-print',
    path: '/t/acme/prod/statement',
    person: administrator,
    width: 800,
    height: 1_700,
    act: print,
  },
  { name: 'budgets', path: '/t/acme/prod/budgets', person: administrator },
  { name: 'budgets-narrow', path: '/t/acme/prod/budgets', person: administrator, width: 360 },
  { name: 'budgets-empty', path: '/t/globex/dev/budgets', person: operator },
  { name: 'budget', path: '/t/acme/prod/budgets', person: administrator, height: 900, act: beginBudget },
  { name: 'data-flow', path: '/t/acme/prod/data-flow', person: administrator, height: 2_300 },
  {
    name: 'data-flow-narrow',
    path: '/t/acme/prod/data-flow',
    person: administrator,
    width: 360,
    height: 1_600,
  },
  {
    name: 'data-flow-kept',
    path: '/t/acme/prod/data-flow',
    person: administrator,
    width: 360,
    act: shortenRetention,
  },
];
