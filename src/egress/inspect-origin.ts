import { once } from 'node:events';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls';
import type { NetworkRung } from '../control/provider-ports.ts';
import { EgressFailure } from '../kernel/egress-failure.ts';
import type { OutboundTarget } from '../kernel/outbound-target.ts';
import { readRequestUrl } from '../kernel/outbound-url.ts';
import type { TenantPolicy } from './egress-policy.ts';
import { type Connect, chooseAddress, findWrongPeer, type Resolve } from './guarded-connector.ts';
import { orAborted } from './or-aborted.ts';
import { secureContextOf, type TlsIdentity } from './tls-identity.ts';

export interface Inspection {
  policy: TenantPolicy;
  tls: TlsIdentity;
  resolve: Resolve;
  /** Plain TCP, to an address that was judged before. */
  connect?: Connect;
  /** For each rung. */
  rungMs: number;
  signal: AbortSignal;
}

/** The whole of what is said of a target that may not be reached: no look-up's outcome, no port's state. */
const refusal = 'Plugboard may not connect to this address. An operator can allow private targets.';

/**
 * The way to an origin, rung by rung, under the same policy as a call: the look-up, the connection, TLS. Ends at the
 * first rung that fails. Nothing is sent.
 */
export async function* inspectOrigin(origin: string, inspection: Inspection): AsyncGenerator<NetworkRung> {
  const { policy, resolve } = inspection;
  const read = readRequestUrl(origin, policy.rules, policy.open);
  if (!read.ok) {
    yield { step: 'dns', ok: false, denied: true, ms: 0, detail: refusal };
    return;
  }
  const { target } = read;
  let address = '';
  let socket: Socket | undefined;
  try {
    const dns = await climb('dns', inspection, async (signal) => {
      address = await orAborted(signal, chooseAddress(target, policy, resolve));
      return isIP(target.host) === 0 ? `${target.host} is ${address}.` : 'An address needs no look-up.';
    });
    yield dns;
    if (!dns.ok) return;
    const tcp = await climb('tcp', inspection, async (signal) => {
      socket = await openSocket(target, address, inspection, signal);
      return `Connected to ${address} port ${target.port}.`;
    });
    yield tcp;
    if (!tcp.ok || target.plainHttp) return;
    yield await climb('tls', inspection, (signal) => shakeHands(target, socket, inspection, signal));
  } finally {
    socket?.destroy();
  }
}

async function climb(
  step: NetworkRung['step'],
  { rungMs, signal }: Inspection,
  work: (signal: AbortSignal) => Promise<string>,
): Promise<NetworkRung> {
  const begun = performance.now();
  const timeout = AbortSignal.timeout(rungMs);
  const outcome = await work(AbortSignal.any([signal, timeout])).then(
    (detail) => ({ ok: true, denied: false, detail }),
    (error: unknown) => {
      signal.throwIfAborted();
      const denied = error instanceof EgressFailure && error.kind === 'denied';
      if (denied) return { ok: false, denied, detail: refusal };
      if (timeout.aborted)
        return { ok: false, denied, fault: 'timeout' as const, detail: tooSlow(step, rungMs) };
      const fault = faults[codeOf(error)];
      return { ok: false, denied, ...(fault && { fault }), detail: explain(step, error) };
    },
  );
  return { step, ms: Math.round(performance.now() - begun), ...outcome };
}

async function openSocket(
  target: OutboundTarget,
  address: string,
  { policy, connect = connectTcp }: Inspection,
  signal: AbortSignal,
): Promise<Socket> {
  const socket = connect({ host: address, port: target.port });
  try {
    await once(socket, 'connect', { signal });
    const wrongPeer = findWrongPeer(socket, address, target, policy);
    if (wrongPeer) throw wrongPeer;
    return socket;
  } catch (error) {
    socket.on('error', () => undefined).destroy();
    throw error;
  }
}

