import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createCookieClient } from '../../../../testkit/cookie-client.ts';
import { onPostgres, startTestApp, type TestApp } from '../../../../testkit/harness.ts';
import {
  type HostileIdentityProvider,
  type Hostility,
  startHostileIdentityProvider,
} from '../../../../testkit/stand-ins/hostile-identity-provider.ts';
import { limits } from '../../../kernel/limits.ts';

const sessionCookie = '__Host-plugboard-session';
const ticketCookie = '__Host-plugboard-signin';
const clientSecret = 'client-secret-that-must-not-show-up';
const admin = { tenant: 'acme', roles: ['ROLE_TENANT_ADMIN'] };

onPostgres('signing in by a hostile identity provider', (storage) => {
  let provider: HostileIdentityProvider;
  let app: TestApp;
  const envOf = ({ issuer }: HostileIdentityProvider) => ({
    PLUGBOARD_OIDC: JSON.stringify({ issuer, client_id: 'plugboard', client_secret: clientSecret }),
  });

  before(async () => {
    provider = await startHostileIdentityProvider();
    app = await startTestApp({ storage, env: envOf(provider) });
    await app.operator.call('PUT', '/tenants/acme', {});
  });
  after(async () => {
    await app.close();
    await provider.close();
  });

  const isCallback = (url: string) => url.startsWith(`${app.url}/signin/oidc/callback`);

  /** As far as the browser would ask for the callback. */
  async function begin(hostility: Hostility = {}) {
    provider.become({ ...hostility, claims: { ...admin, ...hostility.claims } });
    const client = createCookieClient();
    const { url } = await client.follow(`${app.url}/signin/oidc`, isCallback);
    return { client, callback: url, ticket: client.cookie(app.url, ticketCookie) ?? '' };
  }
  const endOf = (answer: Response) => answer.headers.get('location');

  test('S47 S43 an answer is taken once, also by who keeps the ticket and though the provider does not care', async () => {
    const { client, callback, ticket } = await begin();
    assert.equal(endOf(await client.request(callback)), '/', app.logs());
    assert.equal(endOf(await client.request(callback)), '/signin?error=signin_failed');
    client.setCookie(app.url, ticketCookie, ticket);
    assert.equal(endOf(await client.request(callback)), '/signin?error=signin_failed');
    assert.match(app.logs(), /The sign-in was answered before/);
  });

  test('S47 S43 an answer without its ticket, or with another one, is refused', async () => {
    const mine = await begin();
    const theirs = await begin();
    for (const ticket of [undefined, '', 'x', theirs.ticket, `${mine.ticket}x`]) {
      const client = createCookieClient();
      if (ticket !== undefined) client.setCookie(app.url, ticketCookie, ticket);
      const answer = await client.request(mine.callback);
      assert.equal(endOf(answer), '/signin?error=signin_failed', ticket);
      assert.match(answer.headers.getSetCookie().join(), /^__Host-plugboard-signin=; .*Max-Age=0$/);
      assert.equal(client.cookie(app.url, sessionCookie), undefined);
    }
    const empty = await createCookieClient().request(`${app.url}/signin/oidc/callback`);
    assert.equal(endOf(empty), '/signin?error=signin_failed');
  });

  test('S47 a ticket is worth nothing after ten minutes', async () => {
    const { client, callback } = await begin();
    app.clock.advance(10 * 60_000 + 1);
    assert.equal(endOf(await client.request(callback)), '/signin?error=signin_failed');
  });

  const lies: Record<string, Hostility> = {
    'a token for another client': { claims: { aud: 'another' } },
    'a token without a signature': { signature: 'none' },
    'an empty subject': { claims: { sub: '' } },
    'a subject without end': { claims: { sub: 'x'.repeat(256) } },
  };
  test('S47 a lie signs nobody in, the browser learns one code, and the log holds the cause but no secret', async () => {
    for (const [what, hostility] of Object.entries(lies)) {
      const { client, callback } = await begin(hostility);
      const answer = await client.request(callback);
      assert.equal(endOf(answer), '/signin?error=signin_failed', what);
      assert.equal(await answer.text(), '');
      assert.equal(client.cookie(app.url, sessionCookie), undefined);
      assert.ok(!app.logs().includes(new URL(callback).searchParams.get('code') ?? 'no code'), what);
    }
    assert.match(app.logs(), /unexpected JWT \\"aud\\"/);
    assert.ok(!app.logs().includes(clientSecret));
    assert.ok(!app.logs().includes('eyJ'));
  });

  test('S47 the same subject of another issuer is another person', async () => {
    const another = await startHostileIdentityProvider();
    const { client, callback } = await begin({ claims: { sub: 'shared', name: 'First' } });
    await client.request(callback);
    await app.stop();
    app = await startTestApp({ storage, place: app.place, env: envOf(another) });
    another.become({ claims: { ...admin, sub: 'shared', name: 'Second' } });
    const elsewhere = createCookieClient();
    const { url, answers } = await elsewhere.follow(
      `${app.url}/signin/oidc`,
      (next) => next === `${app.url}/`,
    );
    assert.equal(url, `${app.url}/`, app.logs());
    assert.equal(answers.length, 3);
    const { body } = await app.operator.get('/people');
    const people = (body['items'] as { id: string; subject: string; issuer: string; name: string }[]).filter(
      ({ subject }) => subject === 'shared',
    );
    assert.deepEqual(
      people
        .map(({ issuer, name }) => [issuer, name])
        .toSorted((a, b) => String(a[1]).localeCompare(String(b[1]))),
      [
        [provider.issuer, 'First'],
        [another.issuer, 'Second'],
      ],
    );
    await another.close();
    const away = await createCookieClient().request(`${app.url}/signin/oidc`);
    assert.equal(away.status, 302, 'a provider whose addresses are known is not asked again');
  });

  test('S47 a provider that is away leads back to the sign-in page', async () => {
    const gone = await startHostileIdentityProvider();
    await gone.close();
    const alone = await startTestApp({ storage, env: envOf(gone) });
    const answer = await createCookieClient().request(`${alone.url}/signin/oidc`);
    assert.deepEqual([answer.status, endOf(answer)], [303, '/signin?error=signin_failed']);
    await alone.close();
  });

  test('sign-ins that begin without end are slowed down', async () => {
    const begins = Array.from({ length: limits.signin.attemptsPerMinute + 1 }, async () => {
      const answer = await createCookieClient().request(`${app.url}/signin/oidc`);
      return answer.status;
    });
    assert.ok((await Promise.all(begins)).includes(429));
  });
});
