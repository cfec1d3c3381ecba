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

/** As much of RFC 5321, 3207 and 4954 as a mail takes. */
export async function startSmtpServer(options: SmtpOptions = {}): Promise<SmtpServer> {
  const authority = issueCertificate({ name: 'Mail authority', isAuthority: true });
  const { certPem: cert, keyPem: key } = issueCertificate({
    name: 'mail',
    hosts: [options.host ?? '127.0.0.1'],
    issuer: authority,
  });
  const mails: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.write('220 mail ready\r\n');
    speak(socket, { secured: false, user: null, to: [] });
  });

  function speak(socket: Socket, session: Omit<ReceivedMail, 'data'>): void {
    let pending = '';
    let data: string | null = null;
    const answer = (line: string) => void socket.write(`${line}\r\n`);
    const onData = (chunk: Buffer) => {
      pending += chunk.toString('latin1');
      for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
        const line = pending.slice(0, end);
        pending = pending.slice(end + 2);
        if (data === null) command(line);
        else if (line === '.') {
          mails.push({ ...session, to: [...session.to], data });
          data = null;
          answer('250 taken');
        } else data += `${line}\r\n`;
      }
    };
    const command = (line: string) => {
      const [verb = '', ...rest] = line.split(' ');
      switch (verb.toUpperCase()) {
        case 'EHLO':
          if (!session.secured && options.offersTls !== false) answer('250-STARTTLS');
          return answer('250 AUTH PLAIN');
        case 'STARTTLS': {
          if (options.offersTls === false) return answer('502 no');
          answer('220 go ahead');
          socket.off('data', onData);
          const secure = new TLSSocket(socket, { isServer: true, key, cert });
          secure.on('error', () => secure.destroy());
          return speak(secure, { ...session, secured: true });
        }
        case 'AUTH':
          session.user =
            Buffer.from(rest[1] ?? '', 'base64')
              .toString('utf8')
              .split('\0')[1] ?? null;
          return answer('235 welcome');
        case 'RCPT':
          if (options.unknownReceiver && line.includes(options.unknownReceiver)) return answer('550 nobody');
          session.to.push(/<(.*)>/.exec(line)?.[1] ?? '');
          return answer('250 ok');
        case 'DATA':
          data = '';
          return answer('354 go on');
        case 'QUIT':
          answer('221 bye');
          return void socket.end();
        default:
          return answer('250 ok');
      }
    };
    socket.on('data', onData);
    socket.on('error', () => socket.destroy());
  }

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
