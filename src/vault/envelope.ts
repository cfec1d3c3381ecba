import { hkdfSync, randomBytes } from 'node:crypto';
import { PlugboardError } from '../kernel/errors.ts';
import { decryptGcm, encryptGcm, joinWithLengths, keyBytes, nonceBytes, tagBytes } from './aes-gcm.ts';

/** What a sealed value belongs to. It opens nowhere else: not in another row, nor after its origins changed. */
export interface SealContext {
  deploymentId: string;
  tenantId: string;
  record: string;
  field: string;
  version: number;
  /** Every origin that the secret may be sent to. Order and repetition mean nothing. */
  origins: string[];
}

const format = 1;
const saltBytes = 32;
const headBytes = 1 + saltBytes + nonceBytes;
const subkeyPurpose = 'plugboard/sealed-field/1';

/**
 * Layout: format (1), salt (32), nonce (12), ciphertext, tag (16). The subkey is fresh for every write, so that the
 * number of writes under one data key is not bounded by how soon random nonces collide.
 */
export function sealWith(dataKey: Buffer, context: SealContext, plaintext: Buffer): Buffer {
  const head = Buffer.concat([Buffer.of(format), randomBytes(saltBytes + nonceBytes)]);
  const subkey = deriveSubkey(dataKey, saltOf(head));
  try {
    return Buffer.concat([head, encryptGcm(subkey, nonceOf(head), additionalData(context), plaintext)]);
  } finally {
    subkey.fill(0);
  }
}

export function openWith(dataKey: Buffer, context: SealContext, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  try {
    if (bytes.length < headBytes + tagBytes) throw new Error('the sealed value is cut off');
    if (bytes[0] !== format) throw new Error(`the sealed value has the unknown format ${bytes[0]}`);
    const subkey = deriveSubkey(dataKey, saltOf(bytes));
    try {
      return decryptGcm(subkey, nonceOf(bytes), additionalData(context), bytes.subarray(headBytes));
    } finally {
      subkey.fill(0);
    }
  } catch (cause) {
    throw new PlugboardError('needs_reentry', { cause });
  }
}

function deriveSubkey(dataKey: Buffer, salt: Buffer): Buffer {
  if (dataKey.length !== keyBytes) throw new Error(`a data key has ${keyBytes} bytes, not ${dataKey.length}`);
  return Buffer.from(hkdfSync('sha256', dataKey, salt, subkeyPurpose, keyBytes));
}

function saltOf(bytes: Buffer): Buffer {
  return bytes.subarray(1, 1 + saltBytes);
}

function nonceOf(bytes: Buffer): Buffer {
  return bytes.subarray(1 + saltBytes, headBytes);
}

function additionalData(context: SealContext): Buffer {
  const version = Buffer.alloc(8);
  version.writeBigUInt64BE(BigInt(context.version));
  const origins = [...new Set(context.origins)].sort();
  const count = Buffer.alloc(4);
  count.writeUInt32BE(origins.length);
  const { deploymentId, tenantId, record, field } = context;
  return joinWithLengths([
    Buffer.of(format),
    deploymentId,
    tenantId,
    record,
    field,
    version,
    count,
    ...origins,
  ]);
}
