import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { PlayedNetwork } from '../../src/egress/guarded-connector.ts';

/**
 * Hosts of the internet, played by servers of this machine: each name has a public address of its own, and whoever
 * connects to it reaches the server at `origin` and believes to be connected to that address. Names and addresses that
 * are not played stay what they are, except that no other name is found.
 */
export function playHosts(origins: Readonly<Record<string, string>>): PlayedNetwork {
  const addresses = new Map(Object.keys(origins).map((name, index) => [name, `9.9.9.${index + 1}`]));
  const ports = new Map(
    Object.entries(origins).map(([name, origin]) => [addresses.get(name), Number(new URL(origin).port)]),
  );

  function openTo(address: string, port: number): Socket {
    const played = ports.get(address);
    const socket = connectTcp({ host: played === undefined ? address : '127.0.0.1', port: played ?? port });
    return played === undefined ? socket : asConnectedTo(address, socket);
  }

  return {
    async resolve(name) {
      const address = addresses.get(name);
      if (address === undefined) throw Object.assign(new Error(name), { code: 'ENOTFOUND' });
      return [address];
    },
    connect: ({ host, port }) => openTo(host, port),
    dial({ hostname, port, protocol, servername, secureContext }, callback) {
      const isSecure = protocol === 'https:';
      const plain = openTo(hostname, Number(port || (isSecure ? 443 : 80)));
      const socket = isSecure
        ? connectTls({
            socket: plain,
            ...(servername && { servername }),
            ...(secureContext && { secureContext }),
            ALPNProtocols: ['http/1.1'],
          })
        : plain;
      if (isSecure && ports.has(hostname)) asConnectedTo(hostname, socket);
      const fail = (error: Error) => callback(error, null);
      socket.once('error', fail).once(isSecure ? 'secureConnect' : 'connect', () => {
        socket.off('error', fail);
        callback(null, socket);
      });
    },
  };
}

function asConnectedTo<T extends Socket>(address: string, socket: T): T {
  return Object.defineProperty(socket, 'remoteAddress', { value: address });
}
