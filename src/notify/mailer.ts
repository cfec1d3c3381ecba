import type { Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import type { MailOutcome, SendMail } from '../control/notification-ports.ts';
import { limits } from '../kernel/limits.ts';
import type { Secret } from '../kernel/secret.ts';
import type { Telemetry } from '../kernel/telemetry.ts';

export interface MailServer {
  host: string;
  port: number;
  /** TLS from the first byte; else by STARTTLS, without which nothing is sent. */
  implicitTls: boolean;
  user: string | null;
  password: Secret | null;
  from: string;
  /** PEM, trusted instead of the public authorities. */
  authority: string | null;
}

interface MailerParts {
  server: MailServer;
  openSocket: (host: string, port: number) => Promise<Socket>;
  telemetry: Pick<Telemetry, 'mailServerFailed'>;
}

const { connectMs } = limits.egress;
const { firstByteMs, totalMs } = limits.webhooks;

/** One connection for one mail, on a socket that the guarded connector opened. */
export function createMailer({ server, openSocket, telemetry }: MailerParts): SendMail {
  return async ({ to, subject, text, messageId }) => {
    let socket: Socket | undefined;
    // However slowly the server answers.
    const timer = setTimeout(() => socket?.destroy(), totalMs);
    try {
      socket = await openSocket(server.host, server.port);
      const transport = createTransport({ ...optionsOf(server), connection: socket });
      await transport.sendMail({
        from: server.from,
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${messageId}@plugboard>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return { kind: 'accepted' };
    } catch (error) {
      telemetry.mailServerFailed({ error });
      return toFailure(error);
    } finally {
      clearTimeout(timer);
      socket?.destroy();
    }
  };
}

function optionsOf({ host, port, implicitTls, user, password, authority }: MailServer) {
  return {
    host,
    port,
    secure: implicitTls,
    requireTLS: !implicitTls,
    tls: {
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2' as const,
      ...(authority !== null && { ca: authority }),
    },
    ...(user !== null && password !== null && { auth: { user, pass: password.reveal() } }),
    connectionTimeout: connectMs,
    greetingTimeout: firstByteMs,
    socketTimeout: firstByteMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Refused for good is what the server says of this receiver or this mail, not of us. */
function toFailure(error: unknown): MailOutcome {
  const { code, responseCode = 0 } = error as { code?: string; responseCode?: number };
  const permanent = responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE');
  const detail = permanent ? 'The mail server refuses this receiver.' : 'The mail could not be handed over.';
  return { kind: 'failed', detail, permanent };
}
