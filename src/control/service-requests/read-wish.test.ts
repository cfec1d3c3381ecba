import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EnvironmentWishBody } from '../../contract/service-requests.ts';
import type { EgressRule } from '../../kernel/outbound-target.ts';
import { listWishProblems, listWishWarnings, toBaseUrl, toWish } from './read-wish.ts';

const whole: EnvironmentWishBody & { endpoint_url: string } = {
  environment: 'prod',
  provider_name: 'Acme Corp AI Gateway',
  endpoint_url: 'https://ai-gateway.acme.com/v1/chat/completions',
  token_url: 'https://auth.acme.com/oauth2/token',
  auth_type: 'oauth2_client_credentials',
  models: [{ name: 'gpt-4o', streaming: true }],
  ip_allowlisting: true,
};
const open: EgressRule = {
  host: 'llm.example.com',
  cidr: null,
  port: null,
  plainHttp: true,
  privateCa: null,
};

function problemsOf(more: Record<string, unknown>, rules: EgressRule[] = [], environment = 'prod') {
  const wish = toWish({ ...whole, ...more } as Parameters<typeof toWish>[0]);
  const at = environment as 'prod';
  return listWishProblems(wish, at, rules, '').map(({ field, detail }) => `${field} ${detail}`);
}

test('R1 the fields of the prerequisites, as the page has them, pass', () => {
  assert.deepEqual(problemsOf({}), []);
  assert.deepEqual(listWishWarnings(toWish(whole)), []);
});

test('R1 what is missing is named field by field when it is handed in', () => {
  const nothing = { environment: 'dev' } as const;
  const missing = listWishProblems(toWish(nothing), 'dev', [], 'environments.0.').map(({ field }) => field);
  assert.deepEqual(
    missing,
    ['provider_name', 'endpoint_url', 'auth_type', 'models', 'ip_allowlisting'].map(
      (field) => `environments.0.${field}`,
    ),
  );
  const left = { ...nothing, provider_name: ' ', endpoint_url: '', models: [] };
  assert.deepEqual(toWish(left), {}, 'as a form sends what nobody filled in');
  assert.deepEqual(problemsOf({ token_url: undefined }), [
    'token_url is required with oauth2_client_credentials',
  ]);
});

test('R2 production is https, whatever a rule opens; development may be what operators allow', () => {
  const plain = { endpoint_url: 'http://llm.example.com/v1/chat/completions' };
  assert.deepEqual(problemsOf(plain, [open]), ['endpoint_url must be https in prod']);
  assert.deepEqual(problemsOf(plain, [open], 'dev'), []);
  assert.equal(problemsOf(plain, [], 'dev').length, 1);
});

test('S2 an endpoint that no tenant may reach is refused where it is typed', () => {
  for (const endpoint_url of [
    'https://127.0.0.1/v1/chat/completions',
    'https://169.254.169.254/latest',
    'https://metadata.google.internal/v1',
    'https://user:word@gateway.acme.com/v1',
    'https://gateway.acme.com/v1?key=1',
    'ftp://gateway.acme.com',
    'gateway.acme.com',
  ]) {
    assert.equal(problemsOf({ endpoint_url }).length, 1, endpoint_url);
  }
});

test('a model that cannot stream, and an endpoint of another shape, are warned about', () => {
  const wish = toWish({
    ...whole,
    endpoint_url: 'https://x.acme.com/chat',
    models: [{ name: 'm', streaming: false }],
  });
  assert.deepEqual(
    listWishWarnings(wish).map(({ field }) => field),
    ['endpoint_url', 'models'],
  );
  assert.deepEqual(problemsOf({ models: [...(whole.models ?? []), ...(whole.models ?? [])] }), [
    'models names gpt-4o twice',
  ]);
});

test('the base of a credential is the endpoint without the path of chats', () => {
  assert.equal(toBaseUrl(whole.endpoint_url), 'https://ai-gateway.acme.com/v1');
  assert.equal(toBaseUrl('https://x.acme.com/llm'), 'https://x.acme.com/llm');
});
