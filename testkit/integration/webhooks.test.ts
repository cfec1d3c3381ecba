import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { limits } from '../../src/kernel/limits.ts';
import type { Api } from '../api.ts';
import { eventually } from '../eventually.ts';
import { onPostgres } from '../harness.ts';
import { type Received, startWebhookReceiver, type WebhookReceiver } from '../stand-ins/webhook-receiver.ts';
import { auditOf, codeOf, freshName, made, openRoutingWorld, type RoutingWorld } from './routing-world.ts';

type IsGenuine = (secret: string, headers: Received['headers'], body: string, now?: number) => boolean;

interface Made {
  id: string;
  path: string;
  secret: string;
}

interface Delivery {
  id: string;
  state: string;
  attempts: number;
  last_status: number | null;
  last_error: string | null;
}

onPostgres('webhooks', (storage) => {
  let world: RoutingWorld;
  let receiver: WebhookReceiver;
  let isGenuine: IsGenuine;
  before(async () => {
    [world, receiver] = await Promise.all([openRoutingWorld(storage), startWebhookReceiver()]);
    const guide = readFileSync(new URL('../../docs/notifications.md', import.meta.url), 'utf8');
    const code = /```js\n([\s\S]+?)```/.exec(guide)?.[1] ?? '';
    ({ isGenuine } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
      isGenuine: IsGenuine;
    });
  });
  after(async () => {
    await world.close();
    await receiver.close();
  });

  const connect = async (as: Api, events: string[] = ['fallback.changed']): Promise<Made> => {
    const path = `/${freshName('hook').replaceAll(' ', '-')}`;
    const answer = await made(as.call('POST', '/webhooks', { url: receiver.origin + path, events }));
    return { id: String(answer['id']), path, secret: String(answer['signing_secret']) };
  };
  const deliveriesOf = async (as: Api, { id }: Made) =>
    (await made(as.get(`/webhooks/${id}/deliveries`)))['items'] as Delivery[];
  const comesTo = ({ path }: Made, count = 1) =>
    eventually(`${count} at ${path}`, () => receiver.at(path).length >= count && receiver.at(path).at(-1));
  const remove = (as: Api, { id }: Made) => as.call('DELETE', `/webhooks/${id}`);
  const advance = async (ms: number) => {
    world.app.clock.advance(ms);
    await world.app.app.services.keeper.refresh();
  };
  /** The least that anybody is told of. */
  const provoke = async (as: Api) => {
    for (const policy of ['queue_and_retry', 'fail_closed'])
      await made(as.call('PUT', '/fallback', { policy }));
  };

  test('a change arrives, signed with the secret that was shown once, and is in the list', async () => {
    const hook = await connect(world.acme);
    await provoke(world.acme);
    await comesTo(hook, 2);
    for (const { headers, body } of receiver.at(hook.path)) {
      assert.ok(isGenuine(hook.secret, headers, body, world.app.clock.now() / 1000));
      // By the words of the standard, and not by those of our guide.
      const key = Buffer.from(hook.secret.slice('whsec_'.length), 'base64');
      const said = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
      const signature = createHmac('sha256', key).update(said).digest('base64');
      assert.equal(headers['webhook-signature'], `v1,${signature}`);
      assert.equal(isGenuine(hook.secret, headers, `${body} `), false);
      assert.equal(isGenuine(hook.secret, headers, body, world.app.clock.now() / 1000 + 301), false);
    }
    const told = receiver.at(hook.path).map(({ body }) => JSON.parse(body));
    assert.deepEqual(
      told.map(({ type, data }) => [type, data.tenant_id, data.environment, data.facts.policy]).toSorted(),
      [
        ['fallback.changed', 'acme', 'dev', 'fail_closed'],
        ['fallback.changed', 'acme', 'dev', 'queue_and_retry'],
      ],
    );
    const seen = await eventually('both are delivered', async () => {
      const all = await deliveriesOf(world.acme, hook);
      return all.every(({ state }) => state === 'delivered') && all;
    });
    assert.deepEqual(
      seen.map(({ id }) => id).toSorted(),
      receiver
        .at(hook.path)
        .map(({ headers }) => String(headers['webhook-id']))
        .toSorted(),
    );
    const shown = await world.acme.get(`/webhooks/${hook.id}`);
    assert.ok(!shown.text.includes('whsec_') && !world.app.logs().includes(hook.secret));
    await remove(world.acme, hook);
  });

  test('a new secret signs beside the old one for a day, then alone', async () => {
    const hook = await connect(world.acme);
    const rotated = await made(world.acme.call('POST', `/webhooks/${hook.id}/rotate`));
    const signing = async () => {
      const count = receiver.at(hook.path).length;
      assert.equal((await world.acme.call('POST', `/webhooks/${hook.id}/test`)).status, 202);
      const { headers, body } = await comesTo(hook, count + 1);
      assert.equal(JSON.parse(body).type, 'webhook.test');
      const now = world.app.clock.now() / 1000;
      return [hook.secret, String(rotated['signing_secret'])].map((one) =>
        isGenuine(one, headers, body, now),
      );
    };
    assert.deepEqual(await signing(), [true, true]);
    await advance(limits.webhooks.overlapMs);
    assert.deepEqual(await signing(), [false, true]);
    const actions = await auditOf(world.acme, 'webhook.rotated');
    assert.equal(actions.length, 1);
    await remove(world.acme, hook);
  });

  test('what fails is tried again, later each time, with the same id; then it is delivered', async () => {
    const hook = await connect(world.acme);
    receiver.play((response) => response.writeHead(500).end('a page that nobody is shown'));
    await world.acme.call('POST', `/webhooks/${hook.id}/test`);
    const first = await comesTo(hook);
    const waiting = await eventually('it is noted', async () => {
      const [one] = await deliveriesOf(world.acme, hook);
      return one?.last_status === 500 && one;
    });
    assert.deepEqual([waiting.state, waiting.attempts], ['waiting', 1]);
    const text = (await world.acme.get(`/webhooks/${hook.id}/deliveries`)).text;
    assert.ok(!text.includes('nobody is shown'));
    receiver.play((response) => response.writeHead(200).end());
    await advance(limits.webhooks.backoffMs[0] * 2);
    const second = await comesTo(hook, 2);
    assert.equal(second.headers['webhook-id'], first.headers['webhook-id']);
    assert.equal(second.body, first.body);
    await eventually('it has arrived', async () => {
      const [one] = await deliveriesOf(world.acme, hook);
      return one?.state === 'delivered' && one.attempts === 2;
    });
    assert.equal((await made(world.acme.get(`/webhooks/${hook.id}`)))['failing_since'], null);
    await remove(world.acme, hook);
  });

  test('S4 a redirect is not followed, and 410 switches a webhook off with a notification', async () => {
    const hook = await connect(world.acme);
    receiver.play((response) => response.writeHead(302, { location: `${receiver.origin}/inner` }).end());
    await world.acme.call('POST', `/webhooks/${hook.id}/test`);
    const seen = await eventually(
      'it is noted',
      async () => (await deliveriesOf(world.acme, hook))[0]?.last_error ?? undefined,
    );
    assert.match(String(seen), /redirect/);
    assert.deepEqual(receiver.at('/inner'), []);
    receiver.play((response) => response.writeHead(410).end());
    await advance(limits.webhooks.backoffMs[0] * 2);
    await eventually(
      'it is off',
      async () => !(await made(world.acme.get(`/webhooks/${hook.id}`)))['enabled'],
    );
    assert.equal((await deliveriesOf(world.acme, hook))[0]?.state, 'given_up');
    const { items } = await made(world.acme.get('/notifications?limit=1'));
    const [told] = items as { kind: string; who_acts: string; link: string }[];
    assert.deepEqual([told?.kind, told?.who_acts], ['webhook.disabled', 'tenant_administrator']);
    assert.equal(told?.link, `${world.app.url}/t/acme/dev/webhooks/${hook.id}`);
    assert.deepEqual(codeOf(await world.acme.call('POST', `/webhooks/${hook.id}/test`)), [
      400,
      'invalid_request',
    ]);
    await remove(world.acme, hook);
  });

  test('nothing for days: given up, and switched off', async () => {
    const hook = await connect(world.acme);
    receiver.play((response) => response.writeHead(503).end());
    const send = async () => {
      await world.acme.call('POST', `/webhooks/${hook.id}/test`);
      return eventually(
        'it is tried',
        async () => (await deliveriesOf(world.acme, hook))[0]?.last_status ?? undefined,
      );
    };
    await send();
    await advance(limits.webhooks.giveUpAfterMs);
    await eventually('it is given up', async () => {
      const [one] = await deliveriesOf(world.acme, hook);
      return one?.state === 'given_up';
    });
    await advance(limits.webhooks.disableAfterMs);
    await send();
    const after = await eventually('it is off', async () => {
      const one = await made(world.acme.get(`/webhooks/${hook.id}`));
      return one['enabled'] === false && one;
    });
    assert.equal(after['disabled_reason'], 'failing');
    receiver.play((response) => response.writeHead(204).end());
    await made(world.acme.call('PATCH', `/webhooks/${hook.id}`, { enabled: true }));
    await world.acme.call('POST', `/webhooks/${hook.id}/test`);
    await comesTo(hook, 3);
    await remove(world.acme, hook);
  });

  test('a message is sent again by hand: at once, the same one, also long after it was given up', async () => {
    const hook = await connect(world.acme);
    receiver.play((response) => response.writeHead(503).end());
    await world.acme.call('POST', `/webhooks/${hook.id}/test`);
    const { headers, body } = await comesTo(hook);
    const given = await eventually('it is noted', async () => {
      const [one] = await deliveriesOf(world.acme, hook);
      return one?.last_status === 503 && one;
    });
    const path = (of: Made, id = given.id) => `/webhooks/${of.id}/deliveries/${id}/resend`;
    const comesToState = (state: string, count: number) =>
      eventually(`${state} after ${count}`, async () => {
        const [one] = await deliveriesOf(world.acme, hook);
        return one?.state === state && one.attempts === count;
      });
    const again = async () => {
      const { status, body: due } = await world.acme.call('POST', path(hook));
      assert.deepEqual([status, due['state'], due['finished_at']], [202, 'waiting', null]);
    };
    await advance(limits.webhooks.giveUpAfterMs);
    await comesToState('given_up', 2);
    receiver.play((response) => response.writeHead(204).end());
    await again();
    await comesToState('delivered', 3);
    receiver.play((response) => response.writeHead(503).end());
    await again();
    await comesToState('given_up', 4);
    receiver.play((response) => response.writeHead(204).end());
    const last = receiver.at(hook.path).at(-1);
    assert.deepEqual([last?.headers['webhook-id'], last?.body], [headers['webhook-id'], body]);
    assert.ok(isGenuine(hook.secret, last?.headers ?? {}, body, world.app.clock.now() / 1000));
    assert.equal((await auditOf(world.acme, 'webhook.resent')).length, 2);

    const other = await connect(world.acme);
    const refused = async (as: Api, to: string) => codeOf(await as.call('POST', to));
    assert.deepEqual(await refused(world.acme, path(other)), [404, 'delivery_not_found']);
    assert.deepEqual(await refused(world.beta, path(hook)), [404, 'webhook_not_found']);
    assert.deepEqual(await refused(world.acme, path(hook, hook.id)), [400, 'invalid_request']);
    await world.acme.call('PATCH', `/webhooks/${hook.id}`, { enabled: false });
    assert.deepEqual(await refused(world.acme, path(hook)), [400, 'invalid_request']);
    for (const one of [hook, other]) await remove(world.acme, one);
  });

  test('receivers that never answer hold up nobody else’s', async () => {
    const dead = await Promise.all(Array.from({ length: 3 }, () => connect(world.acme)));
    const others = await connect(world.beta);
    const hang = new Set(dead.map(({ path }) => path));
    receiver.play((response, { path }) => {
      if (!hang.has(path)) response.writeHead(204).end();
    });
    await provoke(world.acme);
    await eventually(
      'the dead are asked',
      () => dead.filter(({ path }) => receiver.at(path).length > 0).length >= 3,
    );
    await provoke(world.beta);
    await comesTo(others, 2);
    assert.ok(receiver.at(others.path).every(({ body }) => JSON.parse(body).data.tenant_id === 'beta'));
    for (const hook of dead) await remove(world.acme, hook);
    await remove(world.beta, others);
    receiver.play((response) => response.writeHead(204).end());
  });

  test('S39 a tenant’s events go to its own webhooks in that environment, and to nobody else', async () => {
    const hooks = {
      beta: await connect(world.beta, ['*']),
      test: await connect(world.app.operator.in('acme', 'test'), ['*']),
      platform: await connect(world.platform, ['*']),
      mine: await connect(world.acme, ['*']),
      uninterested: await connect(world.acme, ['model.gone']),
    };
    await provoke(world.acme);
    await comesTo(hooks.mine, 2);
    const { beta, test: inTest, platform, uninterested } = hooks;
    for (const hook of [beta, inTest, platform, uninterested]) assert.deepEqual(receiver.at(hook.path), []);
    const user = await world.tokenOf('acme', 'user');
    assert.deepEqual(codeOf(await user.get('/webhooks')), [403, 'forbidden']);
    await remove(world.acme, hooks.mine);
    await remove(world.acme, uninterested);
    await remove(world.beta, beta);
    await remove(world.platform, platform);
  });

  test('S6 S7 a URL that the tenant may not reach is refused when it is saved and when it is changed', async () => {
    const hook = await connect(world.acme);
    const put = [
      'https://10.0.0.1/hook',
      'https://169.254.169.254/latest',
      'https://metadata.google.internal/',
      'https://[fd00:ec2::254]/',
      'http://10.0.0.1/hook',
      'https://127.0.0.1.nip.io:0/hook',
      'https://user:password@receiver.example/',
      'https://receiver.example/?sig=secret',
      'file:///etc/passwd',
      'nonsense',
    ];
    for (const url of put) {
      const create = await world.acme.call('POST', '/webhooks', { url, events: ['*'] });
      assert.deepEqual(codeOf(create), [400, 'invalid_request'], url);
      const patch = await world.acme.call('PATCH', `/webhooks/${hook.id}`, { url });
      assert.deepEqual(codeOf(patch), [400, 'invalid_request'], url);
    }
    const metadata = { url: 'http://169.254.169.254/', events: ['*'] };
    assert.equal((await world.platform.call('POST', '/webhooks', metadata)).status, 400);
    const events = ['incident.opened'];
    const asked = await world.acme.call('POST', '/webhooks', { url: 'https://receiver.example', events });
    assert.deepEqual(codeOf(asked), [400, 'invalid_request'], 'a tenant hears of no incident');
    await remove(world.acme, hook);
  });

  test('S6 a rule that is taken away closes the way to a receiver that was saved under it', async () => {
    const rule = { tenant_id: 'acme', cidr: '::1/128', reason: 'a receiver in the house' };
    const { id } = await made(world.app.operator.call('POST', '/egress_rules', rule));
    const url = 'https://[::1]:9/hook';
    const hook = await made(world.acme.call('POST', '/webhooks', { url, events: [] }));
    assert.equal((await world.beta.call('POST', '/webhooks', { url, events: [] })).status, 400);
    await world.app.operator.call('DELETE', `/egress_rules/${id}`);
    assert.equal((await world.acme.call('POST', `/webhooks/${hook['id']}/test`)).status, 202);
    const said = await eventually('it is denied', async () => {
      const { items } = await made(world.acme.get(`/webhooks/${hook['id']}/deliveries`));
      return (items as Delivery[])[0]?.last_error ?? undefined;
    });
    assert.match(String(said), /not allowed to connect/);
    await world.acme.call('DELETE', `/webhooks/${hook['id']}`);
  });
});
