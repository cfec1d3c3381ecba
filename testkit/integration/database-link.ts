import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to Postgres that can be cut, for everybody or for those alone who listen for notifications. */
export interface DatabaseLink {
  url: string;
  /** Open connections of this kind end, new ones are refused. */
  cut(whom: 'everybody' | 'listeners'): void;
  mend(): void;
  close(): Promise<void>;
}

interface Pair {
  isListener: boolean;
  client: Socket;
  upstream: Socket;
}

/** Clients say their name in the first message of the Postgres protocol, in the clear. */
const listenerName = Buffer.from('application_name\0plugboard-listen\0');

export async function openDatabaseLink(databaseUrl: string): Promise<DatabaseLink> {
  const target = new URL(databaseUrl);
  const pairs = new Set<Pair>();
  let cut: 'nobody' | 'everybody' | 'listeners' = 'nobody';
  const server = createServer((client) => {
    client.on('error', () => undefined);
    client.once('data', (hello: Buffer) => {
      const isListener = hello.includes(listenerName);
      if (cut === 'everybody' || (cut === 'listeners' && isListener)) return client.destroy();
      const upstream = connect(Number(target.port), target.hostname);
      const pair = { isListener, client, upstream };
      pairs.add(pair);
      for (const socket of [client, upstream]) {
        socket.on('error', () => undefined);
        socket.on('close', () => endPair(pairs, pair));
      }
      upstream.write(hello);
      client.pipe(upstream);
      upstream.pipe(client);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cut: (whom) => {
      cut = whom;
      for (const pair of pairs) if (whom === 'everybody' || pair.isListener) endPair(pairs, pair);
    },
    mend: () => {
      cut = 'nobody';
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const pair of pairs) endPair(pairs, pair);
      await closed;
    },
  };
}

function endPair(pairs: Set<Pair>, pair: Pair): void {
  pairs.delete(pair);
  pair.client.destroy();
  pair.upstream.destroy();
}
