import { generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate with its key, both in PEM. */
export interface IssuedCertificate {
  name: string;
  certPem: string;
  keyPem: string;
  key: KeyObject;
}

interface Wanted {
  /** The common name; for servers also the names and addresses in `hosts`. */
  name: string;
  hosts?: string[];
  /** Signs itself where this is missing. */
  issuer?: IssuedCertificate;
  isAuthority?: boolean;
  notBefore?: Date;
  notAfter?: Date;
}

const ecdsaWithSha256 = der(0x30, oid('2a8648ce3d040302'));

/** X.509 by hand (RFC 5280), for tests alone: neither Node nor a machine without OpenSSL can issue a certificate. */
export function issueCertificate(wanted: Wanted): IssuedCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    nameOf(wanted.issuer?.name ?? wanted.name),
    der(
      0x30,
      timeOf(wanted.notBefore ?? new Date(Date.now() - 3_600_000)),
      timeOf(wanted.notAfter ?? new Date(Date.now() + 86_400_000)),
    ),
    nameOf(wanted.name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, ...extensionsOf(wanted))),
  );
  const signature = sign('sha256', body, wanted.issuer?.key ?? privateKey);
  const bytes = der(0x30, body, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  return {
    name: wanted.name,
    certPem: new X509Certificate(bytes).toString(),
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    key: privateKey,
  };
}

function extensionsOf({ hosts = [], isAuthority = false }: Wanted): Buffer[] {
  const basic = der(0x30, ...(isAuthority ? [der(0x01, Buffer.from([0xff]))] : []));
  const extensions = [der(0x30, oid('551d13'), der(0x01, Buffer.from([0xff])), der(0x04, basic))];
  if (hosts.length > 0) {
    const names = hosts.map((host) =>
      isIP(host) === 4
        ? der(0x87, Buffer.from(host.split('.').map(Number)))
        : der(0x82, Buffer.from(host, 'ascii')),
    );
    extensions.push(der(0x30, oid('551d11'), der(0x04, der(0x30, ...names))));
  }
  return extensions;
}

function nameOf(commonName: string): Buffer {
  return der(0x30, der(0x31, der(0x30, oid('550403'), der(0x0c, Buffer.from(commonName, 'utf8')))));
}

function timeOf(date: Date): Buffer {
  const text = `${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
  return der(0x18, Buffer.from(text, 'ascii'));
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const length =
    value.length < 0x80
      ? [value.length]
      : value.length < 0x100
        ? [0x81, value.length]
        : [0x82, value.length >> 8, value.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), value]);
}
