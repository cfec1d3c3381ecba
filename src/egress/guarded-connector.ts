import { lookup } from 'node:dns/promises';
import { isIP, type Socket, SocketAddress } from 'node:net';
import { buildConnector } from 'undici';
import { PlugboardError } from '../kernel/errors.ts';
import type { EgressPolicy } from './address-rules.ts';

/** Every address of a name. */
export type Resolve = (name: string) => Promise<string[]>;

/** IPv4 first: containers often have no route for the IPv6 answers that their resolver gives. */
export const resolveBySystem: Resolve = async (name) => {
  const answers = await lookup(name, { all: true, order: 'ipv4first' });
  return answers.map((answer) => answer.address);
};

interface GuardedConnectorOptions {
  policy: EgressPolicy;
  resolve: Resolve;
  connectMs: number;
}

/**
 * The one place where outbound sockets are opened. A name is looked up once and that very address is connected to,
 * so a resolver that answers differently the next time gains nothing. Literals are checked here too: undici's
 * `connect.lookup` is never called for them.
 */
export function createGuardedConnector(options: GuardedConnectorOptions): buildConnector.connector {
  const { policy, resolve, connectMs } = options;
  const open = buildConnector({ allowH2: false, timeout: connectMs });

  return (target, callback) => {
    const host = target.hostname.replace(/^\[(.*)\]$/, '$1');
    chooseAddress(host, policy, resolve).then(
      (address) => {
        const { servername: _, ...rest } = target;
        // The certificate is checked against the name, although the socket is opened to the address.
        const servername = target.protocol === 'https:' && isIP(host) === 0 ? { servername: host } : {};
        open({ ...rest, ...servername, hostname: address }, (error, socket) => {
          if (error) return callback(error, null);
          const wrongPeer = refusePeer(socket, address, policy);
          if (!wrongPeer) return callback(null, socket);
          socket.destroy();
          callback(wrongPeer, null);
        });
      },
      (error: Error) => callback(error, null),
    );
  };
}

async function chooseAddress(host: string, policy: EgressPolicy, resolve: Resolve): Promise<string> {
  if (isIP(host) !== 0) {
    if (!policy.permitsAddress(host)) throw denied(`${host} may not be reached`);
    return host;
  }
  if (!policy.permitsName(host)) throw denied(`the name ${host} may not be reached`);
  const addresses = await resolve(host);
  const forbidden = addresses.find((address) => !policy.permitsAddress(address));
  // One bad answer spoils all: otherwise the order of the answers would decide what is reached.
  if (forbidden !== undefined) throw denied(`${host} resolves to ${forbidden}, which may not be reached`);
  const [first] = addresses;
  if (first === undefined) throw new Error(`${host} resolves to no address`);
  return first;
}

function refusePeer(socket: Socket, address: string, policy: EgressPolicy): Error | undefined {
  const peer = socket.remoteAddress;
  if (peer === undefined) return new Error('the connection was lost while it was opened');
  if (canonical(peer) === canonical(address) && policy.permitsAddress(peer)) return undefined;
  return denied(`connected to ${peer} instead of ${address}`);
}

function canonical(address: string): string {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return new SocketAddress({ address, family }).address.replace(/^::ffff:(?=\d+\.)/, '');
}

function denied(reason: string): PlugboardError {
  return new PlugboardError('egress_denied', { cause: new Error(reason) });
}
