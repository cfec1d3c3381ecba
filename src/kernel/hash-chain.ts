import { createHash } from 'node:crypto';

/** The hash that the first row of a chain refers to. */
export const genesisHash: Uint8Array = new Uint8Array(32);

/**
 * SHA-256 over fields that each carry their length, so that no two different rows have the same bytes to hash.
 * Docs and outside verifiers repeat this: four bytes big-endian length, then the UTF-8 text; the previous hash first.
 */
export function chainHash(previousHash: Uint8Array, fields: readonly string[]): Uint8Array {
  const hash = createHash('sha256');
  hash.update(previousHash);
  for (const field of fields) {
    const bytes = Buffer.from(field, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length);
    hash.update(bytes);
  }
  return new Uint8Array(hash.digest());
}

/** JSON with sorted keys: the same value is always the same text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
