/** A header that the tenant named is a secret by the header’s name; the key of its client certificate has this one. */
const headerPrefix = 'headers.';
export const clientKeySecret = 'client_key_pem';

export function headerSecretOf(header: string): string {
  return `${headerPrefix}${header}`;
}

/** The header that a secret is the value of; undefined for every other secret. */
export function findSecretHeader(secret: string): string | undefined {
  return secret.startsWith(headerPrefix) ? secret.slice(headerPrefix.length) : undefined;
}
