import type { SendAsOperator } from '../../kernel/ports.ts';
import type { Secret } from '../../kernel/secret.ts';
import { joinWithLengths } from '../aes-gcm.ts';
import { type KeyContext, type KeyFailure, type KeyProvider, KeyProviderError } from '../key-provider.ts';
import { askKeyService, textAt, unreadable } from './ask-key-service.ts';

export interface VaultTransitConfig {
  address: string;
  mount: string;
  keyName: string;
  /** Asked for every call: agents renew the token in its file while we run. */
  token: () => Secret;
  namespace?: string;
}

/**
 * HashiCorp Vault's or OpenBao's transit engine. The key's type must be an AEAD one (aes256-gcm96, the default, or
 * chacha20-poly1305): others refuse the associated data. The token needs `update` on `<mount>/encrypt/<key>` and
 * `<mount>/decrypt/<key>`, and no more; with `create` a mistyped name would silently make a new key.
 */
export function createVaultTransitKeyProvider(config: VaultTransitConfig, send: SendAsOperator): KeyProvider {
  const { mount, keyName } = config;
  // Names mount and key, because every transit key has a version 1.
  const versionPrefix = `${mount}/${keyName}:`;

  return {
    kind: 'vault-transit',
    knows: (kekVersion) => kekVersion.startsWith(versionPrefix),

    async wrap(key, context) {
      const plaintext = key.toString('base64');
      const ciphertext = await call(config, send, 'encrypt', { plaintext, associated_data: bound(context) });
      return { kekVersion: versionPrefix + versionOf(ciphertext), wrapped: Buffer.from(ciphertext, 'utf8') };
    },

    async unwrap({ kekVersion, wrapped }, context) {
      const ciphertext = Buffer.from(wrapped).toString('utf8');
      if (!ciphertext.startsWith('vault:') || kekVersion !== versionPrefix + versionOf(ciphertext)) {
        throw new KeyProviderError(
          'wrong_key',
          new Error(`not wrapped by ${kekVersion} of ${versionPrefix}`),
        );
      }
      const plaintext = await call(config, send, 'decrypt', { ciphertext, associated_data: bound(context) });
      return Buffer.from(plaintext, 'base64');
    },
  };
}

function versionOf(ciphertext: string): string {
  return ciphertext.split(':')[1] ?? '';
}

function bound({ deploymentId, tenantId }: KeyContext): string {
  return joinWithLengths(['plugboard/tenant-key/1', deploymentId, tenantId]).toString('base64');
}

async function call(
  { address, mount, keyName, token, namespace }: VaultTransitConfig,
  send: SendAsOperator,
  operation: 'encrypt' | 'decrypt',
  body: Record<string, string>,
): Promise<string> {
  const answer = await askKeyService(send, {
    method: 'PUT',
    url: `${address}/v1/${mount}/${operation}/${keyName}`,
    headers: {
      'content-type': 'application/json',
      'x-vault-token': token().reveal(),
      'x-vault-request': 'true',
      ...(namespace === undefined ? {} : { 'x-vault-namespace': namespace }),
    },
    body: JSON.stringify(body),
  });
  if (answer.status !== 200) {
    const said = Buffer.from(answer.body).toString('utf8').slice(0, 1000);
    throw new KeyProviderError(
      classify(operation, answer.status, said),
      new Error(`transit ${operation} answered ${answer.status}: ${said}`),
    );
  }
  const text = textAt(answer.body, 'data', operation === 'encrypt' ? 'ciphertext' : 'plaintext');
  if (text === undefined || (operation === 'encrypt' && !/^vault:v\d+:/.test(text)))
    throw unreadable('transit');
  return text;
}

/**
 * 400 to a decryption means that the bytes do not open, unless the text says that the key is gone or that its old
 * versions were switched off: an administrator can undo that, so nothing is lost yet. 412 and 473 come from replicas
 * that have not caught up or only stand by.
 */
function classify(operation: 'encrypt' | 'decrypt', status: number, said: string): KeyFailure {
  if (status === 412 || status === 473) return 'unreachable';
  const undoable = /not found|disallowed by policy|too old/.test(said);
  return operation === 'decrypt' && status === 400 && !undoable ? 'wrong_key' : 'refused';
}
