import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listModelsInUse } from '../../src/control/availability/list-models.ts';
import { watchIncidents } from '../../src/control/notifications/incidents.ts';
import { tellCallFinished } from '../../src/control/notifications/tell.ts';
import { CredentialWatch } from '../../src/control/notifications/watch-credentials.ts';
import { limits } from '../../src/kernel/limits.ts';
import type { Api } from '../api.ts';
import { eventually } from '../eventually.ts';
import { onPostgres } from '../harness.ts';
import { type HostileUpstream, startHostileUpstream } from '../stand-ins/hostile-upstream.ts';
import { startWebhookReceiver } from '../stand-ins/webhook-receiver.ts';
import { codeOf, configure, freshName, made, openRoutingWorld, type RoutingWorld } from './routing-world.ts';

interface Told {
  id: string;
  kind: string;
  who_acts: string;
  text: string;
  user_text: string | null;
  facts: Record<string, string | number>;
  read_at: string | null;
}

const dayMs = 24 * 60 * 60_000;

onPostgres('notifications', (storage) => {
  let world: RoutingWorld;
  let upstream: HostileUpstream;
  /** Keys that the provider takes, and what it lists. */
  const good = new Set<string>();
  let list: { id: string; shutdown_date?: string }[] = [{ id: 'm' }];
  before(async () => {
    [world, upstream] = await Promise.all([openRoutingWorld(storage), startHostileUpstream()]);
    upstream.play(async (arrival) => {
      await arrival.body();
      const key = arrival.headers.authorization?.replace('Bearer ', '') ?? '';
      if (!good.has(key)) return arrival.answer(401, { error: { message: `What is ${key}?` } });
      arrival.answer(200, { object: 'list', data: list });
    });
  });
  after(async () => {
    await world.close();
    await upstream.close();
  });

  const services = () => world.app.app.services;
  const parts = () => ({ store: services().store, clock: services().clock });
  const advance = async (ms: number) => {
    world.app.clock.advance(ms);
    await services().keeper.refresh();
  };
  const tell = async (as: Api, query = '') =>
    (await made(as.get(`/notifications?limit=1000${query}`)))['items'] as Told[];
  /** What was told of this thing, the oldest first. */
  const toldOf = async (as: Api, id: string) =>
    (await tell(as)).filter(({ facts }) => Object.values(facts).includes(id)).toReversed();
  const kindsOf = async (as: Api, id: string) => (await toldOf(as, id)).map(({ kind }) => kind);
  const connect = async (as: Api) => {
    const key = freshName('key-of-somebody-0123456789').replaceAll(' ', '-');
    good.add(key);
    const account = { name: freshName('Account'), creds_type: 'API_KEY', provider: 'openai' };
    const body = { ...account, base_url: `${upstream.origin}/v1`, api_key: key };
    return { id: String((await made(as.call('POST', '/llm_credentials', body)))['id']), key };
  };
  const check = (as: Api, id: string) =>
    made(as.call('POST', `/llm_credentials/${id}/validate`, { provider: 'openai' }));

  test('a key that dies and one that works again are told once each, to that tenant, with whose move it is', async () => {
    const { id, key } = await connect(world.acme);
    await check(world.acme, id);
    assert.deepEqual(await kindsOf(world.acme, id), [], 'that a new key works is no news');
    good.delete(key);
    await check(world.acme, id);
    await check(world.acme, id);
    const [died, ...more] = await toldOf(world.acme, id);
    assert.deepEqual(more, []);
    assert.deepEqual([died?.kind, died?.who_acts], ['credential.auth_failed', 'tenant_administrator']);
    assert.match(String(died?.user_text), /Ask your administrator/);
    assert.notEqual(died?.text, died?.user_text);
    assert.ok(!JSON.stringify(died).includes(key) && !JSON.stringify(died).includes('What is'));
    good.add(key);
    await check(world.acme, id);
    await check(world.acme, id);
    assert.deepEqual(await kindsOf(world.acme, id), ['credential.auth_failed', 'credential.recovered']);
    assert.deepEqual(await toldOf(world.beta, id), []);
    assert.deepEqual(await toldOf(world.app.operator.in('acme', 'test'), id), []);
  });

  test('what was read is read for all administrators of the environment; users read nothing', async () => {
    const [admin, other, user] = await Promise.all([
      world.tokenOf('acme', 'tenant_admin'),
      world.tokenOf('acme', 'tenant_admin'),
      world.tokenOf('acme', 'user'),
    ]);
    await made(admin.call('PUT', '/fallback', { policy: 'queue_and_retry' }));
    const [newest] = await tell(admin, '&unread=true');
    assert.equal(newest?.kind, 'fallback.changed');
    const read = await made(admin.call('POST', `/notifications/${newest?.id}/read`));
    world.app.clock.advance(1_000);
    const again = await made(other.call('POST', `/notifications/${newest?.id}/read`));
    assert.equal(again['read_at'], read['read_at']);
    assert.ok((await tell(other, '&unread=true')).every(({ id }) => id !== newest?.id));
    const theirs = await world.beta.call('POST', `/notifications/${newest?.id}/read`);
    assert.deepEqual(codeOf(theirs), [404, 'not_found']);
    await made(other.call('POST', '/notifications/read_all'));
    const left = await made(admin.get('/notifications?unread=true'));
    assert.deepEqual([left['unread'], left['items']], [0, []]);
    const page = await made(admin.get('/notifications?limit=1'));
    const next = await made(admin.get(`/notifications?limit=1&cursor=${page['next_cursor']}`));
    assert.ok((next['items'] as Told[])[0]?.id !== newest?.id);
    assert.deepEqual(codeOf(await user.get('/notifications')), [403, 'forbidden']);
  });

  test('the end of a key is told 30, 7 and 1 day before, and when it is there, once each by whichever replica', async () => {
    const { id } = await connect(world.acme);
    const set = async (days: number) => {
      const expires_at = new Date(services().clock() + days * dayMs).toISOString();
      await made(world.acme.call('PATCH', `/llm_credentials/${id}`, { expires_at }));
    };
    const { snapshot } = services().keeper;
    const replicas = [1, 2].map(() => new CredentialWatch({ ...parts(), snapshot }));
    const look = async () => {
      await Promise.all(replicas.map((replica) => replica.look()));
      const told = await toldOf(world.acme, id);
      return told.map(({ kind, facts }) => `${kind.replace('credential.', '')} ${facts['days']}`);
    };
    await set(31);
    assert.deepEqual(await look(), []);
    await advance(1.5 * dayMs);
    assert.deepEqual(await look(), ['expiring 30']);
    await advance(28.6 * dayMs);
    assert.deepEqual(await look(), ['expiring 30', 'expiring 1']);
    await advance(dayMs);
    const all = ['expiring 30', 'expiring 1', 'expired 0'];
    assert.deepEqual(await look(), all);
    assert.deepEqual(await look(), all);
    await set(5);
    assert.deepEqual(await look(), [...all, 'expiring 7'], 'of a new end only the nearest is told');
    await made(world.acme.call('PATCH', `/llm_credentials/${id}`, { expires_at: null }));
  });

  test('many keys of one provider that fail alike are one incident for operators, over when they recover', async () => {
    const places = [world.acme, world.beta, world.acme, world.beta, world.acme];
    const accounts = await Promise.all(places.map(async (as) => ({ as, ...(await connect(as)) })));
    for (const { as, id } of accounts) await check(as, id);
    const { host } = new URL(upstream.origin);
    const incidents = async () => {
      await Promise.all([watchIncidents(parts()), watchIncidents(parts())]);
      const { items } = await made(world.app.operator.get('/incidents'));
      return items as Record<string, unknown>[];
    };
    for (const { as, id, key } of accounts.slice(1)) {
      good.delete(key);
      await check(as, id);
    }
    await advance(limits.incidents.windowMs / 2);
    assert.deepEqual(await incidents(), [], 'four are few');
    good.delete(accounts[0]?.key ?? '');
    await check(world.acme, accounts[0]?.id ?? '');
    const [open, ...others] = await incidents();
    assert.deepEqual(others, []);
    const { id: incidentId, opened_at, ...shown } = open ?? {};
    const concerned = { tenants: 2, credentials: 5, closed_at: null };
    assert.deepEqual(shown, { provider: 'openai_compatible', host, class: 'auth_failed', ...concerned });
    const platform = await kindsOf(world.platform, String(incidentId));
    assert.deepEqual(platform, ['incident.opened']);
    for (const { as, id } of accounts) assert.deepEqual(await kindsOf(as, id), ['credential.auth_failed']);
    assert.doesNotMatch(JSON.stringify(await tell(world.platform)), /acme|beta/);
    for (const { as, id, key } of accounts) {
      good.add(key);
      await check(as, id);
    }
    assert.ok((await incidents())[0]?.['closed_at']);
    assert.deepEqual(await kindsOf(world.platform, String(incidentId)), [
      'incident.opened',
      'incident.closed',
    ]);
    const admin = await world.tokenOf('acme', 'tenant_admin');
    assert.deepEqual(codeOf(await admin.get('/incidents')), [403, 'forbidden']);
  });

  test('a model that was listed and is not, twice in a row, is gone; one with an announced end is retiring', async () => {
    const { id } = await connect(world.acme);
    const named = (model_name: string) => configure(world.acme, id, { model_name });
    const [stays, goes, unlisted] = [await named('stays'), await named('goes'), await named('unlisted')];
    const turn = async (models: typeof list) => {
      list = models;
      const place = { tenantId: 'acme', environment: 'dev' as const, id };
      const schedule = { claim: async () => [place] };
      await listModelsInUse(services().credentials, schedule, new AbortController().signal);
      const states: unknown[] = [];
      for (const config of [stays, goes, unlisted]) {
        const { availability } = await made(world.acme.get(`/config/llm/${config}`));
        states.push((availability as { state: string }).state);
      }
      return states;
    };
    const both = [{ id: 'stays' }, { id: 'goes' }];
    assert.deepEqual(await turn(both), ['listed', 'listed', 'unknown']);
    assert.deepEqual(await turn([]), ['listed', 'listed', 'unknown'], 'an empty list says nothing');
    assert.deepEqual(await turn([{ id: 'stays' }]), ['listed', 'listed', 'unknown'], 'once may be a mishap');
    assert.deepEqual(await kindsOf(world.acme, goes), []);
    assert.deepEqual(await turn([{ id: 'stays' }]), ['listed', 'missing', 'unknown']);
    await turn([{ id: 'stays' }]);
    assert.deepEqual(await kindsOf(world.acme, goes), ['model.gone']);
    const ending = [{ id: 'stays', shutdown_date: '2027-01-14' }, { id: 'goes' }];
    assert.deepEqual(await turn(ending), ['retiring', 'listed', 'unknown']);
    await turn(ending);
    assert.deepEqual(await kindsOf(world.acme, stays), ['model.retiring']);
    const { availability } = await made(world.acme.get(`/config/llm/${stays}`));
    assert.equal((availability as Record<string, unknown>)['retires_on'], '2027-01-14');
  });

  test('whoever asks to loosen a lock is announced to the other administrators', async () => {
    const admin = await world.tokenOf('beta', 'tenant_admin');
    await made(admin.call('PUT', '/lock', { managed: 'never' }));
    assert.equal((await admin.call('PUT', '/lock', {})).status, 202);
    assert.equal((await tell(admin))[0]?.kind, 'lock.loosening_asked');
    await made((await world.tokenOf('beta', 'tenant_admin')).call('PUT', '/lock', {}));
    assert.equal((await tell(admin))[0]?.kind, 'lock.loosened');
  });

  test('a queued call’s end goes to the webhooks that ask for it, and into no list', async (t) => {
    const receiver = await startWebhookReceiver();
    t.after(() => receiver.close());
    const hook = { url: receiver.origin, events: ['queue.call_finished'] };
    const { id } = await made(world.acme.call('POST', '/webhooks', hook));
    const scope = { tenantId: 'acme', environment: 'dev' as const };
    const finished = { queueId: 'q-1', status: 'done' as const };
    await services().store.noteInTenant(scope, (tenant) =>
      tellCallFinished(tenant, scope, finished, services().clock()),
    );
    const body = await eventually('it arrives', () => receiver.received[0]?.body);
    assert.deepEqual(JSON.parse(body).data.facts, { queue_id: 'q-1', status: 'done' });
    assert.deepEqual(await toldOf(world.acme, 'q-1'), []);
    await world.acme.call('DELETE', `/webhooks/${id}`);
  });

  test('without a mail server the settings say so; what is no mailbox is refused', async () => {
    const body = { emails: ['ops@acme.example'], events: ['*'] };
    const saved = await made(world.acme.call('PUT', '/notification_settings', body));
    assert.deepEqual([saved['emails'], saved['events']], [body.emails, body.events]);
    assert.equal((saved['email'] as { available: boolean }).available, false);
    assert.match((saved['email'] as { detail: string }).detail, /PLUGBOARD_SMTP_URL/);
    for (const wrong of [
      'ops',
      'a@b.c\r\nBcc: d@e.f',
      'a@b.c, d@e.f',
      'Ops <ops@acme.example>',
      '"a b"@c.d',
      'a@b.c\u0000',
    ]) {
      const refused = await world.acme.call('PUT', '/notification_settings', {
        emails: [wrong],
        events: ['*'],
      });
      assert.deepEqual(codeOf(refused), [400, 'invalid_request'], wrong);
    }
    await made(world.acme.call('PUT', '/notification_settings', { emails: [], events: [] }));
  });
});
