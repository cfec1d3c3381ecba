import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { platformTenantId } from '../kernel/ids.ts';
import { Secret } from '../kernel/secret.ts';
import type { SigningKeyStore, StoredSigningKey } from './audit-ports.ts';
import type { SealContext, Sealer } from './ports.ts';

/** Ed25519: what the platform signs so that it cannot be changed later without showing. */
export class Signer {
  readonly keyId: string;
  readonly #privateKey: KeyObject;
  readonly #publicKeys: ReadonlyMap<string, KeyObject>;

  constructor(keyId: string, privateKey: KeyObject, publicKeys: ReadonlyMap<string, KeyObject>) {
    this.keyId = keyId;
    this.#privateKey = privateKey;
    this.#publicKeys = publicKeys;
  }

  sign(bytes: Uint8Array): Uint8Array {
    return new Uint8Array(sign(null, bytes, this.#privateKey));
  }

  verify(keyId: string, bytes: Uint8Array, signature: Uint8Array): boolean {
    const key = this.#publicKeys.get(keyId);
    return key !== undefined && verify(null, bytes, key, signature);
  }

  listPublicKeys(): { keyId: string; pem: string }[] {
    return [...this.#publicKeys].map(([keyId, key]) => ({
      keyId,
      pem: key.export({ type: 'spki', format: 'pem' }).toString(),
    }));
  }
}

/** Makes the first key when there is none. The private key rests sealed under the platform's own data key. */
export async function loadSigner(store: SigningKeyStore, sealer: Sealer): Promise<Signer> {
  if ((await store.listSigningKeys()).length === 0) {
    await store.insertFirstSigningKey(await makeKey(sealer));
  }
  const keys = await store.listSigningKeys();
  const newest = keys.at(-1);
  if (!newest) throw new Error('The signing key that was just made is not there');
  const opened = await sealer.open(contextOf(newest.keyId), newest.sealedPrivateKey);
  const privateKey = createPrivateKey({
    key: Buffer.from(opened.reveal(), 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKeys = new Map(keys.map((key) => [key.keyId, toPublicKey(key.publicKey)]));
  return new Signer(newest.keyId, privateKey, publicKeys);
}

async function makeKey(sealer: Sealer): Promise<StoredSigningKey> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
  const keyId = createHash('sha256').update(spki).digest('hex').slice(0, 16);
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
  const sealedPrivateKey = await sealer.seal(contextOf(keyId), new Secret(pkcs8));
  return { keyId, publicKey: spki, sealedPrivateKey };
}

function toPublicKey(spki: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
}

function contextOf(keyId: string): SealContext {
  return {
    tenantId: platformTenantId,
    record: `signing_key/${keyId}`,
    field: 'private_key',
    version: 1,
    origins: [],
  };
}
