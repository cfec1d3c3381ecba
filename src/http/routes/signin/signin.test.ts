import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type CookieClient, createCookieClient } from '../../../../testkit/cookie-client.ts';
import { onPostgres, startTestApp, type TestApp } from '../../../../testkit/harness.ts';
import {
  type IdentityProvider,
  startIdentityProvider,
} from '../../../../testkit/stand-ins/identity-provider.ts';

const sessionCookie = '__Host-plugboard-session';
const ticketCookie = '__Host-plugboard-signin';
const admin = { tenant: 'acme', roles: ['ROLE_TENANT_ADMIN'] };

onPostgres('signing in by the identity provider', (storage) => {
  let provider: IdentityProvider;
  let app: TestApp;

  before(async () => {
    provider = await startIdentityProvider();
    const oidc = {
      issuer: provider.issuer,
      client_id: provider.clientId,
      client_secret: provider.clientSecret,
      roles: { ROLE_TENANT_ADMIN: 'tenant_admin', ROLE_USER: 'user', ROLE_STAFF: 'operator' },
    };
    app = await startTestApp({ storage, env: { PLUGBOARD_OIDC: JSON.stringify(oidc) } });
    provider.registerClient(`${app.url}/signin/oidc/callback`);
    for (const tenant of ['acme', 'globex']) await app.operator.call('PUT', `/tenants/${tenant}`, {});
  });
  after(async () => {
    await app.close();
    await provider.close();
  });

  async function signIn(subject: string | null, claims: Record<string, unknown> = {}) {
    provider.signInAs(subject, claims);
    const client = createCookieClient();
    const visit = await client.follow(`${app.url}/signin/oidc`, isOurPage);
    return { client, end: visit.url.slice(app.url.length), answers: visit.answers };
  }
  const isOurPage = (url: string) =>
    /^\/(signin(\?.*)?)?$/.test(url.slice(app.url.length)) && url.startsWith(app.url);

  async function sessionOf(client: CookieClient, membership?: string): Promise<Record<string, unknown>> {
    const headers = membership === undefined ? {} : { 'x-plugboard-membership': membership };
    const answer = await client.request(`${app.url}/ai/api/v1/session`, headers);
    return { status: answer.status, ...((await answer.json()) as object) };
  }
  const placesOf = (session: Record<string, unknown>) =>
    (session['memberships'] as { name: string; role: string }[]).map(({ name, role }) => `${name} ${role}`);

  async function auditOf(tenant: string, person: string) {
    const { body } = await app.operator.in(tenant, 'dev').get('/audit?limit=1000');
    const rows = body['items'] as {
      action: string;
      target: { id: string };
      detail: Record<string, unknown>;
    }[];
    return rows.filter(({ target }) => target.id === person).toReversed();
  }
  async function personCalled(name: string): Promise<{ id: string; subject: string } | undefined> {
    const { body } = await app.operator.get('/people?limit=1000');
    return (body['items'] as { id: string; name: string; subject: string }[]).find(
      (one) => one.name === name,
    );
  }

  test('operators see how people sign in, and no secret of it', async () => {
    const { status, body, text } = await app.operator.get('/signin_settings');
    assert.equal(status, 200);
    const { oidc, issuers, operator_token } = body as { oidc: Record<string, unknown> } & typeof body;
    assert.deepEqual(
      [oidc['issuer'], oidc['client_id'], oidc['redirect_uri'], issuers, operator_token],
      [provider.issuer, provider.clientId, `${app.url}/signin/oidc/callback`, [], true],
    );
    assert.deepEqual((oidc['roles'] as unknown[])[2], { theirs: 'ROLE_STAFF', ours: 'operator' });
    assert.ok(!text.includes(provider.clientSecret));
  });

  test('S45 S47 a person comes back signed in, with a session cookie that only the browser holds', async () => {
    const { client, end, answers } = await signIn('ada', {
      ...admin,
      environments: ['dev', 'prod'],
      name: 'Ada',
    });
    assert.equal(end, '/', app.logs());
    const session = await sessionOf(client);
    assert.deepEqual([session['name'], session['role'], session['tenant']], ['Ada', 'tenant_admin', 'acme']);
    assert.deepEqual(placesOf(session), ['acme/dev tenant_admin', 'acme/prod tenant_admin']);
    const there = await sessionOf(client, 'acme/prod');
    assert.equal(there['environment'], 'prod');

    const [begun] = answers;
    const [ticket = ''] = begun?.headers.getSetCookie() ?? [];
    assert.match(
      ticket,
      /^__Host-plugboard-signin=[^;]+; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=600$/,
    );
    const cookies = answers.at(-1)?.headers.getSetCookie() ?? [];
    assert.equal(cookies.length, 2);
    assert.match(cookies[0] ?? '', /^__Host-plugboard-signin=; .*Max-Age=0$/);
    assert.match(
      cookies[1] ?? '',
      /^__Host-plugboard-session=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=\d+$/,
    );
    assert.deepEqual([begun?.status, answers.at(-1)?.status], [302, 303]);
  });

  test('S45 each sign-in begins a session of its own', async () => {
    const one = await signIn('ida', admin);
    const two = await signIn('ida', admin);
    const ids = [one, two].map(({ client }) => client.cookie(app.url, sessionCookie));
    assert.equal(new Set(ids).size, 2);
    assert.equal((await sessionOf(one.client))['status'], 200);
  });

  test('an operator of the provider is an operator here', async () => {
    const { client } = await signIn('olga', { roles: ['ROLE_STAFF'], name: 'Olga' });
    assert.deepEqual(placesOf(await sessionOf(client)), ['operator operator']);
  });

  test('S42 a demotion at the provider takes effect at the next sign-in, and ends the older sessions', async () => {
    const first = await signIn('dora', { ...admin, environments: 'prod', name: 'Dora' });
    const second = await signIn('dora', {
      tenant: 'acme',
      roles: ['ROLE_USER'],
      environments: 'prod',
      name: 'Dora',
    });
    assert.deepEqual(placesOf(await sessionOf(second.client)), ['acme/prod user']);
    assert.equal((await sessionOf(first.client))['status'], 401);

    const person = await personCalled('Dora');
    const rows = await auditOf('acme', person?.id ?? '');
    const signedIn = ['person.signed_in', { by: 'oidc' }];
    const changed = { from: ['acme/prod: tenant_admin'], to: ['acme/prod: user'] };
    assert.deepEqual(
      rows.map(({ action, detail }) => [action, detail]),
      [signedIn, ['person.memberships_changed', changed], signedIn],
    );
  });

  test('a person who moved to another tenant is in both logs, and neither names the other tenant', async () => {
    await signIn('mia', { ...admin, environments: 'dev', name: 'Mia' });
    await signIn('mia', { ...admin, tenant: 'globex', environments: 'dev', name: 'Mia' });
    const id = (await personCalled('Mia'))?.id ?? '';
    const detailsOf = async (tenant: string) =>
      (await auditOf(tenant, id))
        .filter(({ action }) => action.endsWith('changed'))
        .map(({ detail }) => detail);
    assert.deepEqual(await detailsOf('acme'), [{ from: ['acme/dev: tenant_admin'], to: [] }]);
    assert.deepEqual(await detailsOf('globex'), [{ from: [], to: ['globex/dev: tenant_admin'] }]);
  });

  test('who has no place here is refused and not remembered; who had one loses it', async () => {
    const stranger = await signIn('sid', { tenant: 'initech', roles: ['ROLE_TENANT_ADMIN'], name: 'Sid' });
    assert.equal(stranger.end, '/signin?error=no_membership');
    assert.equal(stranger.client.cookie(app.url, sessionCookie), undefined);
    assert.equal(await personCalled('Sid'), undefined);

    const before = await signIn('lou', { ...admin, name: 'Lou' });
    const gone = await signIn('lou', { name: 'Lou' });
    assert.equal(gone.end, '/signin?error=no_membership');
    assert.equal((await sessionOf(before.client))['status'], 401);
    const last = (await auditOf('acme', (await personCalled('Lou'))?.id ?? '')).at(-1);
    assert.deepEqual([last?.action, last?.detail['to']], ['person.memberships_changed', []]);
  });

  test('S42 a suspended person does not get in, and is not told why', async () => {
    await signIn('sue', { ...admin, name: 'Sue' });
    const person = await personCalled('Sue');
    await app.operator.call('PATCH', `/people/${person?.id}`, { suspended: true });
    const { client, end } = await signIn('sue', { ...admin, name: 'Sue' });
    assert.equal(end, '/signin?error=signin_failed');
    assert.equal(client.cookie(app.url, sessionCookie), undefined);
    assert.match(app.logs(), /The person is suspended/);
  });

  test('S47 who declines at the provider is back on the sign-in page, and the ticket is gone', async () => {
    const { client, end } = await signIn(null);
    assert.equal(end, '/signin?error=signin_failed');
    assert.equal(client.cookie(app.url, ticketCookie), undefined);
  });

  test('the page is told that the provider can be used', async () => {
    const { body } = await app.as('').get('/ai/api/v1/signin_methods');
    assert.deepEqual(body, { link: true, oidc: { enabled: true, name: 'Plugboard' } });
  });

  test('without a provider there is nothing to sign in by', async () => {
    const plain = await startTestApp({ storage });
    const { body } = await plain.as('').get('/ai/api/v1/signin_methods');
    assert.deepEqual(body, { link: true, oidc: { enabled: false, name: 'Plugboard' } });
    for (const path of ['/signin/oidc', '/signin/oidc/callback?code=1&state=2']) {
      assert.equal((await plain.as('').get(path)).status, 404);
    }
    await plain.close();
  });
});