/** The certificate is looked at whatever is wrong with it, so that what is wrong can be told. Nothing is sent. */
async function shakeHands(
  target: OutboundTarget,
  socket: Socket | undefined,
  { policy, tls }: Inspection,
  signal: AbortSignal,
): Promise<string> {
  const secureContext = secureContextOf(tls, policy.listAuthorities(target));
  const secured = connectTls({
    ...(socket && { socket }),
    ...(isIP(target.host) === 0 && { servername: target.host }),
    ...(secureContext && { secureContext }),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: false,
  });
  try {
    await once(secured, 'secureConnect', { signal });
    const certificate = secured.getPeerCertificate(true);
    const problem = findCertificateProblem(target.host, secured, certificate);
    if (problem !== undefined) throw new CertificateProblem(problem);
    return `${secured.getProtocol()}; the certificate is for ${target.host} until ${dayOf(certificate.valid_to)}.`;
  } finally {
    secured.on('error', () => undefined).destroy();
  }
}

class CertificateProblem extends Error {}

function findCertificateProblem(
  host: string,
  socket: TLSSocket,
  certificate: PeerCertificate,
): string | undefined {
  if (Object.keys(certificate).length === 0) return 'The server showed no certificate.';
  const now = Date.now();
  if (Date.parse(certificate.valid_to) < now)
    return `The certificate expired on ${dayOf(certificate.valid_to)}.`;
  if (Date.parse(certificate.valid_from) > now) {
    return `The certificate is valid from ${dayOf(certificate.valid_from)} on.`;
  }
  if (checkServerIdentity(host, certificate)) {
    return `The certificate is for ${namesOf(certificate)}, not for ${host}.`;
  }
  if (socket.authorized) return undefined;
  const code = String(socket.authorizationError);
  // Without a name to check, Node checks `localhost`; the name was checked above.
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return undefined;
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT') {
    return 'The server signed its certificate itself. Give that certificate as the CA to trust it.';
  }
  const issuer = String(certificate.issuer?.CN ?? certificate.issuer?.O ?? 'an unnamed authority').slice(
    0,
    200,
  );
  return code === 'CERT_HAS_EXPIRED'
    ? `The authority that signed the certificate (${issuer}) has expired.`
    : `The certificate was signed by ${issuer}, which is not trusted here. Give its CA, or have the server send its intermediates.`;
}

function namesOf({ subjectaltname, subject }: PeerCertificate): string {
  const names = subjectaltname?.replaceAll(/(?:DNS|IP Address):/g, '') ?? String(subject?.CN ?? 'no name');
  return names.slice(0, 200);
}

function dayOf(text: string): string {
  return new Date(text).toISOString().slice(0, 10);
}

function tooSlow(step: NetworkRung['step'], ms: number): string {
  if (step === 'dns') return `The look-up did not end within ${ms} ms.`;
  if (step === 'tcp') return `No answer within ${ms} ms: a firewall may be dropping the connection.`;
  return `The TLS handshake did not end within ${ms} ms.`;
}

const reasons: Record<string, string> = {
  ENOTFOUND: 'The name does not exist.',
  ENODATA: 'The name has no address.',
  EAI_AGAIN: 'The name server did not answer.',
  ECONNREFUSED: 'The connection was refused: nothing listens on this port.',
  EHOSTUNREACH: 'There is no route to this address.',
  ENETUNREACH: 'There is no route to this address.',
  ETIMEDOUT: 'No answer: a firewall may be dropping the connection.',
  ERR_SSL_WRONG_VERSION_NUMBER: 'The server does not speak TLS on this port.',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'The server does not speak TLS on this port.',
};

const faults: Record<string, NonNullable<NetworkRung['fault']>> = {
  ENOTFOUND: 'unknown_name',
  ENODATA: 'unknown_name',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ETIMEDOUT: 'timeout',
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function explain(step: NetworkRung['step'], error: unknown): string {
  if (error instanceof CertificateProblem) return error.message;
  const code = codeOf(error);
  const known = reasons[code];
  if (known !== undefined) return known;
  if (step === 'dns') return 'The look-up brought no address.';
  if (step === 'tcp') return 'The connection could not be opened.';
  return code === 'ECONNRESET'
    ? 'The server closed the connection during the TLS handshake.'
    : 'The TLS handshake failed; the server may want a client certificate or another TLS version.';
}
