import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type SmtpServer, startSmtpServer } from '../../testkit/stand-ins/smtp-server.ts';
import { openMailSocket } from '../egress/mail-socket.ts';
import { Secret } from '../kernel/secret.ts';
import { createMailer, type MailServer } from './mailer.ts';

const mail = { to: 'ops@acme.example', subject: 'A key', text: 'It ended.', messageId: 'm-1' };

async function open(
  t: TestContext,
  options: Parameters<typeof startSmtpServer>[0] = {},
): Promise<SmtpServer> {
  const server = await startSmtpServer(options);
  t.after(() => server.close());
  return server;
}

function mailer({ port, authority }: SmtpServer, more: Partial<MailServer> = {}) {
  const failures: unknown[] = [];
  const send = createMailer({
    server: {
      host: '127.0.0.1',
      port,
      implicitTls: false,
      user: 'plugboard',
      password: new Secret('a-password'),
      from: 'Plugboard <plugboard@platform.example>',
      authority: authority.certPem,
      ...more,
    },
    openSocket: openMailSocket,
    telemetry: { mailServerFailed: ({ error }) => void failures.push(error) },
  });
  return { send, failures };
}

test('a mail goes through TLS, signed in, to one receiver, and says that a program wrote it', async (t) => {
  const server = await open(t);
  assert.deepEqual(await mailer(server).send(mail), { kind: 'accepted' });
  const [{ to, secured, user, data } = { to: [], secured: false, user: '', data: '' }, ...more] =
    server.mails;
  assert.deepEqual([to, secured, user, more], [['ops@acme.example'], true, 'plugboard', []]);
  assert.match(data, /^From: Plugboard <plugboard@platform\.example>\r$/m);
  assert.match(data, /^Auto-Submitted: auto-generated\r$/m);
  assert.match(data, /^Message-ID: <m-1@plugboard>\r$/m);
  assert.match(data, /It ended\./);
});

test('nothing is sent to a server without TLS, nor to one whose certificate is another’s or of nobody known', async (t) => {
  const plain = await open(t, { offersTls: false });
  const named = await open(t, { host: 'mail.example' });
  const unknown = await open(t);
  for (const [what, server, more] of [
    ['no TLS', plain, {}],
    ['another’s certificate', named, {}],
    ['an unknown authority', unknown, { authority: null }],
  ] as const) {
    const { send, failures } = mailer(server, more);
    const outcome = await send(mail);
    assert.deepEqual([outcome.kind, outcome.kind === 'failed' && outcome.permanent], ['failed', false], what);
    assert.equal(failures.length, 1);
    assert.deepEqual(server.mails, []);
  }
});

test('S32 what a subject or a receiver smuggles becomes no header and no second receiver', async (t) => {
  const server = await open(t);
  const { send } = mailer(server);
  const subject = 'A key\r\nBcc: thief@evil.example\r\n\r\nbody';
  await send({ ...mail, subject });
  await send({ ...mail, to: 'ops@acme.example\r\nRCPT TO:<thief@evil.example>' });
  await send({ ...mail, to: 'ops@acme.example, thief@evil.example' });
  assert.ok(server.mails.length >= 1);
  for (const { to, data } of server.mails) {
    assert.deepEqual(
      to.filter((address) => address.includes('thief') && address !== to[0]),
      [],
    );
    assert.doesNotMatch(data, /^Bcc:/im);
  }
});

test('a receiver that the server refuses for good is not tried again; a server that is away is', async (t) => {
  const server = await open(t, { unknownReceiver: 'ops@acme.example' });
  const refused = await mailer(server).send(mail);
  assert.deepEqual(refused, {
    kind: 'failed',
    detail: 'The mail server refuses this receiver.',
    permanent: true,
  });
  const away = await mailer({ ...server, port: 1 }).send(mail);
  assert.deepEqual(away.kind === 'failed' && away.permanent, false);
});
