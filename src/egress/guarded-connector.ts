import { lookup } from 'node:dns/promises';
import { isIP, type Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { buildConnector, errors } from 'undici';
import { canonicalAddress } from '../kernel/addresses.ts';
import { EgressFailure } from '../kernel/egress-failure.ts';
import type { OutboundTarget } from '../kernel/outbound-target.ts';
import type { EgressPolicy } from './egress-policy.ts';

/** Every address of a name. */
export type Resolve = (name: string) => Promise<string[]>;

/** Opens a socket to an address that was judged before: undici's own connector, unless a test plays the internet. */
export type Dial = (
  target: buildConnector.Options & { secureContext?: SecureContext },
  callback: buildConnector.Callback,
) => void;

/** The same without TLS: for looking at the way rather than taking it. */
export type Connect = (to: { host: string; port: number }) => Socket;

/** What stands for the internet in tests of the whole program; left out, the real one. */
export interface PlayedNetwork {
  resolve: Resolve;
  dial: Dial;
  connect: Connect;
}

/** IPv4 first: containers often have no route for the IPv6 answers that their resolver gives. */
export const resolveBySystem: Resolve = async (name) => {
  const answers = await lookup(name, { all: true, order: 'ipv4first' });
  return answers.map((answer) => answer.address);
};

interface GuardedConnectorOptions {
  policy: EgressPolicy;
  resolve: Resolve;
  connectMs: number;
  secureContext?: SecureContext;
  dial?: Dial;
}

/**
 * The one place where outbound sockets are opened. A name is looked up once and that very address is connected to,
 * so a resolver that answers differently the next time gains nothing. Literals are checked here too: undici's
 * `connect.lookup` is never called for them.
 */
export function createGuardedConnector(options: GuardedConnectorOptions): buildConnector.connector {
  const { policy, resolve, connectMs, secureContext } = options;
  const dial =
    options.dial ??
    buildConnector({ allowH2: false, timeout: connectMs, ...(secureContext && { secureContext }) });

  return (request, callback) => {
    const target = targetOf(request);
    chooseAddress(target, policy, (name) => within(connectMs, resolve(name))).then(
      (address) => {
        const { servername: _, ...rest } = request;
        // The certificate is checked against the name, although the socket is opened to the address.
        const named = request.protocol === 'https:' && isIP(target.host) === 0;
        const servername = named ? { servername: target.host } : {};
        const secured = secureContext ? { secureContext } : {};
        dial({ ...rest, ...servername, ...secured, hostname: address }, (error, socket) => {
          if (error) return callback(error, null);
          const wrongPeer = findWrongPeer(socket, address, target, policy);
          if (!wrongPeer) return callback(null, socket);
          socket.destroy();
          callback(wrongPeer, null);
        });
      },
      (error: Error) => callback(error, null),
    );
  };
}

function targetOf({ hostname, protocol, port }: buildConnector.Options): OutboundTarget {
  const plainHttp = protocol !== 'https:';
  const host = hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return { host, port: Number(port || (plainHttp ? 80 : 443)), plainHttp };
}

/** The address to connect to, once every answer for the name was found good. Nothing is connected before. */
export async function chooseAddress(
  target: OutboundTarget,
  policy: EgressPolicy,
  resolve: Resolve,
): Promise<string> {
  const { host } = target;
  if (!policy.permitsTarget(target)) throw denied(`${host} port ${target.port} may not be reached`);
  if (isIP(host) !== 0) {
    if (!policy.permitsAddress(host, target)) throw denied(`${host} may not be reached`);
    return host;
  }
  const addresses = await resolve(host);
  const forbidden = addresses.find((address) => !policy.permitsAddress(address, target));
  // One bad answer spoils all: otherwise the order of the answers would decide what is reached.
  if (forbidden !== undefined) throw denied(`${host} resolves to ${forbidden}, which may not be reached`);
  const [first] = addresses;
  if (first === undefined) throw new Error(`${host} resolves to no address`);
  return first;
}

/** Asked once a socket is open and before anything is sent: what it is connected to is what was judged. */
export function findWrongPeer(
  socket: Socket,
  address: string,
  target: OutboundTarget,
  policy: EgressPolicy,
): Error | undefined {
  const peer = socket.remoteAddress;
  if (peer === undefined) return new Error('the connection was lost while it was opened');
  // A socket of both families tells an IPv4 peer in its mapped form.
  const plain = peer.replace(/^::ffff:(?=\d+\.)/, '');
  const isSame = canonicalAddress(plain) === canonicalAddress(address);
  return isSame && policy.permitsAddress(plain, target)
    ? undefined
    : denied(`connected to ${peer} instead of ${address}`);
}

/** A resolver of the system cannot be stopped, but nobody needs to wait for it. */
function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new errors.ConnectTimeoutError('The look-up took too long')), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function denied(reason: string): EgressFailure {
  return new EgressFailure('denied', new Error(reason));
}
