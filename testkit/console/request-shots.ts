import assert from 'node:assert/strict';
import type { Api } from '../api.ts';
import type { TestApp } from '../harness.ts';
import { goodKey } from './connect-world.ts';
import type { ConsoleVisit, Person } from './open-console.ts';
import type { Shot } from './shot.ts';

const administrator: Person = {
  tenant: 'globex',
  role: 'tenant_admin',
  environments: ['dev', 'test', 'prod'],
  name: 'Hank Scorpio',
};
const operator: Person = { name: 'Grace Hopper' };

const gateway = 'https://gateway.acme.example/v1';
const model = 'llama-3.3-70b-versatile';

async function made(api: Api, path: string, body: unknown = {}) {
  const answer = await api.call('POST', path, body);
  assert.ok(answer.status < 300, `${path}: ${answer.status} ${answer.text}`);
  return answer.body;
}

const wishOf = (environment: string, more: Record<string, unknown> = {}) => ({
  environment,
  provider_name: 'Globex AI gateway',
  endpoint_url: `${gateway}/chat/completions`,
  auth_type: 'api_key',
  models: [{ name: model, streaming: true }],
  ip_allowlisting: true,
  ...more,
});

/** A tenant in the middle of its set-up, with a change and a question beside it. */
export async function makeRequests({ operator: root, as }: TestApp): Promise<void> {
  await root.call('PATCH', '/tenants/globex', { administered_by: 'operator' });
  const tokenOf = (name: string, role: string) =>
    made(root, '/tenants/globex/tokens', { name, role, environment: 'prod' });
  const token = await tokenOf('Hank Scorpio', 'tenant_admin');
  const admin = as(String(token['token']));
  const staff = await made(root, '/operator_tokens', { name: 'Grace Hopper' });
  const grace = as(String(staff['token']));
  const act = (id: unknown, what: string, body: unknown = {}, who = grace) =>
    made(who, `/service_requests/${id}/${what}`, body);
  await made(admin, '/service_requests', {
    kind: 'provider',
    notes: 'Do you connect to the models of Silo AI in Helsinki? Their API looks like OpenAI’s.',
  });
  const setup = await made(admin, '/service_requests', {
    kind: 'setup',
    notes: 'Production first, please. Our gateway team is reachable under the number that you have.',
    environments: [
      wishOf('dev', { endpoint_url: 'https://ai-gateway.dev.acme.example/v1/chat/completions' }),
      wishOf('prod'),
    ],
  });
  await act(setup['id'], 'assign');
  await act(setup['id'], 'messages', { text: 'Which of the two is to be active first?' });
  await act(setup['id'], 'messages', { text: 'Production. The key follows today.' }, admin);
  for (const environment of ['dev', 'prod']) await act(setup['id'], 'deposits', { environment });
  const account = { creds_type: 'API_KEY', base_url: gateway };
  const { id } = await made(root.in('globex', 'prod'), '/llm_credentials', {
    ...account,
    name: 'Globex AI gateway',
    api_key: 'gsk_not_that_one_0123456789',
  });
  await act(setup['id'], 'configure', { environment: 'prod', llm_credentials_id: id });
  const old = await made(root.in('globex', 'prod'), '/llm_credentials', {
    ...account,
    name: 'Old gateway',
    api_key: goodKey,
  });
  const config = await made(root.in('globex', 'prod'), '/config/llm', {
    name: 'Old llama',
    provider: 'openai',
    llm_credentials_id: old['id'],
    model_name: model,
  });
  const user = await tokenOf('Uma', 'user');
  await made(as(String(user['token'])), '/conversations', { llm_config_id: config['id'] });
  const removal = await made(admin, '/service_requests', {
    kind: 'change',
    change: 'remove',
    environment: 'prod',
    target_id: config['id'],
    details: 'The old gateway is shut down at the end of the month.',
  });
  await act(removal['id'], 'assign');
}

async function openSetup({ page, settled }: ConsoleVisit): Promise<void> {
  await page.getByRole('link', { name: 'BYO LLM Configuration Request — Globex' }).click();
  await page.getByRole('heading', { name: 'History' }).waitFor();
  await settled();
}

async function openRemoval({ page, settled }: ConsoleVisit): Promise<void> {
  await page.getByRole('link', { name: /Remove a configuration/ }).click();
  await page.getByText('will show an error').first().waitFor();
  await settled();
}

async function fillSetup({ page }: ConsoleVisit): Promise<void> {
  await page.getByRole('checkbox', { name: 'Test' }).check();
  const production = page.getByRole('region', { name: 'Production' });
  await production.getByLabel('LLM provider name').fill('Globex AI gateway');
  await production.getByLabel('Chat completions endpoint URL').fill(`${gateway}/chat/completions`);
  await production.getByLabel('Authentication type').selectOption('OAuth2 client credentials');
  await production.getByLabel('Model 1', { exact: true }).fill('gpt-4o');
  await page.getByLabel('Notes').fill('Our key is sk-proj-Zq7Xw2Lm9Tb4Vc6NZq7Xw2Lm9Tb4Vc6NZq7Xw2Lm9Tb4Vc6N');
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.getByText('There is a credential in the text').waitFor();
}

async function openActivation(visit: ConsoleVisit): Promise<void> {
  await openSetup(visit);
  await visit.page.getByRole('button', { name: 'Activate Production' }).click();
  await visit.page.getByRole('dialog').getByText('credential.auth').waitFor();
}

const list = '/t/globex/prod/requests';

/** In their order: what one leaves, the next one finds. */
export const requestShots: readonly Shot[] = [
  { name: 'requests', path: list, person: administrator },
  { name: 'requests-narrow', path: list, person: administrator, width: 360 },
  { name: 'request-kinds', path: `${list}/new`, person: administrator },
  {
    name: 'request-form',
    path: `${list}/new?kind=setup`,
    person: administrator,
    height: 1_900,
    act: fillSetup,
  },
  {
    name: 'request-form-narrow',
    path: `${list}/new?kind=setup`,
    person: administrator,
    width: 360,
    height: 1_800,
  },
  { name: 'request-change', path: `${list}/new?kind=change`, person: administrator, height: 1_100 },
  { name: 'request', path: list, person: administrator, height: 2_300, act: openSetup },
  { name: 'request-narrow', path: list, person: administrator, width: 360, height: 2_600, act: openSetup },
  { name: 'request-queue', path: '/operator/requests', person: operator },
  { name: 'request-work', path: '/operator/requests', person: operator, height: 1_500, act: openSetup },
  {
    name: 'request-work-narrow',
    path: '/operator/requests',
    person: operator,
    width: 360,
    height: 1_800,
    act: openSetup,
  },
  {
    name: 'request-activate',
    path: '/operator/requests',
    person: operator,
    height: 900,
    act: openActivation,
  },
  { name: 'request-removal', path: '/operator/requests', person: operator, height: 1_200, act: openRemoval },
];
