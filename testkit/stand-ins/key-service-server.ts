import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface KeyServiceRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface KeyServiceAnswer {
  status: number;
  body: unknown;
}

export interface KeyServiceServer {
  origin: string;
  /** During an outage connections are accepted and cut, as by a load balancer with nothing behind it. */
  setOutage(outage: boolean): void;
  close(): Promise<void>;
}

/** The part that every stand-in of a key service shares: JSON in and out on loopback, and a switch for outages. */
export async function startKeyServiceServer(
  answerTo: (request: KeyServiceRequest) => KeyServiceAnswer,
): Promise<KeyServiceServer> {
  let outage = false;
  const server = createServer(async (request, response) => {
    if (outage) return request.socket.destroy();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const { method = '', url: path = '', headers } = request;
    const answer = answerTo({ method, path, headers, body });
    response
      .writeHead(answer.status, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setOutage(next) {
      outage = next;
      if (outage) server.closeAllConnections();
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
