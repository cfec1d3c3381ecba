import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface LoopbackServer {
  origin: string;
  close(): Promise<void>;
}

/** What a server shows of itself, and whom it lets in. */
export interface ServerTls {
  certPem: string;
  keyPem: string;
  /** PEM of the authority whose certificates clients must show. */
  clientAuthority?: string;
}

export async function startLoopbackServer(
  listener: RequestListener,
  tls?: ServerTls,
): Promise<LoopbackServer> {
  const server = tls ? createSecureServer(secured(tls), listener) : createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function secured({ certPem, keyPem, clientAuthority }: ServerTls) {
  return {
    cert: certPem,
    key: keyPem,
    ...(clientAuthority !== undefined && {
      ca: clientAuthority,
      requestCert: true,
      rejectUnauthorized: true,
    }),
  };
}
