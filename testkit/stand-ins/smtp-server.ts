import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { type IssuedCertificate, issueCertificate } from './certificates.ts';

export interface ReceivedMail {
  to: string[];
  /** Whether it came through TLS. */
  secured: boolean;
  user: string | null;
  /** Headers and text, as they came. */
  data: string;
}

export interface SmtpServer {
  port: number;
  authority: IssuedCertificate;
  mails: ReceivedMail[];
  close(): Promise<void>;
}

interface SmtpOptions {
  /** What its certificate names. */
  host?: string;
  offersTls?: boolean;
  /** Refused for good. */
  unknownReceiver?: string;
}

type Session = Omit<ReceivedMail, 'data'>;

interface Speaker extends SmtpOptions {
  cert: string;
  key: string;
  take(mail: ReceivedMail): void;
}

/** As much of RFC 5321, 3207 and 4954 as a mail takes. */
export async function startSmtpServer(options: SmtpOptions = {}): Promise<SmtpServer> {
  const authority = issueCertificate({ name: 'Mail authority', isAuthority: true });
  const hosts = [options.host ?? '127.0.0.1'];
  const { certPem: cert, keyPem: key } = issueCertificate({ name: 'mail', hosts, issuer: authority });
  const mails: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.write('220 mail ready\r\n');
    speak(
      socket,
      { secured: false, user: null, to: [] },
      { ...options, cert, key, take: (mail) => mails.push(mail) },
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    authority,
    mails,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Lines are commands, until one begins a mail. */
function speak(socket: Socket, session: Session, speaker: Speaker): void {
  let pending = '';
  let data: string | null = null;
  const onData = (chunk: Buffer) => {
    pending += chunk.toString('latin1');
    for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
      const line = pending.slice(0, end);
      pending = pending.slice(end + 2);
      if (data !== null && line !== '.') {
        data += `${line}\r\n`;
        continue;
      }
      if (data !== null) speaker.take({ ...session, to: [...session.to], data });
      const answer: string = data === null ? answerTo(line, session, speaker) : '250 taken';
      data = answer.startsWith('354') ? '' : null;
      socket.write(`${answer}\r\n`);
      if (!line.startsWith('STARTTLS') || !answer.startsWith('220')) continue;
      socket.off('data', onData);
      const secure = new TLSSocket(socket, { isServer: true, cert: speaker.cert, key: speaker.key });
      speak(secure, { ...session, secured: true }, speaker);
    }
  };
  socket.on('data', onData);
  socket.on('error', () => socket.destroy());
}

function answerTo(line: string, session: Session, { offersTls = true, unknownReceiver }: Speaker): string {
  const [verb = '', ...rest] = line.split(' ');
  switch (verb.toUpperCase()) {
    case 'EHLO':
      return session.secured || !offersTls ? '250 AUTH PLAIN' : '250-STARTTLS\r\n250 AUTH PLAIN';
    case 'STARTTLS':
      return offersTls ? '220 go ahead' : '502 no';
    case 'AUTH':
      session.user =
        Buffer.from(rest[1] ?? '', 'base64')
          .toString('utf8')
          .split('\0')[1] ?? null;
      return '235 welcome';
    case 'RCPT':
      if (unknownReceiver && line.includes(unknownReceiver)) return '550 nobody';
      session.to.push(/<(.*)>/.exec(line)?.[1] ?? '');
      return '250 ok';
    case 'DATA':
      return '354 go on';
    case 'QUIT':
      return '221 bye';
    default:
      return '250 ok';
  }
}
