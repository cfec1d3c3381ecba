import assert from 'node:assert/strict';
import { createHmac, verify } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { ExportAnswer } from '../../src/contract/exports.ts';
import { signLedgerCheckpoints } from '../../src/control/ledger/checkpoints.ts';
import type { Api } from '../api.ts';
import { eventually } from '../eventually.ts';
import { onPostgres, startTestApp, type TestApp } from '../harness.ts';
import { type Received, startWebhookReceiver, type WebhookReceiver } from '../stand-ins/webhook-receiver.ts';
import { made } from './routing-world.ts';

interface Item {
  stream: string;
  id: string;
  tenant: string;
  environment: string | null;
  seq: number;
  record: Record<string, unknown>;
}
interface LogRecord {
  eventName: string;
  attributes: { key: string; value: Record<string, unknown> }[];
}
const itemsOf = ({ body }: Received): Item[] => JSON.parse(body).items;
/** Beyond the first pause after a failure, and the look for what is new. */
const pauseMs = 10_000;

onPostgres('what is sent on', (storage) => {
  let app: TestApp;
  let receiver: WebhookReceiver;
  const tenants = new Map<string, { api: Api; token: string }>();

  before(async () => {
    receiver = await startWebhookReceiver();
    const env = { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1', PLUGBOARD_SANDBOX: '1' };
    app = await startTestApp({ storage, env });
    for (const tenant of ['acme', 'beta']) {
      await made(app.operator.call('PUT', `/tenants/${tenant}`, { name: tenant, plan: 'enterprise' }));
      const body = { name: 'administrator', role: 'tenant_admin', environment: 'dev' };
      const { token } = await made(app.operator.call('POST', `/tenants/${tenant}/tokens`, body));
      tenants.set(tenant, { api: app.as(String(token)), token: String(token) });
      await call(tenant);
    }
  });
  after(async () => {
    await app.close();
    await receiver.close();
  });

  const of = (tenant: string) => tenants.get(tenant) as { api: Api; token: string };
  const call = async (tenant: string) => {
    const body = { messages: [{ role: 'user', content: 'never to be sent on' }] };
    const answer = await of(tenant).api.call('POST', '/v1/chat/completions', body);
    assert.equal(answer.status, 200, answer.text);
    await of(tenant).api.get('/ledger');
  };
  const send = (as: Api, path: string, more: Record<string, unknown>) =>
    made(
      as.call('POST', '/exports', {
        name: path,
        kind: 'webhook',
        streams: ['ledger'],
        destination: { url: `${receiver.origin}${path}`, headers: { 'x-key': 'secret-of-the-siem' } },
        ...more,
      }),
    );
  const arrivedAt = async (path: string, count: number) => {
    const flat = () => receiver.at(path).flatMap(itemsOf);
    await eventually(`${count} items at ${path}`, () => flat().length >= count);
    return flat();
  };
  const state = async (as: Api, id: unknown) =>
    (await made(as.get(`/exports/${id}`))) as unknown as ExportAnswer;

  test('S39 a tenant’s own rows arrive signed, each with its id, and none of another’s', async () => {
    const { api } = of('acme');
    const { id, signing_secret } = await send(api, '/siem', { streams: ['ledger', 'audit'] });
    const items = await arrivedAt('/siem', 3);
    assert.ok(items.every(({ tenant }) => tenant === 'acme'));
    assert.ok(items.every(({ environment }) => environment === null || environment === 'dev'));
    const ledger = items.find(({ stream }) => stream === 'ledger');
    assert.deepEqual([ledger?.id, ledger?.record['outcome']], ['ledger/acme/dev/1', 'answered']);
    assert.ok(
      items.some(({ stream, record }) => stream === 'audit' && record['action'] === 'export.created'),
    );
    const [first] = receiver.at('/siem') as [Received];
    assert.doesNotMatch(first.body, /never to be sent on|secret-of-the-siem/);
    assert.equal(first.headers['x-key'], 'secret-of-the-siem');
    const {
      'webhook-id': messageId,
      'webhook-timestamp': at,
      'webhook-signature': signature,
    } = first.headers;
    const key = Buffer.from(String(signing_secret).replace('whsec_', ''), 'base64');
    const expected = createHmac('sha256', key).update(`${messageId}.${at}.${first.body}`).digest('base64');
    assert.equal(signature, `v1,${expected}`);
    await eventually('it is told as arrived', async () => (await state(api, id)).delivered_rows >= 3);
    assert.doesNotMatch((await api.get('/exports')).text, /secret-of-the-siem|whsec_/);
    assert.equal((await api.call('DELETE', `/exports/${id}`)).status, 204);
  });

  test('what a receiver refuses is sent again, from where it was, once it takes it', async () => {
    const { api } = of('acme');
    receiver.play((response, { path }) => void response.writeHead(path === '/down' ? 503 : 204).end());
    const { id } = await send(api, '/down', {});
    const failing = await eventually('it fails', async () => {
      const found = await state(api, id);
      return found.failing_since !== null && found;
    });
    assert.deepEqual([failing.last_status, failing.delivered_rows], [503, 0]);
    const refused = receiver.at('/down').length;
    receiver.play((response) => void response.writeHead(204).end());
    app.clock.advance(pauseMs);
    await eventually('it arrives', async () => (await state(api, id)).delivered_rows === 1);
    const ids = receiver
      .at('/down')
      .flatMap(itemsOf)
      .map((item) => item.id);
    assert.deepEqual(new Set(ids), new Set(['ledger/acme/dev/1']));
    assert.ok(ids.length > refused);
    await call('acme');
    app.clock.advance(pauseMs);
    await eventually('the next row follows', async () => (await state(api, id)).delivered_rows === 2);
    assert.deepEqual(receiver.at('/down').flatMap(itemsOf).at(-1)?.id, 'ledger/acme/dev/2');
    assert.equal((await state(api, id)).failing_since, null);
    assert.equal((await api.call('DELETE', `/exports/${id}`)).status, 204);
  });

  test('operators have the rows of every tenant sent to one collector, as OTLP logs', async () => {
    const platform = app.operator.in('platform', 'prod');
    const { id } = await send(platform, '/v1/logs', { kind: 'otlp', streams: ['ledger', 'audit'] });
    const records = () =>
      receiver.at('/v1/logs').flatMap(({ body }) => {
        const [{ scopeLogs }] = JSON.parse(body).resourceLogs;
        return (scopeLogs[0].logRecords as LogRecord[]).map(({ eventName, attributes }) => {
          const values = attributes.map(({ key, value }) => [key, Object.values(value)[0]] as const);
          return new Map<string, unknown>([['eventName', eventName], ...values]);
        });
      });
    const told = await eventually('rows of both tenants arrive', () => {
      const found = records().filter((one) => one.get('eventName') === 'plugboard.ledger.attempt');
      return new Set(found.map((one) => one.get('plugboard.tenant'))).size === 2 && found;
    });
    const one = told[0] ?? new Map();
    assert.deepEqual([one.get('gen_ai.operation.name'), one.get('plugboard.environment')], ['chat', 'dev']);
    assert.match(String(one.get('plugboard.request_id')), /^req_/);
    assert.equal((await platform.call('DELETE', `/exports/${id}`)).status, 204);
  });

  test('S55 the end of the chain is pushed as it is signed, to a webhook and as an object, and verifies there', async () => {
    const { api } = of('beta');
    await made(
      api.call('POST', '/webhooks', { url: `${receiver.origin}/witness`, events: ['ledger.checkpoint'] }),
    );
    const destination = { url: `${receiver.origin}/bucket/object?X-Signature=abc%2F` };
    const put = await send(api, '/object', { kind: 'object_store', streams: ['checkpoints'], destination });
    await call('beta');
    const { ledgerChains, signer, deploymentId } = app.app.services;
    await signLedgerCheckpoints(ledgerChains, signer, deploymentId, app.clock.now);
    app.clock.advance(pauseMs);
    const paths = ['/witness', '/bucket/object?X-Signature=abc%2F'] as const;
    await eventually('both have it', () => paths.every((path) => receiver.at(path).length > 0));
    const [witness, object] = paths.map((path) => JSON.parse(receiver.at(path)[0]?.body ?? ''));
    const [key] = (await api.get('/ledger/keys')).body['items'] as { public_key_pem: string }[];
    for (const { seq, signed, signature } of [witness.data.facts, object]) {
      const bytes = Buffer.from(signed, 'base64');
      assert.ok(verify(null, bytes, key?.public_key_pem ?? '', Buffer.from(signature, 'base64')));
      assert.match(
        bytes.toString(),
        new RegExp(`^plugboard ledger checkpoint v1\\n.+\\nbeta\\ndev\\n${seq}\\n`),
      );
    }
    assert.equal((await api.call('DELETE', `/exports/${put['id']}`)).status, 204);
  });

  test('S1 an export goes nowhere that its tenant may not reach, and sets no header of the connection', async () => {
    const { api } = of('acme');
    for (const [destination, field] of [
      [{ url: 'http://169.254.169.254/latest' }, 'destination.url'],
      [{ url: 'http://10.0.0.1/logs' }, 'destination.url'],
      [{ url: `${receiver.origin}/x`, headers: { Host: 'inner' } }, 'destination.headers'],
    ] as const) {
      const body = { name: 'bad', kind: 'otlp', streams: ['audit'], destination };
      const answer = await api.call('POST', '/exports', body);
      const errors = answer.body['errors'] as { field: string }[];
      assert.deepEqual([answer.status, errors[0]?.field], [400, field], answer.text);
    }
    const wrong = {
      name: 'bad',
      kind: 'object_store',
      streams: ['ledger'],
      destination: { url: receiver.origin },
    };
    assert.equal((await api.call('POST', '/exports', wrong)).status, 400);
  });
});
