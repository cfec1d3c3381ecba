import { createCipheriv, createDecipheriv } from 'node:crypto';

export const keyBytes = 32;
export const nonceBytes = 12;
export const tagBytes = 16;

/** The tag follows the ciphertext. The tag's length is fixed: Node would else take a shortened, guessable one. */
export function encryptGcm(key: Buffer, nonce: Buffer, additionalData: Buffer, plaintext: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(
    additionalData,
  );
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** Throws where the key, the nonce, the additional data or any byte is not what was sealed. */
export function decryptGcm(key: Buffer, nonce: Buffer, additionalData: Buffer, sealed: Buffer): Buffer {
  if (sealed.length < tagBytes) throw new Error('too short to hold a tag');
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    .setAAD(additionalData)
    .setAuthTag(sealed.subarray(-tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
}

/** Lengths go first, so that no two lists of parts give the same bytes: ("ab", "c") is not ("a", "bc"). */
export function joinWithLengths(parts: (string | Buffer)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}
