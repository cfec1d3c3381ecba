import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { limits } from '../../src/kernel/limits.ts';
import { createApi } from '../api.ts';
import { eventually } from '../eventually.ts';
import { environmentOf, makePlace, onPostgres, operatorToken } from '../harness.ts';
import { startServerProcess } from '../server-process.ts';
import { removeDirectory } from '../shared-storage.ts';
import { startSmtpServer } from '../stand-ins/smtp-server.ts';
import { startWebhookReceiver } from '../stand-ins/webhook-receiver.ts';
import { made } from './routing-world.ts';

onPostgres('kill -9 between a change and its messages', (storage) => {
  test('the next start sends what was told, by webhook and by mail', async (t) => {
    const [place, receiver, mail] = await Promise.all([
      makePlace(storage),
      startWebhookReceiver(),
      startSmtpServer(),
    ]);
    t.after(() => Promise.all([receiver.close(), mail.close(), removeDirectory(place.dataDirectory)]));
    const caFile = join(place.dataDirectory, 'mail-ca.pem');
    writeFileSync(caFile, mail.authority.certPem);
    const env = environmentOf(place, {
      PLUGBOARD_EGRESS_ALLOW: '127.0.0.1',
      PLUGBOARD_SMTP_URL: `smtp://plugboard:a-password@127.0.0.1:${mail.port}`,
      PLUGBOARD_SMTP_FROM: 'plugboard@platform.example',
      PLUGBOARD_SMTP_CA_FILE: caFile,
    });
    const first = await startServerProcess({ env });
    const operator = createApi(first.url, operatorToken);
    await made(operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' }));
    const acme = operator.in('acme', 'dev');
    const events = ['fallback.changed'];
    await made(acme.call('POST', '/webhooks', { url: `${receiver.origin}/hook`, events }));
    const settings = await made(
      acme.call('PUT', '/notification_settings', { emails: ['ops@acme.example', 'it@acme.example'], events }),
    );
    assert.equal((settings['email'] as { available: boolean }).available, true);
    await made(acme.call('PUT', '/fallback', { policy: 'queue_and_retry' }));
    first.kill('SIGKILL');
    await first.exited;

    const second = await startServerProcess({ env });
    const mailed = () => new Set(mail.mails.map(({ to }) => to.join()));
    // What was under way when the first process died waits for its lease to end.
    const patienceMs = limits.webhooks.leaseMs + 10_000;
    const isThere = () => receiver.received.length > 0 && mailed().size === 2;
    await eventually('everything is there', isThere, patienceMs);
    const ids = new Set(receiver.received.map(({ headers }) => headers['webhook-id']));
    assert.equal(ids.size, 1);
    assert.deepEqual([...mailed()].toSorted(), ['it@acme.example', 'ops@acme.example']);
    for (const { data, secured } of mail.mails) {
      assert.ok(secured);
      assert.match(data, /^Subject: \[Plugboard\] The failure policy is now queue_and_retry\r$/m);
      assert.ok(!data.includes(operatorToken) && !data.includes('whsec_'));
    }
    assert.ok(!`${first.output()}${second.output()}`.includes('a-password'));
    await second.stop();
  });
});
