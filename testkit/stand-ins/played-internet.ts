import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { buildConnector } from 'undici';

export interface PlayedInternet {
  /** In place of the connector that opens real sockets: every address leads to the one listener on loopback. */
  dial: buildConnector.connector;
  /** Addresses that were connected to, in order. */
  dialled: string[];
  /** Bytes that arrived, by the address that they were meant for. */
  received: Map<string, number>;
  close(): Promise<void>;
}

/**
 * The internet without leaving the machine: whoever dials 8.8.8.8 gets a socket that says it is connected to 8.8.8.8,
 * without TLS, and is answered by `listener`.
 */
export async function playInternet(listener: RequestListener): Promise<PlayedInternet> {
  const byPort = new Map<number, string>();
  const dialled: string[] = [];
  const received = new Map<string, number>();
  const server = createServer(listener).on('connection', (socket) => {
    // Asked when bytes arrive: the server may see the connection before the one who dialled does.
    socket.on('data', (chunk: Buffer) => {
      const address = byPort.get(socket.remotePort ?? 0) ?? '';
      received.set(address, (received.get(address) ?? 0) + chunk.length);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    dialled,
    received,
    dial({ hostname }, callback) {
      dialled.push(hostname);
      const socket = connect({ port, host: '127.0.0.1' });
      socket.once('error', (error) => callback(error, null));
      socket.once('connect', () => {
        byPort.set(socket.localPort ?? 0, hostname);
        Object.defineProperty(socket, 'remoteAddress', { value: hostname });
        callback(null, socket);
      });
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
