import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EnvironmentReader } from './environment-reader.ts';
import { parseMail } from './parse-mail.ts';

const from = 'Plugboard <plugboard@example.com>';

function parse(env: Record<string, string>) {
  const reader = new EnvironmentReader(env);
  const mail = parseMail(reader);
  return { mail, problems: reader.problems.map(({ variable }) => variable) };
}

test('a mail server is read with how to sign in there, and its usual port', () => {
  const url = 'smtp://user%40example.com:p%3Ass@mail.example.com';
  const { mail, problems } = parse({ PLUGBOARD_SMTP_URL: url, PLUGBOARD_SMTP_FROM: from });
  assert.deepEqual(problems, []);
  const { password, ...rest } = mail ?? {};
  assert.equal(password?.reveal(), 'p:ss');
  const server = { host: 'mail.example.com', port: 587, implicitTls: false, user: 'user@example.com' };
  assert.deepEqual(rest, { ...server, from, caFile: null });
  const implicit = parse({ PLUGBOARD_SMTP_URL: 'smtps://[::1]', PLUGBOARD_SMTP_FROM: 'a@b.c' }).mail;
  assert.deepEqual([implicit?.host, implicit?.port, implicit?.implicitTls], ['::1', 465, true]);
});

test('nothing is mailed where nothing is set; half of it is a mistake', () => {
  assert.deepEqual(parse({}), { mail: null, problems: [] });
  assert.deepEqual(parse({ PLUGBOARD_SMTP_URL: 'smtp://mail' }).problems, ['PLUGBOARD_SMTP_FROM']);
  assert.deepEqual(parse({ PLUGBOARD_SMTP_FROM: from }).problems, ['PLUGBOARD_SMTP_FROM']);
});

test('what is no server or no sender is refused', () => {
  for (const url of [
    'mail.example.com',
    'http://mail',
    'smtp://user@mail',
    'smtp://mail?tls=no',
    'smtp://mail/x',
    'smtp://%zz:x@mail',
  ])
    assert.deepEqual(
      parse({ PLUGBOARD_SMTP_URL: url, PLUGBOARD_SMTP_FROM: from }).problems,
      ['PLUGBOARD_SMTP_URL'],
      url,
    );
  for (const sender of ['Plugboard', 'a@b.c\r\nBcc: d@e.f', 'A\nB <a@b.c>', 'a@b.c, d@e.f', '<a@b.c>'])
    assert.deepEqual(
      parse({ PLUGBOARD_SMTP_URL: 'smtp://mail', PLUGBOARD_SMTP_FROM: sender }).problems,
      ['PLUGBOARD_SMTP_FROM'],
      sender,
    );
});
