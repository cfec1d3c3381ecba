import { Secret } from '../kernel/secret.ts';
import type { EnvironmentReader, Parsed } from './environment-reader.ts';

export interface MailSettings {
  host: string;
  port: number;
  implicitTls: boolean;
  user: string | null;
  password: Secret | null;
  from: string;
  /** PEM file of the authority of the server’s certificate; null: the public ones. */
  caFile: string | null;
}

type Server = Omit<MailSettings, 'from' | 'caFile'>;

/** A mailbox, or a name and a mailbox in angle brackets; on one line. */
const sender = /^(?:[^<>"\\,;:@\p{C}]{1,80} <[^\s<>@,;:"]+@[^\s<>@,;:"]+>|[^\s<>@,;:"]+@[^\s<>@,;:"]+)$/u;

export function parseMail(reader: EnvironmentReader): MailSettings | null {
  const server = reader.parse<Server | null>(
    'PLUGBOARD_SMTP_URL',
    'smtps://user:password@host:465 or smtp://user:password@host:587 (STARTTLS)',
    null,
    parseServer,
  );
  const from = reader.parse<string | null>(
    'PLUGBOARD_SMTP_FROM',
    'an address such as plugboard@example.com or Plugboard <plugboard@example.com>',
    null,
    (text) => (sender.test(text) ? { value: text } : { problem: 'is no address of a sender' }),
  );
  const caFile = reader.text('PLUGBOARD_SMTP_CA_FILE') ?? null;
  if (server === null) {
    for (const name of ['PLUGBOARD_SMTP_FROM', 'PLUGBOARD_SMTP_CA_FILE']) {
      if (reader.has(name) && !reader.has('PLUGBOARD_SMTP_URL')) {
        reader.report(name, 'is set without PLUGBOARD_SMTP_URL', 'both, or neither');
      }
    }
    return null;
  }
  if (from === null) {
    if (!reader.has('PLUGBOARD_SMTP_FROM')) {
      reader.report('PLUGBOARD_SMTP_FROM', 'is missing', 'the sender of the mails');
    }
    return null;
  }
  return { ...server, from, caFile };
}

function parseServer(text: string): Parsed<Server | null> {
  const url = URL.parse(text);
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
    return { problem: 'is no SMTP URL' };
  if (url.search !== '' || url.hash !== '' || !/^\/?$/.test(url.pathname))
    return { problem: 'holds more than a server and how to sign in there' };
  if ((url.username === '') !== (url.password === ''))
    return { problem: 'names a user or a password without the other' };
  const implicitTls = url.protocol === 'smtps:';
  try {
    return {
      value: {
        host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
        port: Number(url.port || (implicitTls ? 465 : 587)),
        implicitTls,
        user: url.username === '' ? null : decodeURIComponent(url.username),
        password: url.password === '' ? null : new Secret(decodeURIComponent(url.password)),
      },
    };
  } catch {
    return { problem: 'is not percent-encoded as a URL must be' };
  }
}
