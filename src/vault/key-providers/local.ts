import { randomBytes } from 'node:crypto';
import { decryptGcm, encryptGcm, joinWithLengths, nonceBytes } from '../aes-gcm.ts';
import { type KeyContext, type KeyProvider, KeyProviderError } from '../key-provider.ts';
import type { MasterKey } from './master-keys.ts';

const format = 1;

/** Key-encryption keys in this process's memory; the first of them is the primary. */
export function createLocalKeyProvider(keys: MasterKey[]): KeyProvider {
  const [primary] = keys;
  if (primary === undefined) throw new Error('a local key provider needs a key');
  const byVersion = new Map(keys.map(({ version, key }) => [version, key]));

  return {
    kind: 'local',
    knows: (kekVersion) => byVersion.has(kekVersion),

    async wrap(key, context) {
      const nonce = randomBytes(nonceBytes);
      const sealed = encryptGcm(primary.key, nonce, additionalData(context, primary.version), key);
      return { kekVersion: primary.version, wrapped: Buffer.concat([Buffer.of(format), nonce, sealed]) };
    },

    async unwrap({ kekVersion, wrapped }, context) {
      const kek = byVersion.get(kekVersion);
      if (kek === undefined)
        throw new KeyProviderError('wrong_key', new Error(`no key has version ${kekVersion}`));
      const bytes = Buffer.from(wrapped);
      try {
        if (bytes[0] !== format) throw new Error('the wrapped key has an unknown format');
        const nonce = bytes.subarray(1, 1 + nonceBytes);
        return decryptGcm(kek, nonce, additionalData(context, kekVersion), bytes.subarray(1 + nonceBytes));
      } catch (cause) {
        throw new KeyProviderError('wrong_key', cause);
      }
    },
  };
}

function additionalData({ deploymentId, tenantId }: KeyContext, kekVersion: string): Buffer {
  return joinWithLengths(['plugboard/tenant-key/1', deploymentId, tenantId, kekVersion]);
}
