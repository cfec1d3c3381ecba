import { createHash } from 'node:crypto';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import type { Secret } from '../kernel/secret.ts';

/** What a credential brings to TLS: an authority of its own, a certificate to show. */
export interface TlsMaterial {
  caPem?: string;
  clientCertPem?: string;
  clientKeyPem?: Secret;
}

export interface TlsIdentity {
  /** Sockets and TLS sessions are shared within a key only, so nobody rides another's certificate or trust. */
  readonly key: string;
  readonly material: TlsMaterial;
}

export const noIdentity: TlsIdentity = { key: '', material: {} };

export function tlsIdentity(material: TlsMaterial): TlsIdentity {
  const { caPem = '', clientCertPem = '', clientKeyPem } = material;
  const parts = [caPem, clientCertPem, clientKeyPem?.reveal() ?? ''];
  if (parts.every((part) => part === '')) return noIdentity;
  return { key: createHash('sha256').update(JSON.stringify(parts)).digest('base64url'), material };
}

/**
 * Undefined where nothing differs from the default. Authorities of one's own come beside the public ones: a token
 * URL is often public where the API behind it is not. Reading all of them takes milliseconds, so once for a pool.
 */
export function secureContextOf(
  { material }: TlsIdentity,
  authorities: readonly string[],
): SecureContext | undefined {
  const { caPem, clientCertPem, clientKeyPem } = material;
  const own = [...authorities, ...(caPem === undefined ? [] : [caPem])];
  if (own.length === 0 && clientCertPem === undefined) return undefined;
  return createSecureContext({
    ...(own.length > 0 && { ca: [...getCACertificates('default'), ...own] }),
    ...(clientCertPem !== undefined && { cert: clientCertPem }),
    ...(clientKeyPem !== undefined && { key: clientKeyPem.reveal() }),
  });
}
