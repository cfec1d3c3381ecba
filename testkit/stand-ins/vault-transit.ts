import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import {
  type KeyServiceAnswer,
  type KeyServiceRequest,
  startKeyServiceServer,
} from './key-service-server.ts';

/**
 * A stand-in for the transit engine of HashiCorp Vault and OpenBao, from its public API documentation: it encrypts
 * for real, so that a ciphertext under another version or with other associated data does not open.
 */
export async function startVaultTransitStandIn({
  mount = 'transit',
  keyName = 'plugboard',
  namespace = '',
} = {}) {
  const state = {
    path: { mount, keyName, namespace },
    token: `hvs.${randomBytes(18).toString('base64url')}`,
    versions: [randomBytes(32)],
    minDecryptionVersion: 1,
    sealed: false,
    deleted: false,
    rateLimited: false,
  };
  const server = await startKeyServiceServer((request) => answerTo(state, request));
  const namespaceQuery = namespace === '' ? '' : `?namespace=${namespace}`;

  return {
    ...server,
    kmsUrl: `${server.origin.replace('http:', 'vault+http:')}/${mount}/${keyName}${namespaceQuery}`,
    token: () => state.token,
    /** The token used until now is refused from here on. */
    renewToken: () => {
      state.token = `hvs.${randomBytes(18).toString('base64url')}`;
    },
    rotate: () => state.versions.push(randomBytes(32)),
    setMinDecryptionVersion: (version: number) => {
      state.minDecryptionVersion = version;
    },
    setSealed: (sealed: boolean) => {
      state.sealed = sealed;
    },
    setDeleted: (deleted: boolean) => {
      state.deleted = deleted;
    },
    setRateLimited: (rateLimited: boolean) => {
      state.rateLimited = rateLimited;
    },
  };
}

interface TransitState {
  path: { mount: string; keyName: string; namespace: string };
  token: string;
  versions: Buffer[];
  minDecryptionVersion: number;
  sealed: boolean;
  deleted: boolean;
  rateLimited: boolean;
}

function answerTo(state: TransitState, { method, path, headers, body }: KeyServiceRequest): KeyServiceAnswer {
  const { mount, keyName, namespace } = state.path;
  if (state.sealed) return failed(503, 'Vault is sealed');
  if (state.rateLimited) return failed(429, 'request path "transit": rate limit quota exceeded');
  if ((headers['x-vault-namespace'] ?? '') !== namespace) return failed(404, 'no handler for route');
  if (headers['x-vault-token'] !== state.token) return failed(403, 'permission denied');
  if (method !== 'PUT' && method !== 'POST') return failed(405, 'unsupported operation');
  if (state.deleted) return failed(400, 'encryption key not found');
  const input = JSON.parse(body) as { plaintext?: string; ciphertext?: string; associated_data?: string };
  const associatedData = Buffer.from(input.associated_data ?? '', 'base64');
  if (path === `/v1/${mount}/encrypt/${keyName}`)
    return encrypt(state, input.plaintext ?? '', associatedData);
  if (path === `/v1/${mount}/decrypt/${keyName}`)
    return decrypt(state, input.ciphertext ?? '', associatedData);
  return failed(403, 'permission denied');
}

function encrypt(state: TransitState, plaintext: string, associatedData: Buffer): KeyServiceAnswer {
  const version = state.versions.length;
  const nonce = randomBytes(12);
  const key = state.versions.at(-1) ?? Buffer.alloc(0);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associatedData);
  const parts = [nonce, cipher.update(plaintext, 'base64'), cipher.final(), cipher.getAuthTag()];
  const ciphertext = `vault:v${version}:${Buffer.concat(parts).toString('base64')}`;
  return { status: 200, body: { data: { ciphertext, key_version: version } } };
}

function decrypt(state: TransitState, ciphertext: string, associatedData: Buffer): KeyServiceAnswer {
  const [, digits = '', encoded = ''] = /^vault:v(\d+):(.+)$/.exec(ciphertext) ?? [];
  const version = Number(digits);
  const key = state.versions[version - 1];
  if (key === undefined) return failed(400, 'invalid ciphertext: version is too new');
  if (version < state.minDecryptionVersion) {
    return failed(400, 'ciphertext or signature version is disallowed by policy (too old)');
  }
  const bytes = Buffer.from(encoded, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
      .setAAD(associatedData)
      .setAuthTag(bytes.subarray(-16));
    const plaintext = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
    return { status: 200, body: { data: { plaintext: plaintext.toString('base64') } } };
  } catch {
    return failed(400, 'cipher: message authentication failed');
  }
}

function failed(status: number, message: string): KeyServiceAnswer {
  return { status, body: { errors: [message] } };
}
